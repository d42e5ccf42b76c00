import { assertNever } from '../ir/assert-never.js'
import type { Definition, Schema } from '../ir/schema.js'
import type { TypeRef } from '../ir/type-ref.js'

/** How many objects deep the shallowest value of a definition is: examples take the way that ends soonest. */
export class Heights {
  readonly #schema: Schema
  readonly #heights = new Map<string, number>()

  constructor(schema: Schema) {
    this.#schema = schema
    let open: readonly Definition[] = [...schema.constructors.values(), ...schema.methods.values()]
    let found: readonly (readonly [string, number])[]
    do {
      // One level at a time: what is found in a round is the lowest that there is.
      found = open
        .map((definition) => [heightKey(definition), this.#measure(definition)] as const)
        .filter(([, height]) => Number.isFinite(height))
      for (const [key, height] of found) this.#heights.set(key, height)
      open = open.filter((definition) => !this.#heights.has(heightKey(definition)))
    } while (found.length > 0)
  }

  of(definition: Definition): number {
    return this.#heights.get(heightKey(definition)) ?? Infinity
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
        return this.#lowest([type.name])
      case 'boxed':
        return this.#lowest(this.#schema.unions.get(type.union)?.constructors ?? [])
      case 'object':
        return 1
      case 'query':
        return 1
      default:
        return assertNever(type)
    }
  }

  #lowest(keys: readonly string[]): number {
    return keys.reduce(
      (lowest, key) => Math.min(lowest, this.#heights.get(`constructor ${key}`) ?? Infinity),
      Infinity,
    )
  }

  #measure({ fields }: Definition): number {
    return fields
      .filter(({ condition }) => !condition)
      .reduce((height, { type }) => Math.max(height, 1 + this.ofType(type)), 1)
  }
}

function heightKey({ kind, key }: Definition): string {
  return `${kind} ${key}`
}
