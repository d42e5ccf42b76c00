/** `0x44fa7a15`: how ids are written in code and comments. */
export function formatId(id: number): string {
  return `0x${(id >>> 0).toString(16).padStart(8, '0')}`
}

/**
 * The same number as the reader gives it, in signed 32 bits: V8 compares those without a heap number, and folds the
 * `| 0` while parsing.
 */
export function signedId(id: number): string {
  return formatId(id) + (id > 0x7fffffff ? ' | 0' : '')
}

/** The same beside an operator. */
export function signedOperand(id: number): string {
  return id > 0x7fffffff ? `(${signedId(id)})` : signedId(id)
}
