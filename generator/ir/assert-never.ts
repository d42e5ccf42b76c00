/** Ends a `switch` over a closed union: compiles only while every kind has its case. */
export function assertNever(value: never): never {
  throw new Error(`case not handled: ${JSON.stringify(value)}`)
}
