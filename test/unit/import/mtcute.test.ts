import { describe, expect, it } from 'vitest'
import { importMtcute } from '../../../generator/import/mtcute.js'
import { printSchema } from '../../../generator/syntax/print.js'

const entry = { kind: 'class', name: 'user', id: 1, type: 'User', arguments: [] }

const fileOf = (...e: readonly unknown[]) => JSON.stringify({ l: 228, e, u: { User: 'A sentence.' } })

/** The definitions of the TL text that the entries become. */
function linesOf(...entries: readonly unknown[]): string[] {
  const { schema, diagnostics } = importMtcute(fileOf(...entries))
  expect(diagnostics).toEqual([])
  return printSchema(schema)
    .split('\n')
    .filter((line) => line.includes(' = '))
}

describe('importMtcute', () => {
  it('prints the layer, types, then functions, and no description', () => {
    const method = { ...entry, kind: 'method', name: 'users.get', id: 0x89f5c4a, comment: 'A sentence.' }
    const { schema } = importMtcute(fileOf(method, { ...entry, comment: 'A sentence.' }))
    expect(printSchema(schema).replace(/\n+/g, '\n')).toBe(
      '// LAYER 228\nuser#1 = User;\n---functions---\nusers.get#89f5c4a = User;\n',
    )
  })

  it.each([
    [{ type: 'int53' }, 'x:long'],
    [{ type: '#' }, 'x:#'],
    [{ type: 'true', typeModifiers: { predicate: 'flags.3' } }, 'x:flags.3?true'],
    [{ type: 'int53', typeModifiers: { isVector: true } }, 'x:Vector<long>'],
    [{ type: 'a.B', typeModifiers: { predicate: 'flags2.31', isVector: true } }, 'x:flags2.31?Vector<a.B>'],
    [{ type: 'salt', typeModifiers: { isBareVector: true, isBareType: true } }, 'x:vector<salt>'],
    [{ type: 'Message', typeModifiers: { isBareVector: true, isBareUnion: true } }, 'x:vector<%Message>'],
  ])('%j', (argument, text) => {
    expect(linesOf({ ...entry, arguments: [{ name: 'x', ...argument }] })).toEqual([`user#1 ${text} = User;`])
  })

  it('reads modifiers of the result and wrappers', () => {
    const results = { ...entry, typeModifiers: { isVector: true, constructorId: 7 } }
    const wrapper = {
      ...entry,
      type: 'X',
      generics: [{ name: 'X', type: 'Type' }],
      arguments: [{ name: 'query', type: '!X' }],
    }
    expect(linesOf(results, wrapper)).toEqual(['user#1 = Vector<User>;', 'user#1 {X:Type} query:!X = X;'])
  })

  it('leaves out what is not of Telegram', () => {
    expect(
      linesOf(
        { ...entry, name: 'mtcute.dummyUpdate' },
        { ...entry, kind: 'method', name: 'mtcute.customMethod' },
      ),
    ).toEqual([])
  })

  it('names each entry that it cannot read, and reads the others', () => {
    const { schema, diagnostics } = importMtcute(
      fileOf({ ...entry, id: -1 }, { ...entry, arguments: [{ name: 'x', type: 'a;b' }] }, entry, 7),
      'api.json',
    )
    expect(schema.items.filter(({ kind }) => kind === 'combinator')).toHaveLength(1)
    expect(diagnostics).toEqual([
      {
        code: 'TL4004',
        severity: 'error',
        message: 'api.json: entry 1, `user`: id: Too small: expected number to be >=0',
      },
      {
        code: 'TL4004',
        severity: 'error',
        message: 'api.json: entry 2, `user`: arguments.0.type: expected a TL type',
      },
      {
        code: 'TL4004',
        severity: 'error',
        message: 'api.json: entry 4: Invalid input: expected object, received number',
      },
    ])
  })

  it.each(['', '[]', '{"l": 1}', '{"l": "1", "e": []}'])('reports the file %j', (text) => {
    const { schema, diagnostics } = importMtcute(text)
    expect(schema.items).toEqual([])
    expect(diagnostics).toMatchObject([{ code: 'TL4004', severity: 'error' }])
    expect(diagnostics[0]?.message).toMatch(/^api-schema\.json: /)
  })
})
