import type { Registry } from './reader.js'
import type { TlClass } from './object.js'

/** All classes of one or more schemas, by their ids. */
export class ClassRegistry implements Registry {
  readonly #byId = new Map<number, TlClass>()

  /** @param lists all classes; where several have one id, the first one is found */
  constructor(...lists: readonly (readonly TlClass[])[]) {
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
    return { find: (id) => this.find(id) ?? other.find(id) }
  }
}
