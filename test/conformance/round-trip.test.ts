import { describe, expect, it } from 'vitest'
import { decode } from '../../generated/telegram/runtime/decode.js'
import type { TlObject } from '../../generated/telegram/runtime/object.js'
import { readObject } from '../../generated/telegram/runtime/read-nested.js'
import { SchemaArbitraries, type Presence } from '../support/arbitrary.js'
import { runs, tryAll } from '../support/runs.js'
import { expectBytes, expectSame } from '../support/same.js'
import { parseJson } from '../support/json.js'
import { asMethod, definitionsOf, loadTelegram, type TelegramModule } from '../support/telegram.js'
import { encodeType } from '../support/write-type.js'

const telegram = await loadTelegram()
const apiObjects = new SchemaArbitraries(telegram.api.schema, telegram.api.classes, { depth: 2 }).any()
const presences: readonly Presence[] = ['none', 'all', 'mixed']

/** Every definition that has been through all checks. */
const exercised = new Set<string>()
let results = 0

describe.each([
  { name: 'api', module: telegram.api, constructors: 1641, methods: 807 },
  { name: 'mtproto', module: telegram.mtproto, constructors: 43, methods: 10 },
  { name: 'secret', module: telegram.secret, constructors: 85, methods: 0 },
])('$name', ({ name, module, constructors, methods }) => {
  const { schema, classes } = module
  const arbitraries = new SchemaArbitraries(
    schema,
    classes,
    name === 'mtproto' ? { objects: apiObjects } : {},
  )
  const definitions = definitionsOf(schema)

  it('has a class for each definition, and none besides', () => {
    expect(schema.constructors.size).toBe(constructors)
    expect(schema.methods.size).toBe(methods)
    expect([...classes.keys()].sort()).toEqual(definitions.map(({ key }) => key).sort())
    for (const { key, id, tlName } of definitions) {
      expect(classes.get(key)).toHaveProperty('tlName', tlName)
      expect(module.registry.find(id)).toBe(classes.get(key))
    }
  })

  it.each(definitions.map(({ key }) => key))('%s', (key) => {
    for (const presence of presences) {
      const count = presence === 'none' ? 1 : runs
      tryAll(arbitraries.instance(key, presence), (value) => checkValue(module, key, value), count)
    }
    const method = schema.methods.get(key)
    if (method) tryAll(arbitraries.instance(key), (value) => checkResult(module, arbitraries, value))
    exercised.add(`${name} ${key}`)
  })
})

it('has exercised every definition', () => {
  expect(exercised.size).toBe(1641 + 807 + 43 + 10 + 85)
  expect(results).toBeGreaterThanOrEqual((807 + 10) * Math.min(runs, 1))
})

function checkValue({ classes, registry, json }: TelegramModule, key: string, value: TlObject): void {
  const type = classes.get(key)
  if (!type) throw new Error(`there is no generated class for ${key}`)
  const bytes = value.toBytes()
  const read = decode(bytes, readObject, { registry })
  expectSame(read, value)
  expectBytes(read.toBytes(), bytes)
  const fromJson = json.fromJson(type, parseJson(JSON.stringify(json.toJson(value))))
  expectSame(fromJson, value)
  expectBytes(fromJson.toBytes(), bytes)
}

/** Writes what a server would answer, and has the request read it. */
function checkResult(module: TelegramModule, arbitraries: SchemaArbitraries, request: TlObject): void {
  // A wrapper's result is that of the request within.
  let innermost = asMethod(request)
  while ('query' in innermost && module.schema.methods.get(innermost._)?.result.kind === 'parameter') {
    innermost = asMethod(innermost.query)
  }
  const method = module.schema.methods.get(innermost._)
  const result = method && arbitraries.result(method)
  if (!result) throw new Error(`no result is known for ${request._}`)
  tryAll(
    result,
    (value) => {
      const reply = encodeType(method.result, value)
      expectSame(asMethod(request).decodeResult(reply, { registry: module.registry }), value)
      results++
    },
    1,
  )
}
