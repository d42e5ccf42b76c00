/** What was emitted is no TypeScript: a mistake in tlforge, not of its user. */
export function cannotBeParsed(path: string, cause: unknown): Error {
  return new Error(`the text generated for ${path} cannot be parsed`, { cause })
}
