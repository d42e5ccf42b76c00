import { claim } from '../../generated/telegram/runtime/claim.js'
import { expect, test } from 'vitest'
import { expectBytes, expectSame } from '../support/same.js'
import { schemas, tryOnSmallSchemas } from './small.js'

test('read(write(x)) = x, and write(read(b)) = b', { timeout: 300_000 }, async () => {
  const tried = await tryOnSmallSchemas((value, type) => {
    const bytes = value.toBytes()
    const read = type.fromBytes(bytes)
    expectSame(read, value)
    expectBytes(read.toBytes(), bytes)
    // Whoever makes an object of another's fields gets the same.
    expectBytes(new type(claim<never>(Object.fromEntries(Object.entries(read)))).toBytes(), bytes)
  })
  expect(tried).toBeGreaterThan(schemas * 30)
})

test('a beginning of the bytes is refused', { timeout: 300_000 }, async () => {
  const tried = await tryOnSmallSchemas((value, type) => {
    const bytes = value.toBytes()
    const step = Math.ceil(bytes.length / 40)
    for (let length = 0; length < bytes.length; length += step) {
      expect(() => type.fromBytes(bytes.subarray(0, length))).toThrow(/\(at offset \d+\)/)
    }
  })
  expect(tried).toBeGreaterThan(schemas * 30)
})
