import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import type { SubsetOptions } from '../../../generator/options.js'
import type { TlObject } from '../../../templates/runtime/object.js'
import { Reader } from '../../../templates/runtime/reader.js'
import { makeOutput, type Output } from '../../support/output.js'
import { declaration } from '../emit/support.js'

const text = `
updateNew#1 text:string = Update;
updateOld#2 flags:# n:flags.0?int when:flags.31?long texts:Vector<string> = Update;
updateTree#3 tree:Tree empty:Vector<true> same:Same count:# items:count*[ int128 ] = Update;
tree#4 left:flags.0?Tree = Tree;
sames#6 id:int256 = Same;
box#7 updates:Vector<Update> last:int = Box;
other#8 = Other;
only#9 value:double = Only;
onlyMore#a = Only;
---functions---
getBox#10 = Box;
getUpdate#11 = Update;
getOther#12 = Other;
send#13 update:Update only:Only = Bool;
`.replace('left:flags.0?Tree', 'flags:# left:flags.0?Tree right:flags.1?Tree')

function subset(options: SubsetOptions): Promise<Output> {
  const schemas = [
    { name: 'api', sources: [{ name: 'api.tl', text }], idRule: 'tdlib' as const, subset: options },
  ]
  return makeOutput(text, { schemas })
}

const whole = (): Promise<Output> => makeOutput(text)
const getBox = { include: ['getBox'], exclude: ['updateOld', 'updateTree'] }

type Class = new (fields: object) => TlObject & Readonly<Record<string, unknown>>
interface Decoding {
  decodeResult(bytes: Uint8Array): TlObject & Readonly<Record<string, unknown>>
}

async function classes(output: Output): Promise<Readonly<Record<string, Class & Decoding>>> {
  return z.record(z.string(), z.custom<Class & Decoding>()).parse(await output.load('api/index.ts'))
}

/** A box with every update, made with all classes. */
async function makeBox(): Promise<Uint8Array> {
  const all = await classes(await whole())
  const make = (name: string, fields: object = {}): TlObject =>
    Reflect.construct(z.custom<Class>((value) => value !== undefined).parse(all[name]), [fields])
  const leaf = make('Tree')
  return make('Box', {
    updates: [
      make('UpdateNew', { text: 'one' }),
      make('UpdateOld', { when: 5n, texts: ['a', 'long enough to need padding'] }),
      make('UpdateOld', { n: 1, texts: [] }),
      make('UpdateTree', {
        tree: make('Tree', { left: make('Tree', { right: leaf }), right: leaf }),
        empty: [true, true],
        same: make('Sames', { id: new Uint8Array(32).fill(7) }),
        count: 2,
        items: [new Uint8Array(16).fill(1), new Uint8Array(16).fill(2)],
      }),
      make('UpdateNew', { text: 'two' }),
    ],
    last: 42,
  }).toBytes()
}

