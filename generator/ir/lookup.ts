/** A map of which only single entries can be asked for. */
export interface Lookup<T, K extends string = string> {
  readonly get: (key: K) => T | undefined
}

/** What a map was asked for, with what it gave. */
export type Notes<T, K extends string = string> = Map<K, T | undefined>

/** The map, with notes of what it is asked for. */
export function noting<T, K extends string>(of: Lookup<T, K>, notes: Notes<T, K>): Lookup<T, K> {
  return {
    get: (key) => {
      const value = of.get(key)
      notes.set(key, value)
      return value
    },
  }
}

/** True if a map would give the very same now. */
export function wouldGive<T, K extends string>(
  of: Lookup<T, K>,
  notes: ReadonlyMap<K, T | undefined>,
): boolean {
  for (const [key, value] of notes) if (of.get(key) !== value) return false
  return true
}
