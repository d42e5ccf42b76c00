import { isDeepStrictEqual } from 'node:util'
import { expect } from 'vitest'

/**
 * Deep equality to the class and the sign of zero. `toStrictEqual` says where two values differ, but takes a hundred
 * times as long to find that they do not.
 */
export function expectSame(actual: unknown, expected: unknown): void {
  if (isDeepStrictEqual(actual, expected)) return
  expect(actual).toStrictEqual(expected)
  throw new Error('the values differ')
}

export const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex')

/** Equal bytes; where they are not, the texts show it from the first difference on. */
export function expectBytes(actual: Uint8Array, expected: Uint8Array): void {
  if (Buffer.compare(actual, expected) === 0) return
  let at = 0
  while (actual[at] === expected[at]) at++
  const from = Math.max(at - 4, 0)
  expect(`${String(at)}: ${hex(actual.subarray(from, at + 64))}`).toBe(
    `${String(at)}: ${hex(expected.subarray(from, at + 64))}`,
  )
  throw new Error('the bytes differ')
}
