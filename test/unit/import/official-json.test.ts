import { describe, expect, it } from 'vitest'
import { checkIds } from '../../../generator/check/ids.js'
import { importOfficialJson } from '../../../generator/import/official-json.js'
import { printSchema } from '../../../generator/syntax/print.js'

const text = JSON.stringify({
  constructors: [
    { id: '-1132882121', predicate: 'boolFalse', params: [], type: 'Bool' },
    { id: '481674261', predicate: 'vector', params: [], type: 'Vector t' },
    {
      id: '-1739392570',
      predicate: 'documentAttributeAudio',
      params: [
        { name: 'flags', type: '#' },
        { name: 'voice', type: 'flags.10?true' },
        { name: 'duration', type: 'int' },
        { name: 'title', type: 'flags.0?string' },
        { name: 'performer', type: 'flags.1?string' },
        { name: 'waveform', type: 'flags.2?bytes' },
      ],
      type: 'DocumentAttribute',
    },
  ],
  methods: [
    {
      id: '-627372787',
      method: 'invokeWithLayer',
      params: [
        { name: 'layer', type: 'int' },
        { name: 'query', type: '!X' },
      ],
      type: 'X',
    },
    {
      id: '227648840',
      method: 'users.getUsers',
      params: [{ name: 'id', type: 'Vector<InputUser>' }],
      type: 'Vector<User>',
    },
  ],
})

describe('importOfficialJson', () => {
  it('puts back what JSON has lost', () => {
    const { schema, diagnostics } = importOfficialJson(text)
    expect(diagnostics).toEqual([])
    expect(printSchema(schema).split('\n').filter(Boolean)).toEqual([
      'boolFalse#bc799737 = Bool;',
      'vector#1cb5c415 {t:Type} # [ t ] = Vector t;',
      'documentAttributeAudio#9852f9c6 flags:# voice:flags.10?true duration:int title:flags.0?string performer:flags.1?string waveform:flags.2?bytes = DocumentAttribute;',
      '---functions---',
      'invokeWithLayer#da9b0d0d {X:Type} layer:int query:!X = X;',
      'users.getUsers#d91a548 id:Vector<InputUser> = Vector<User>;',
    ])
  })

  it('gives definitions whose ids can be verified', () => {
    const { schema } = importOfficialJson(text)
    const items = schema.items.flatMap((item) =>
      item.kind === 'combinator' ? [{ item, source: schema.source }] : [],
    )
    expect(checkIds(items, { schema: 'api', rule: 'telegram' }).counts).toMatchObject({ verified: 5 })
  })

  it('names each entry that it cannot read', () => {
    const good = { id: '1', predicate: 'a', params: [], type: 'A' }
    const { schema, diagnostics } = importOfficialJson(
      JSON.stringify({
        constructors: [{ ...good, id: '4294967296' }, good, { ...good, type: 'A; b = B' }],
        methods: [good],
      }),
      'api.json',
    )
    expect(schema.items.filter(({ kind }) => kind === 'combinator')).toHaveLength(1)
    expect(diagnostics.map(({ code, message }) => `${code} ${message}`)).toEqual([
      'TL4004 api.json: constructors, entry 1, `a`: id: expected 32 bits',
      'TL4004 api.json: constructors, entry 3, `a`: type: expected a TL type',
      'TL4004 api.json: methods, entry 1, `a`: method: Invalid input: expected string, received undefined',
    ])
  })

  it('reports text that is not such a file', () => {
    expect(importOfficialJson('7').diagnostics).toMatchObject([{ code: 'TL4004' }])
    expect(importOfficialJson('{').diagnostics).toMatchObject([{ code: 'TL4004' }])
  })
})
