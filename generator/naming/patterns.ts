import picomatch from 'picomatch'

/** Names of a schema by a pattern of theirs. */
export interface NamePattern {
  readonly text: string
  /** It has no wildcard: it means one name, or a namespace. */
  readonly isLiteral: boolean
  readonly matches: (tlName: string) => boolean
}

/** What makes a text a pattern. */
const wildcard = /[*?[{]/

/**
 * A glob over TL names: `*` is any part of a name between its dots, `**` crosses them. What has no wildcard is a name,
 * or a namespace with all that is in it.
 */
export function namePattern(text: string): NamePattern {
  const isLiteral = !wildcard.test(text)
  if (isLiteral) {
    const prefix = `${text}.`
    return { text, isLiteral, matches: (name) => name === text || name.startsWith(prefix) }
  }
  const matches = picomatch(asPath(text), { dot: true, nonegate: true, noextglob: true })
  return { text, isLiteral, matches: (name) => matches(asPath(name)) }
}

/** The matcher knows paths; the dots of TL names are their slashes. */
const asPath = (name: string): string => name.replaceAll('.', '/')

/** What stands before the first wildcard: `messages.send*` → `messages.send`. */
export function literalStem(pattern: string): string {
  const at = pattern.search(wildcard)
  return at === -1 ? pattern : pattern.slice(0, at)
}

/** A pattern for fields: `*.date` of any definition, `messages.*:hash` of those whose name fits. */
export interface FieldPattern {
  readonly text: string
  readonly matches: (definition: string, field: string) => boolean
}

/** Splits a pattern of fields at its colon, or where it has none at its last dot. */
export function fieldPattern(text: string): FieldPattern {
  const colon = text.lastIndexOf(':')
  const at = colon === -1 ? text.lastIndexOf('.') : colon
  const owner = at === -1 ? '*' : text.slice(0, at)
  const ofOwner = owner === '*' ? () => true : namePattern(owner).matches
  const ofField = picomatch(text.slice(at + 1), { dot: true, nonegate: true, noextglob: true })
  return { text, matches: (definition, field) => ofField(field) && ofOwner(definition) }
}
