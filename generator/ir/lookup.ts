/** A map of which only single entries can be asked for. */
export interface Lookup<T> {
  readonly get: (key: string) => T | undefined
}

/** What a map was asked for, with what it gave. */
export type Notes<T> = Map<string, T | undefined>

/** The map, with notes of what it is asked for. */
export function noting<T>(of: Lookup<T>, notes: Notes<T>): Lookup<T> {
  return {
    get: (key) => {
      const value = of.get(key)
      notes.set(key, value)
      return value
    },
  }
}

/** True if a map would give the very same now. */
export function wouldGive<T>(of: Lookup<T>, notes: ReadonlyMap<string, T | undefined>): boolean {
  for (const [key, value] of notes) if (of.get(key) !== value) return false
  return true
}
