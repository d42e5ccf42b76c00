import fc from 'fast-check'
import { decode } from '../../generated/telegram/runtime/decode.js'
import { TlReadError } from '../../generated/telegram/runtime/errors.js'
import { readObject } from '../../generated/telegram/runtime/read-nested.js'
import { mutated } from '../fuzz/mutate.js'
import { Random } from '../fuzz/random.js'
import { SchemaArbitraries } from '../support/arbitrary.js'
import { hex } from '../support/same.js'
import { definitionsOf, type Telegram } from '../support/telegram.js'
import type { ModuleName, ObjectVector, RefusalVector, Vectors } from './suite.js'

const names: readonly ModuleName[] = ['api', 'mtproto', 'secret']
const seed = 1

/** Random values of every definition, and what mutations make of them, as Node reads and writes them. */
export function makeVectors(telegram: Telegram): Vectors {
  const api = new SchemaArbitraries(telegram.api.schema, telegram.api.classes, { depth: 2 })
  const objects: ObjectVector[] = []
  const refusals: RefusalVector[] = []
  for (const module of names) {
    const { schema, classes, json, registry } = telegram[module]
    const arbitraries = new SchemaArbitraries(schema, classes, {
      depth: 2,
      ...(module === 'mtproto' ? { objects: api.any() } : {}),
    })
    const messages: Uint8Array[] = []
    for (const { key, id } of definitionsOf(schema)) {
      for (const value of fc.sample(arbitraries.instance(key), { numRuns: 2, seed })) {
        const bytes = value.toBytes()
        messages.push(bytes)
        objects.push({ module, id, hex: hex(bytes), json: json.toJson(value) })
      }
    }
    const material = { messages, words: definitionsOf(schema).map(({ id }) => id) }
    for (const [run, message] of messages.entries()) {
      const bytes = mutated(message, new Random(seed, run), material)
      try {
        decode(bytes, readObject, { registry })
      } catch (error) {
        if (!(error instanceof TlReadError)) throw error
        refusals.push({ module, hex: hex(bytes), message: error.message })
      }
    }
  }
  return { objects, refusals }
}
