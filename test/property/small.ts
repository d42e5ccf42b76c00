import fc from 'fast-check'
import { checkModule } from '../../generator/check/check-module.js'
import { parseSchema } from '../../generator/syntax/parse.js'
import { claim } from '../../generated/telegram/runtime/claim.js'
import type { TlObject } from '../../templates/runtime/object.js'
import { load, type GeneratedClass, type Loaded } from '../hostile/load.js'
import { SchemaArbitraries, type Presence } from '../support/arbitrary.js'
import { runs } from '../support/runs.js'
import { smallSchema } from '../support/small-schema.js'
import { definitionsOf } from '../support/telegram.js'

/** What holds for any value of any schema: to be tried with the value, its class and the schema's other classes. */
export type Law = (value: TlObject, type: GeneratedClass, loaded: Loaded) => void

const presences: readonly Presence[] = ['none', 'all', 'mixed']
const seed = process.env['TLFORGE_SEED']

/** So many schemas are generated, written, and imported: each takes about a second. */
export const schemas = runs

/**
 * Generates random small schemas, loads them, and tries random values of all their definitions.
 * @returns how many values the law was tried with
 */
export async function tryOnSmallSchemas(law: Law): Promise<number> {
  let count = 0
  const property = fc.asyncProperty(smallSchema, fc.infiniteStream(fc.integer()), async (text, seeds) => {
    const loaded = await load(text)
    const input = { name: 'api', sources: [{ name: 'api.tl', text }], idRule: 'tdlib' } as const
    const { schema } = checkModule(
      input,
      input.sources.map((source) => parseSchema(source).schema),
      [],
    )
    // Made by the same runtime, from another copy of it.
    const arbitraries = new SchemaArbitraries(schema, claim(loaded.classes))
    for (const { key } of definitionsOf(schema)) {
      const type = loaded.classes.get(key)
      if (!type) throw new Error(`no class was generated for ${key}`)
      for (const presence of presences) {
        const values = fc.sample(arbitraries.instance(key, presence), {
          numRuns: 6,
          seed: Number(seeds.next().value),
        })
        for (const value of values) {
          law(claim(value), type, loaded)
          count++
        }
      }
    }
  })
  await fc.assert(property, {
    numRuns: schemas,
    includeErrorInReport: true,
    // A smaller schema is seldom worth the minutes that it takes to find one.
    endOnFailure: true,
    ...(seed === undefined ? {} : { seed: Number(seed) }),
  })
  return count
}
