import type { Random } from './random.js'

/** What mutations draw on. */
export interface Material {
  /** Valid messages. */
  readonly messages: readonly Uint8Array[]
  /** Words that mean something: ids, counts, masks. */
  readonly words: readonly number[]
}

/** Numbers at which something changes: of a vector's length, of a mask, of a string's first four bytes. */
export const edgeWords: readonly number[] = [
  ...[0, 1, 2, 3, 4, 0xff, 0x100, 0xffff, 0x10000, 0xffffff, 0x1000000, 30_000_000],
  ...[0x7fffffff, 0x80000000, 0xffffffff, 0xfffffffe, 0x40000000, 0x55555555],
  ...[0x1cb5c415, 0x997275b5, 0xbc799737, 0x3072cfa1, 0x56730bcc],
  // Headers of strings: short, three bytes, seven bytes; lengths that fit, and that do not.
  ...[0x000000fd, 0x000000fe, 0x000004fe, 0x0000fdfe, 0xfffffffe, 0x000000ff, 0x000001ff, 0xffffffff],
]

type Mutation = (bytes: Uint8Array, random: Random, material: Material) => Uint8Array

function withWord(bytes: Uint8Array, at: number, word: number): Uint8Array {
  const changed = bytes.slice()
  for (let byte = 0; byte < 4 && at + byte < changed.length; byte++) changed[at + byte] = word >>> (byte * 8)
  return changed
}

/** `bytes` with what is between two offsets replaced. */
function spliced(bytes: Uint8Array, from: number, to: number, middle: Uint8Array): Uint8Array {
  const changed = new Uint8Array(from + middle.length + Math.max(bytes.length - to, 0))
  changed.set(bytes.subarray(0, from))
  changed.set(middle, from)
  changed.set(bytes.subarray(to), from + middle.length)
  return changed
}

const aligned = (random: Random, bytes: Uint8Array): number => random.below((bytes.length >> 2) + 1) * 4

const mutations: readonly Mutation[] = [
  function flipBit(bytes, random) {
    const changed = bytes.slice()
    const at = random.below(bytes.length)
    changed[at] = (changed[at] ?? 0) ^ (1 << random.below(8))
    return changed
  },
  function setByte(bytes, random) {
    const changed = bytes.slice()
    changed[random.below(bytes.length)] = random.pick([
      0,
      1,
      0x7f,
      0x80,
      0xfd,
      0xfe,
      0xff,
      random.bits() & 0xff,
    ])
    return changed
  },
  function setEdgeWord(bytes, random) {
    return withWord(bytes, aligned(random, bytes), random.pick(edgeWords))
  },
  function setWord(bytes, random, { words }) {
    return withWord(bytes, aligned(random, bytes), random.pick(words))
  },
  function addToWord(bytes, random) {
    const at = aligned(random, bytes)
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
    const word = at + 4 <= bytes.length ? view.getUint32(at, true) : 0
    return withWord(bytes, at, word + random.below(9) - 4)
  },
  function cut(bytes, random) {
    return bytes.slice(0, random.below(bytes.length))
  },
  function append(bytes, random) {
    return spliced(bytes, bytes.length, bytes.length, random.bytes(1 + random.below(12)))
  },
  function remove(bytes, random) {
    const at = aligned(random, bytes)
    return spliced(bytes, at, at + 4 * (1 + random.below(8)), new Uint8Array())
  },
  function insert(bytes, random) {
    const at = aligned(random, bytes)
    return spliced(bytes, at, at, random.bytes(4 * (1 + random.below(8))))
  },
  function repeatPart(bytes, random) {
    const at = aligned(random, bytes)
    const part = bytes.subarray(at, at + 4 * (1 + random.below(16)))
    const times = 1 + random.below(4)
    let changed = bytes
    for (let time = 0; time < times; time++) changed = spliced(changed, at, at, part)
    return changed
  },
  function insertMessage(bytes, random, { messages }) {
    const at = aligned(random, bytes)
    return spliced(bytes, at, at, random.pick(messages))
  },
  function replaceWithMessage(bytes, random, { messages }) {
    const at = aligned(random, bytes)
    const message = random.pick(messages)
    return spliced(bytes, at, at + message.length, message)
  },
  function crossOver(bytes, random, { messages }) {
    const other = random.pick(messages)
    return spliced(bytes, aligned(random, bytes), bytes.length, other.subarray(aligned(random, other)))
  },
]

/** Longer inputs take longer, and find no more. */
const longest = 0x20000

/** A message with a few things wrong, or (seldom) nothing but chance. */
export function mutated(message: Uint8Array, random: Random, material: Material): Uint8Array {
  if (random.oneIn(50)) return random.bytes(random.below(200))
  // The id right, the rest by chance.
  if (random.oneIn(50)) return spliced(message, 4, message.length, random.bytes(random.below(200)))
  let bytes = message
  const changes = random.oneIn(40) ? 0 : 1 + random.below(4)
  for (let change = 0; change < changes; change++) {
    const next = random.pick(mutations)(bytes, random, material)
    if (next.length <= longest) bytes = next
    if (bytes.length === 0) break
  }
  return bytes
}
