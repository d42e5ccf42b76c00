import fc, { type Arbitrary } from 'fast-check'
import type { PrimitiveName } from '../../generator/ir/type-ref.js'

/** Lengths at which the header of a string changes its form, or the padding its size. */
const edgeLengths = [1, 2, 3, 4, 11, 12, 13, 24, 25, 252, 253, 254, 255, 256, 257]
const longLengths = [0xfffe, 0xffff, 0x10000, 0x10001]
const scripts = ['a', '~', 'ы', 'Я', 'ß', '語', '\ufffd', '\u{1f600}', '\u{10ffff}']

const int = fc.oneof(
  { weight: 3, arbitrary: fc.integer({ min: -0x80000000, max: 0x7fffffff }) },
  { weight: 1, arbitrary: fc.constantFrom(0, 1, -1, 0x7fffffff, -0x80000000, 0x1cb5c415) },
)

const nat = fc.oneof(
  { weight: 3, arbitrary: fc.integer({ min: 0, max: 0xffffffff }) },
  { weight: 1, arbitrary: fc.constantFrom(0, 1, 0x7fffffff, 0x80000000, 0xffffffff) },
)

const long = fc.oneof(
  { weight: 3, arbitrary: fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }) },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      ...[0n, 1n, -1n, 2n ** 31n, 2n ** 32n, -(2n ** 32n), 2n ** 53n, 2n ** 53n + 1n],
      ...[2n ** 63n - 1n, -(2n ** 63n)],
    ),
  },
)

const double = fc.oneof(
  { weight: 3, arbitrary: fc.double() },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      ...[0, -0, NaN, Infinity, -Infinity, Number.MIN_VALUE, Number.MAX_VALUE, Number.MAX_SAFE_INTEGER],
    ),
  },
)

/** A text of about so many bytes, made of one letter. */
function textOf(lengths: readonly number[]): Arbitrary<string> {
  return fc
    .tuple(fc.constantFrom(...lengths), fc.constantFrom(...scripts))
    .map(([length, letter]) => letter.repeat(Math.ceil(length / new TextEncoder().encode(letter).length)))
}

/** Texts without U+FEFF at their beginning, of moderate length. */
export const plainText = fc.oneof(
  { weight: 12, arbitrary: fc.string({ maxLength: 20 }) },
  { weight: 6, arbitrary: fc.string({ unit: 'binary', maxLength: 12 }) },
  {
    weight: 4,
    arbitrary: fc.string({ unit: fc.constantFrom(...Array.from('Привет, мир! Ёж')), maxLength: 30 }),
  },
  { weight: 2, arbitrary: fc.string({ unit: fc.constantFrom('👩‍🚀', '🇺🇦', '😀', 'a'), maxLength: 6 }) },
  { weight: 4, arbitrary: textOf(edgeLengths) },
)

const text = fc.oneof(
  { weight: 40, arbitrary: plainText },
  { weight: 2, arbitrary: plainText.map((tail) => `\ufeff${tail}`) },
  { weight: 1, arbitrary: textOf(longLengths) },
)

const bytesOf = (lengths: readonly number[]): Arbitrary<Uint8Array> =>
  fc
    .tuple(fc.constantFrom(...lengths), fc.nat(255))
    .map(([length, byte]) => new Uint8Array(length).fill(byte))

const bytes = fc.oneof(
  { weight: 30, arbitrary: fc.uint8Array({ maxLength: 40 }) },
  { weight: 6, arbitrary: bytesOf(edgeLengths) },
  { weight: 1, arbitrary: bytesOf(longLengths) },
)

const exactly = (length: number): Arbitrary<Uint8Array> =>
  fc.uint8Array({ minLength: length, maxLength: length })

/** Any value of each primitive, with what is rare and awkward more often than chance would have it. */
export const primitives: Readonly<Record<PrimitiveName, Arbitrary<unknown>>> = {
  int,
  nat,
  long,
  int53: fc.maxSafeInteger(),
  double,
  string: text,
  bytes,
  int128: exactly(16),
  int256: exactly(32),
  int512: exactly(64),
  Bool: fc.boolean(),
  true: fc.constant(true),
}