describe('a subset', () => {
  it('has only what it needs: files, registry, metadata', async () => {
    const output = await subset({ include: ['getOther'] })
    expect([...output.texts.keys()].filter((path) => path.startsWith('api/'))).toEqual([
      'api/types/other.ts',
      'api/functions/get-other.ts',
      'api/index.ts',
      'api/schema.ts',
      'api/registry.ts',
      'api/metadata.ts',
      'api/json.ts',
    ])
    expect(output.texts.get('api/registry.ts')).not.toContain('Box')
    expect(output.texts.get('api/metadata.ts')).toContain('getOther')
    expect(output.texts.get('api/metadata.ts')).not.toContain('getBox')
    expect(await output.compile()).toBe('')
  })

  it('says of a constructor that was left out that it is', async () => {
    const output = await subset(getBox)
    const { GetBox } = await classes(output)
    const box = await makeBox()
    expect(() => GetBox?.decodeResult(box)).toThrow(
      'updates[1]: updateOld (0x00000002) of Update is outside of the subset that this code was generated for (at offset 20)',
    )
    // What the schema does not have is another thing.
    box[20] = 99
    expect(() => GetBox?.decodeResult(box)).toThrow(
      'updates[1]: unknown constructor 0x00000063 where Update of api was expected',
    )
    box[20] = 8
    expect(() => GetBox?.decodeResult(box)).toThrow(
      'updates[1]: unknown constructor 0x00000008 where Update of api was expected',
    )
    expect(await output.compile()).toBe('')
  })

  it('reads such a constructor as Unknown where that is wanted, and what is behind it', async () => {
    const output = await subset({ ...getBox, outside: 'unknown' })
    const { GetBox, Box } = await classes(output)
    const bytes = await makeBox()
    const box = z
      .custom<TlObject & { updates: readonly object[]; last: number }>()
      .parse(GetBox?.decodeResult(bytes))
    expect(box.last).toBe(42)
    expect(box.updates).toMatchObject([
      { _: 'updateNew', text: 'one' },
      {
        _: 'Update?',
        id: 2,
        name: 'updateOld',
        hint: 'updateOld (0x00000002) is outside of the subset; add it to `include` to read it',
      },
      { _: 'Update?', id: 2, name: 'updateOld' },
      { _: 'Update?', id: 3, name: 'updateTree' },
      { _: 'updateNew', text: 'two' },
    ])
    // Writing it again gives the same bytes, also through JSON.
    expect(box.toBytes()).toEqual(bytes)
    const { json } = z
      .object({
        json: z.custom<{ toJson(value: unknown): object; fromJson(type: unknown, json: object): TlObject }>(),
      })
      .parse(await output.load('api/json.ts'))
    const again = json.fromJson(Box, z.custom<object>().parse(JSON.parse(JSON.stringify(json.toJson(box)))))
    expect(again).toEqual(box)
    expect(again.toBytes()).toEqual(bytes)
  })

  it('finds the end of Unknown values in broken input', async () => {
    const { GetBox } = await classes(await subset({ ...getBox, outside: 'unknown' }))
    const bytes = await makeBox()
    for (let length = 24; length < bytes.length; length++) {
      expect(() => GetBox?.decodeResult(bytes.subarray(0, length))).toThrow(/at offset \d+|bytes/)
    }
    const cut = bytes.subarray(0, 40)
    expect(() => GetBox?.decodeResult(cut)).toThrow(/^updates\[1\]\.bytes: the input ends after/)
  })

  it('bounds how deep Unknown values are nested', async () => {
    const { GetUpdate } = await classes(
      await subset({ include: ['getUpdate'], exclude: ['updateTree'], outside: 'unknown' }),
    )
    const words = [3, ...Array.from({ length: 100_000 }, () => [4, 1]).flat()]
    const bytes = new Uint8Array(Int32Array.from(words).buffer)
    expect(() => GetUpdate?.decodeResult(bytes)).toThrow('the value is nested deeper than allowed')
    expect(new Reader(bytes).int()).toBe(3)
  })

  it('can leave out all of a type', async () => {
    const options = { include: ['send', 'getBox'], exclude: ['Update', 'Only'] }
    const closed = await subset(options)
    expect(declaration(closed.texts, 'api/types/update.ts', 'export type')).toBe(
      'export type TypeUpdate = never',
    )
    const use = `import { Box, GetBox, Send } from './api/index.js'
const box = new Box({ updates: [], last: 1 })
// @ts-expect-error: there is no update
new Send({ update: box, only: box })
export const result: Box = GetBox.decodeResult(box.toBytes())
`
    expect(await closed.compile(use)).toBe('')
    const { Box, GetBox, Send } = await classes(closed)
    const empty = z.custom<Class>().parse(Box)
    expect(GetBox?.decodeResult(new empty({ updates: [], last: 1 }).toBytes())).toMatchObject({ last: 1 })
    const send = z.custom<Class>().parse(Send)
    expect(() => new send({ update: new empty({}), only: 1 }).toBytes()).toThrow(
      'all of Update is outside of the subset that this code was generated for',
    )
    const open = await subset({ ...options, outside: 'unknown' })
    const useOpen = `import { GetBox, type TypeUpdate } from './api/index.js'
import { Unknown } from './runtime/index.js'
const updates: readonly TypeUpdate[] = GetBox.decodeResult(new Uint8Array()).updates
for (const update of updates) {
  if (update._ === 'Update?') update.bytes.length
  const hint: string = update.hint
  if (!(update instanceof Unknown)) update satisfies never
  void hint
}
`
    expect(await open.compile(useOpen)).toBe('')
  })

  it('tells Unknown from the rest by its type', async () => {
    const output = await subset({ ...getBox, outside: 'unknown' })
    const use = `import { type TypeUpdate, UpdateNew } from './api/index.js'
export function show(update: TypeUpdate): string {
  switch (update._) {
    case 'updateNew': return update.text
    case 'Update?': return update.name + update.id.toString(16) + update.bytes.length + update.hint
    default: return update satisfies never
  }
}
show(new UpdateNew({ text: '' }))
`
    expect(await output.compile(use)).toBe('')
  })
})
