/**
 * What the compiler cannot see: the value is of the type that the caller says. The only place of the runtime where a
 * type is taken on trust; each call says why it may be.
 */
export function claim<T>(value: unknown): T {
  return value as T
}
