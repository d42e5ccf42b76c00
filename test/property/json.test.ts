import { expect, test } from 'vitest'
import { parseJson } from '../support/json.js'
import { expectBytes, expectSame } from '../support/same.js'
import { schemas, tryOnSmallSchemas } from './small.js'

test('fromJson(toJson(x)) = x, through text', { timeout: 300_000 }, async () => {
  const tried = await tryOnSmallSchemas((value, type, { json }) => {
    const again = json.fromJson(type, parseJson(JSON.stringify(json.toJson(value))))
    expectSame(again, value)
    expectBytes(again.toBytes(), value.toBytes())
    expectSame(json.toJson(again), json.toJson(value))
  })
  expect(tried).toBeGreaterThan(schemas * 30)
})
