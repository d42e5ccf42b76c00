/** The part of a name behind its last dot: `Chats` of `messages.Chats`. */
export function lastSegment(name: string): string {
  return name.slice(name.lastIndexOf('.') + 1)
}

/** Whether the last segment begins with a capital, as the names of boxed types do and those of combinators do not. */
export function isCapitalized(name: string): boolean {
  const first = name.charCodeAt(name.lastIndexOf('.') + 1)
  return first >= 65 && first <= 90
}
