import { assertNever } from '../../generator/ir/assert-never.js'
import type { Definition, Schema } from '../../generator/ir/schema.js'
import type { TypeRef } from '../../generator/ir/type-ref.js'
import { definitionsOf } from './telegram.js'

/** How many objects deep the shallowest value of a definition is; Infinity where none can be made. */
export class Heights {
  readonly #schema: Schema
  readonly #heights = new Map<string, number>()

  /** @param allows false for definitions that values must do without */
  constructor(schema: Schema, allows: (definition: Definition) => boolean) {
    this.#schema = schema
    const definitions = definitionsOf(schema).filter(allows)
    let before: number
    do {
      before = this.#heights.size
      // One level at a time: what is found in a round is the lowest that there is.
      const found = definitions
        .filter(({ key }) => !this.#heights.has(key))
        .map((definition): [string, number] => [definition.key, this.#measure(definition)])
        .filter(([, height]) => Number.isFinite(height))
      for (const [key, height] of found) this.#heights.set(key, height)
    } while (this.#heights.size > before)
  }

  ofDefinition(key: string): number {
    return this.#heights.get(key) ?? Infinity
  }

  ofType(type: TypeRef): number {
    switch (type.kind) {
      case 'primitive':
      case 'vector':
      case 'parameter':
        return 0
      case 'repetition':
        return this.ofType(type.item)
      case 'bare':
        return this.ofDefinition(type.name)
      case 'boxed':
        return this.#lowest(this.#schema.unions.get(type.union)?.constructors ?? [])
      case 'object':
        return this.#lowest(this.#heights.keys())
      case 'query':
        return this.#lowest(this.#schema.methods.keys())
      default:
        return assertNever(type)
    }
  }

  /** Those of the definitions whose values can be the shallowest. */
  lowest(keys: readonly string[]): readonly string[] {
    const height = this.#lowest(keys)
    return keys.filter((key) => this.ofDefinition(key) === height)
  }

  #lowest(keys: Iterable<string>): number {
    let lowest = Infinity
    for (const key of keys) lowest = Math.min(lowest, this.ofDefinition(key))
    return lowest
  }

  #measure({ fields }: Definition): number {
    const required = fields.filter(({ condition }) => !condition)
    return 1 + Math.max(0, ...required.map(({ type }) => this.ofType(type)))
  }
}
