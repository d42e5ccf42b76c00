/** Stands between statements that are printed and formatted together. No line of a comment begins at its column. */
export const separator = '//~'

/** What stood between separators. */
export function separate(text: string): readonly string[] {
  return text.split(/^\/\/~$/m).map((part) => `${part.trim()}\n`)
}
