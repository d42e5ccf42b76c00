import type { Registry } from './reader.js'
import type { TlClass } from './object.js'

/** All classes of one or more schemas, by their ids. */
export class ClassRegistry implements Registry {
  /** Whose classes they are, for messages: `api layer 228`. */
  readonly schema: string
  readonly #byId = new Map<number, TlClass>()

  /**
   * @param schema whose classes they are, for messages
   * @param lists all classes; where several have one id, the first one is found
   */
  constructor(schema: string, ...lists: readonly (readonly TlClass[])[]) {
    this.schema = schema
    for (const list of lists) {
      for (const type of list) {
        const id = type.id | 0
        if (!this.#byId.has(id)) this.#byId.set(id, type)
      }
    }
  }

  find(id: number): TlClass | undefined {
    return this.#byId.get(id | 0)
  }

  /** Every class, in the order given. */
  classes(): Iterable<TlClass> {
    return this.#byId.values()
  }

  /** Looks here first, then in the other one: for a schema whose messages carry those of another. */
  or(other: Registry): Registry {
    const schema = other.schema === undefined ? this.schema : `${this.schema} or ${other.schema}`
    return { schema, find: (id) => this.find(id) ?? other.find(id) }
  }
}
