import type { Span } from '../diagnostics/diagnostic.js'

export type JsonPath = readonly (string | number)[]

interface Open {
  /** Position of the next element; undefined in an object. */
  index: number | undefined
  /** The key whose value comes next. */
  key: string | undefined
  readonly start: number
}

/**
 * Where the values of a JSON text stand. The text must be JSON, which the caller knows from having parsed it.
 * @returns the place of the value of a path, or that of the nearest value around it
 */
export function jsonPlaces(text: string): (path: JsonPath) => Span {
  const spans = new Map<string, Span>()
  const stack: Open[] = []
  const path = (): string => pathKey(stack.map(({ index, key }) => index ?? key ?? ''))
  const close = (start: number, end: number): void => {
    spans.set(path(), { start, end })
  }
  for (const { 0: token, index } of text.matchAll(/"(?:[^"\\]|\\.)*"|[[\]{},:]|[^\s"[\]{},:]+/g)) {
    const top = stack.at(-1)
    if (token === '{' || token === '[') {
      stack.push({ index: token === '[' ? 0 : undefined, key: undefined, start: index })
    } else if (token === '}' || token === ']') {
      const closed = stack.pop()
      close(closed?.start ?? index, index + 1)
    } else if (token === ',') {
      if (top?.index !== undefined) top.index++
      else if (top) top.key = undefined
    } else if (token !== ':') {
      // The first text of an entry of an object is its key.
      if (top && top.index === undefined && top.key === undefined) top.key = unquoted(token)
      else close(index, index + token.length)
    }
  }
  return (wanted) => {
    for (let length = wanted.length; length >= 0; length--) {
      const span = spans.get(pathKey(wanted.slice(0, length)))
      if (span) return span
    }
    return { start: 0, end: 0 }
  }
}

function pathKey(path: JsonPath): string {
  return JSON.stringify(path.map(String))
}

function unquoted(token: string): string {
  const value: unknown = JSON.parse(token)
  return String(value)
}
