import type { Registry } from './reader.js'
import type { TlClass } from './object.js'

/** All classes of one or more schemas, by their ids. */
export class ClassRegistry implements Registry {
  /** Whose classes they are, for messages: `api layer 228`. */
  readonly schema: string
  readonly #lists: readonly (readonly TlClass[])[]
  #byId: ReadonlyMap<number, TlClass> | undefined

  /**
   * @param schema whose classes they are, for messages
   * @param lists all classes; where several have one id, the first one is found
   */
  constructor(schema: string, ...lists: readonly (readonly TlClass[])[]) {
    this.schema = schema
    this.#lists = lists
  }

  find(id: number): TlClass | undefined {
    return this.#ids().get(id | 0)
  }

  /** Every class, in the order given. */
  classes(): Iterable<TlClass> {
    return { [Symbol.iterator]: () => this.#ids().values() }
  }

  /** Looks here first, then in the other one: for a schema whose messages carry those of another. */
  or(other: Registry): Registry {
    const schema = other.schema === undefined ? this.schema : `${this.schema} or ${other.schema}`
    return { schema, find: (id) => this.find(id) ?? other.find(id) }
  }

  /** Made when it is first needed: asking thousands of classes for their ids takes longer than importing them. */
  #ids(): ReadonlyMap<number, TlClass> {
    if (this.#byId) return this.#byId
    const byId = new Map<number, TlClass>()
    for (const type of this.#lists.flat()) {
      const id = type.id | 0
      if (!byId.has(id)) byId.set(id, type)
    }
    this.#byId = byId
    return byId
  }
}
