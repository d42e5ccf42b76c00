// Seeded values: trees of plain objects with TL names, the same for every shape.
import { members, type Api, type Definition, type Field } from './schema.js'

export interface Tree {
  _: string
  [field: string]: Value
}
export type Value = undefined | boolean | number | bigint | string | Uint8Array | Tree | Value[]

const WORDS = [
  'hello',
  'general',
  'photo',
  'a',
  'weekend plans',
  'https://example.org/x',
  'Мир',
  'ivan',
  '🎉',
  'new_channel',
]
const TEXTS = [
  'See you at the station at half past six, do not be late again please.',
  'ok',
  'Well done 👏👏, see you at 19:00 🕖',
  'Встречаемся у входа в парк в семь часов вечера, билеты у меня.',
  'The build is green, the release notes are in the wiki. Could somebody look at the last paragraph?',
]

export class Values {
  private readonly api: Api
  private seed: number

  constructor(api: Api, seed: number) {
    this.api = api
    this.seed = seed
  }

  next(n: number): number {
    this.seed = (Math.imul(this.seed, 1664525) + 1013904223) | 0
    return Math.floor(((this.seed >>> 0) / 2 ** 32) * n)
  }

  /** `presence`: percent of the optional fields that are there. */
  build(name: string, depth: number, presence: number): Tree {
    const definition = this.api.byName.get(name)
    if (definition === undefined) throw new Error(`no ${name}`)
    const tree: Tree = { _: name }
    const bits = new Map<string, boolean>()
    for (const field of members(definition)) {
      if (field.flag !== undefined) {
        const key = `${field.flag.word}.${field.flag.bit}`
        const there =
          bits.get(key) ?? this.next(100) < (isPlain(field) ? presence : depth > 0 ? presence / 2 : 0)
        bits.set(key, there)
        if (!there) continue
      }
      tree[field.name] = this.field(field, depth, presence)
    }
    return tree
  }

  bytes(n: number): Uint8Array {
    return Uint8Array.from({ length: n }, () => this.next(256))
  }

  long(): bigint {
    return BigInt.asIntN(64, (BigInt(this.next(2 ** 32)) << 32n) | BigInt(this.next(2 ** 32)))
  }

  private field(field: Field, depth: number, presence: number): Value {
    if (!field.vector) return this.value(field, depth, presence)
    const n = depth > 0 ? 1 + this.next(3) : 0
    return Array.from({ length: n }, () => this.value(field, depth, presence))
  }

  private value(field: Field, depth: number, presence: number): Value {
    switch (field.type) {
      case 'int':
        return this.next(2 ** 31)
      case 'long':
        return this.long()
      case 'int53':
        // Always over 2^32: that is how a literal of it is told from an int.
        return this.next(2 ** 32) + (1 + this.next(100)) * 2 ** 32
      case 'double':
        return this.next(1000) / 8
      case 'true':
        return true
      case 'Bool':
        return this.next(2) === 1
      case 'bytes':
        return this.bytes(8 + this.next(40))
      case 'int256':
        return this.bytes(32)
      case 'string':
        return pick(field.name === 'message' ? TEXTS : WORDS, this.next(1000))
      default:
        return this.build(this.choose(field.type, depth).name, depth - 1, presence)
    }
  }

  private choose(type: string, depth: number): Definition {
    const all = this.api.types.get(type) ?? []
    if (depth > 0) return pick(all, this.next(all.length))
    return (
      [...all].sort((a, b) => members(a).filter(needsMore).length - members(b).filter(needsMore).length)[0] ??
      never(type)
    )
  }
}

const PLAIN = new Set(['int', 'long', 'int53', 'double', 'true', 'Bool', 'bytes', 'int256', 'string'])
const isPlain = (field: Field): boolean => PLAIN.has(field.type) && !field.vector
const needsMore = (field: Field): boolean => field.flag === undefined && !PLAIN.has(field.type)
const pick = <T>(items: readonly T[], n: number): T => items[n % items.length] ?? never('empty list')
function never(what: string): never {
  throw new Error(`nothing to choose: ${what}`)
}

const times = <T>(n: number, make: (i: number) => T): T[] => Array.from({ length: n }, (_, i) => make(i))

export interface Workloads {
  small: Tree
  incoming: Tree
  messages: Tree
  updates: Tree
  longs: bigint[]
}

export function workloads(api: Api): Workloads {
  const v = new Values(api, 20260)
  const small = v.build('messages.sendEncrypted', 1, 100)
  small.data = v.bytes(256)
  const incoming = v.build('encryptedMessage', 1, 100)
  incoming.bytes = v.bytes(256)
  const kinds = (api.types.get('Update') ?? []).filter(
    (d) => !/authorization|botWebhook|webView/i.test(d.name),
  )
  return {
    small,
    incoming,
    messages: {
      _: 'messages.messages',
      messages: times(100, (i) => v.build(i % 10 === 9 ? 'messageService' : 'message', 2, 32)),
      topics: [],
      chats: times(20, (i) => v.build(i % 2 ? 'channel' : 'chat', 1, 25)),
      users: times(50, () => v.build('user', 1, 55)),
    },
    updates: {
      _: 'updates',
      updates: times(50, (i) =>
        i % 3 === 0
          ? { _: 'updateNewMessage', message: v.build('message', 2, 25), pts: v.next(1e6), ptsCount: 1 }
          : v.build(pick(kinds, v.next(1000)).name, 2, 30),
      ),
      users: times(5, () => v.build('user', 1, 40)),
      chats: times(3, () => v.build('channel', 1, 25)),
      date: 1700000000,
      seq: 0,
    },
    longs: times(10000, () => v.long()),
  }
}
