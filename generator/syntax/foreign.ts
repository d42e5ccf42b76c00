import type { Span } from '../diagnostics/diagnostic.js'

const hints: Readonly<Record<string, string>> = {
  '-': 'a section begins with `---functions---` or `---types---`',
  '/': 'a comment begins with `//`',
  '|': 'write one definition for each constructor',
  '\ufffd': 'the text was probably saved in another encoding than UTF-8',
}

/** Says which character of a run is the first that TL does not have. */
export function describeForeign(
  text: string,
  span: Span,
): { readonly message: string; readonly span: Span; readonly hint?: string } {
  const character = String.fromCodePoint(text.codePointAt(span.start) ?? 0)
  const hint = hints[character]
  return {
    message: `TL does not have the character ${nameOfCharacter(character)}`,
    span,
    ...(hint !== undefined && { hint }),
  }
}

/** What can be seen is shown; of everything the code point is given. */
function nameOfCharacter(character: string): string {
  const point = (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')
  const visible = /^[\p{L}\p{N}\p{P}\p{S}]$/u.test(character)
  return visible && character !== '`' ? `\`${character}\` (U+${point})` : `U+${point}`
}
