import type { z } from 'zod'
import type { Diagnostic, Place } from '../diagnostics/diagnostic.js'

/** What is wrong with a value, on one line: `throws.0.code: Invalid input: expected number, received string`. */
export function describeIssues(error: z.ZodError): string {
  return error.issues
    .map(({ path, message }) => [path.map(String).join('.'), message].filter(Boolean).join(': '))
    .join('; ')
}

/**
 * "entry 12, `users.getUsers`": which element of a list is meant.
 * @param keys Those that may hold the name.
 */
export function entryLabel(value: unknown, index: number, keys: readonly string[]): string {
  const named = new Map<string, unknown>(
    typeof value === 'object' && value !== null ? Object.entries(value) : [],
  )
  const name = keys.map((key) => named.get(key)).find((text) => typeof text === 'string')
  return `entry ${index + 1}${name === undefined ? '' : `, \`${name}\``}`
}

/** TL4004. Without a place the message begins with the name of the file. */
export function malformedFile(message: string, place?: Place): Diagnostic {
  return { code: 'TL4004', severity: 'error', message, ...(place === undefined ? {} : { place }) }
}

export type Validated<T> =
  { readonly success: true; readonly data: T } | { readonly success: false; readonly message: string }

/** Parses a JSON text and validates it; the message of a failure does not name the file. */
export function validateJson<T>(text: string, shape: z.ZodType<T>): Validated<T> {
  let data: unknown
  try {
    data = JSON.parse(text)
  } catch (error) {
    return { success: false, message: `not JSON: ${error instanceof Error ? error.message : String(error)}` }
  }
  const result = shape.safeParse(data)
  return result.success
    ? { success: true, data: result.data }
    : { success: false, message: describeIssues(result.error) }
}
