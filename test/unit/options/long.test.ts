import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import type { GenerateOptions } from '../../../generator/options.js'
import type { Json, JsonClass } from '../../../templates/runtime/json.js'
import type { TlObject } from '../../../templates/runtime/object.js'
import { makeOutput, type Output } from '../../support/output.js'
import { declaration, run } from '../emit/support.js'

const text = `
item id:long date:long hash:long flags:# ids:flags.0?Vector<long> = Item;
a.item id:long = a.Item;
---functions---
getItems hash:long = Vector<long>;
`

function fields(output: Output, path: string, start: string): string {
  return declaration(output.texts, path, start)
}

interface Classes {
  readonly item: JsonClass & { fromBytes(bytes: Uint8Array): TlObject }
  readonly json: { toJson(value: TlObject): Json; fromJson(type: JsonClass, json: Json): TlObject }
  readonly make: (values: object) => TlObject
}

async function loadItem(output: Output): Promise<Classes> {
  const { Item } = await output.load('api/types/item.ts')
  const { json } = await output.load('api/json.ts')
  const item = z.custom<Classes['item']>().parse(Item)
  return {
    item,
    json: z.custom<Classes['json']>().parse(json),
    make: (values) => z.custom<TlObject>().parse(Reflect.construct(item, [values])),
  }
}

describe('the policy of longs', () => {
  it.each<[Partial<GenerateOptions>, string]>([
    [{}, 'id: bigint date: bigint hash: bigint ids?: readonly bigint[] | undefined'],
    [{ long: 'number' }, 'id: number date: number hash: number ids?: readonly number[] | undefined'],
    [{ long: 'string' }, 'id: string date: string hash: string ids?: readonly string[] | undefined'],
    [
      { longFields: { '*.date': 'number', 'item:hash': 'string', 'a.*:id': 'number' } },
      'id: bigint date: number hash: string ids?: readonly bigint[] | undefined',
    ],
    [
      { long: 'string', longFields: { 'item:*': 'number', '*.ids': 'bigint' } },
      'id: number date: number hash: number ids?: readonly bigint[] | undefined',
    ],
  ])('%j: %s', async (options, expected) => {
    const output = await makeOutput(text, options)
    const lines = [
      fields(output, 'api/types/item.ts', 'export interface ItemFields'),
      fields(output, 'api/types/item.ts', 'export interface Item '),
    ]
    const shown = lines.join('\n').match(/^ {2}\w.*$/gm)
    expect(shown?.map((line) => line.trim()).join(' ')).toBe(expected)
  })

  it.each<[Partial<GenerateOptions>, readonly unknown[], readonly (readonly [unknown, string])[]]>([
    [
      { long: 'number' },
      [0, -1, Number.MAX_SAFE_INTEGER, Number.MIN_SAFE_INTEGER],
      [
        [2 ** 53, 'id: 9007199254740992 is not an int53: an integer of 53 bits'],
        [1.5, 'id: 1.5 is not an int53: an integer of 53 bits'],
        [1n, 'id: 1n is not an int53: an integer of 53 bits'],
        ['1', 'id: "1" is not an int53: an integer of 53 bits'],
      ],
    ],
    [
      { long: 'string' },
      ['0', '-1', '9223372036854775807', '-9223372036854775808'],
      [
        [
          '9223372036854775808',
          'id: "9223372036854775808" is not a long: it needs more than 64 bits with the sign',
        ],
        [
          '-9223372036854775809',
          'id: "-9223372036854775809" is not a long: it needs more than 64 bits with the sign',
        ],
        ['', 'id: "" is not a long: a string of decimal digits'],
        ['-0', 'id: "-0" is not a long: a string of decimal digits'],
        ['007', 'id: "007" is not a long: a string of decimal digits'],
        ['1e3', 'id: "1e3" is not a long: a string of decimal digits'],
        [7n, 'id: 7n is not a long: a string of decimal digits'],
      ],
    ],
  ])('%j round-trips and refuses', async (options, good, bad) => {
    const output = await makeOutput(text, options)
    const plain = await makeOutput(text)
    const { item, json, make } = await loadItem(output)
    const standard = await loadItem(plain)
    for (const id of good) {
      const value = make({ id, date: id, hash: id, ids: [id, id] })
      const bytes = value.toBytes()
      expect(item.fromBytes(bytes)).toEqual(value)
      // Bytes and JSON are the same, whatever the policy.
      const long = BigInt(String(id))
      const other = standard.make({ id: long, date: long, hash: long, ids: [long, long] })
      expect(bytes).toEqual(other.toBytes())
      expect(json.toJson(value)).toEqual(standard.json.toJson(other))
      expect(json.fromJson(item, json.toJson(value))).toEqual(value)
    }
    for (const [id, message] of bad) {
      const value = make({ id, date: good[0], hash: good[0] })
      expect(() => value.toBytes()).toThrow(message)
    }
    const wrongJson = { _: 'item', id: '9223372036854775808', date: '0', hash: '0' }
    expect(() => json.fromJson(item, wrongJson)).toThrow('id: "9223372036854775808" is not a long')
  })

  it('refuses to read what a number cannot hold, and says where', async () => {
    const { make } = await loadItem(await makeOutput(text))
    const { item } = await loadItem(await makeOutput(text, { long: 'number' }))
    const bytes = make({ id: 1n, date: 2n, hash: 2n ** 53n }).toBytes()
    expect(() => item.fromBytes(bytes)).toThrow('hash: 9007199254740992 does not fit 53 bits (at offset 20)')
  })

  it('finds the path of a failure behind a string', async () => {
    const { item, make } = await loadItem(await makeOutput(text, { long: 'string' }))
    const bytes = make({ id: '1', date: '2', hash: '3' }).toBytes()
    expect(() => item.fromBytes(bytes.subarray(0, 16))).toThrow('date: the input ends after 4 of 8 bytes')
  })

  it('compiles, results included', async () => {
    const output = await makeOutput(text, { long: 'string', longFields: { 'getItems:result': 'number' } })
    const use = `import { GetItems, Item, a } from './api/index.js'
const ids: number[] = [...GetItems.decodeResult(new Uint8Array())]
const item = new Item({ id: '1', date: '2', hash: '3', ids: ['4'] })
const id: string = new a.Item({ id: item.id }).id
// @ts-expect-error: a bigint is no string
new a.Item({ id: 1n })
export { id, ids }
`
    expect(await output.compile(use)).toBe('')
  })

  it.each([
    [{ '*.dat': 'number' }, '`*.dat` matches no field of type long | did you mean `*.date`?'],
    [{ 'itm:hash': 'number' }, '`itm:hash` matches no field of type long'],
    [{ '*.flags': 'string' }, '`*.flags` matches no field of type long'],
  ] as const)('says of %j: %s', async (longFields, expected) => {
    const { diagnostics } = await run(text, { longFields })
    expect(diagnostics).toMatchObject([
      { code: 'TL3003', option: ['longFields', Object.keys(longFields)[0]] },
    ])
    expect(
      diagnostics.map(({ message, hint }) => message + (hint === undefined ? '' : ` | ${hint}`)),
    ).toEqual([expected])
  })
})
