import fc from 'fast-check'
import { decode } from '../../generated/telegram/runtime/decode.js'
import { TlObject } from '../../generated/telegram/runtime/object.js'
import { readObject } from '../../generated/telegram/runtime/read-nested.js'
import type { ReaderOptions } from '../../generated/telegram/runtime/reader.js'
import { encodeType } from '../support/write-type.js'
import { SchemaArbitraries, type ArbitraryOptions } from '../support/arbitrary.js'
import { asMethod, definitionsOf, type Telegram, type TelegramModule } from '../support/telegram.js'
import { edgeWords, type Material } from './mutate.js'
import { packedTarget } from './packed.js'
import type { Random } from './random.js'

/** Something that reads bytes, and writes what it read. */
export interface Target {
  readonly name: string
  /** Valid inputs. */
  readonly messages: readonly Uint8Array[]
  /** What becomes of a message, where that is not as with others. */
  readonly mutate?: (message: Uint8Array, random: Random, material: Material) => Uint8Array
  /** What it reads is written without being packed again: the lengths say nothing. */
  readonly unpacks?: true
  read(bytes: Uint8Array, options: ReaderOptions): unknown
  write(value: unknown): Uint8Array
}

export interface Corpus extends Material {
  readonly targets: readonly Target[]
}

function bytesOf(value: unknown): Uint8Array {
  if (value instanceof TlObject) return value.toBytes()
  throw new Error('an object of the schema was expected')
}

/** Long texts are left to the tests of texts: here they would take the time of a hundred other inputs. */
const longestMessage = 4096

/**
 * What is fuzzed: any object of each of the three schemas, packed ones, and the results of all methods, with `perDefinition` valid
 * messages of each definition.
 */
export function buildCorpus(telegram: Telegram, seed: number, perDefinition: number): Corpus {
  const api = new SchemaArbitraries(telegram.api.schema, telegram.api.classes, { depth: 2 })
  const targets = Object.entries(telegram).flatMap(([name, module]: [string, TelegramModule]) =>
    targetsOf(name, module, seed, perDefinition, name === 'mtproto' ? { objects: api.any() } : {}),
  )
  const objects = targets.filter(({ name }) => /^(?:api|mtproto) Object$/.test(name))
  const packed = packedTarget(
    objects.flatMap(({ messages }) => messages),
    telegram.mtproto.registry,
  )
  const ids = Object.values(telegram).flatMap(({ schema }) => definitionsOf(schema).map(({ id }) => id))
  return {
    targets: [...targets, packed].filter(({ messages }) => messages.length > 0),
    messages: targets.flatMap(({ messages }) => messages),
    words: [...edgeWords, ...ids],
  }
}

function targetsOf(
  name: string,
  { schema, classes, registry }: TelegramModule,
  seed: number,
  perDefinition: number,
  options: ArbitraryOptions,
): readonly Target[] {
  const arbitraries = new SchemaArbitraries(schema, classes, { depth: 2, ...options })
  const sample = <T>(arbitrary: fc.Arbitrary<T>): readonly T[] =>
    fc.sample(arbitrary, { numRuns: perDefinition, seed })
  const short = (messages: readonly Uint8Array[]): readonly Uint8Array[] =>
    messages.filter(({ length }) => length <= longestMessage)
  const objects: Target = {
    name: `${name} Object`,
    messages: short(
      definitionsOf(schema).flatMap(({ key }) => sample(arbitraries.instance(key)).map(bytesOf)),
    ),
    read: (bytes, more) => decode(bytes, readObject, { registry, ...more }),
    write: bytesOf,
  }
  const results = [...schema.methods.values()].flatMap((method): readonly Target[] => {
    const result = arbitraries.result(method)
    if (!result) return []
    const request = asMethod(fc.sample(arbitraries.instance(method.key), { numRuns: 1, seed })[0])
    const write = (value: unknown): Uint8Array => encodeType(method.result, value)
    return [
      {
        name: `${name} result of ${method.key}`,
        messages: short(sample(result).map(write)),
        read: (bytes, more) => request.decodeResult(bytes, { registry, ...more }),
        write,
      },
    ]
  })
  return [objects, ...results]
}
