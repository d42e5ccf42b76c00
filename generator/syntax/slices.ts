import type { IToken } from 'chevrotain'
import type { Span } from '../diagnostics/diagnostic.js'
import { columnOf, hasLineEnd } from './lines.js'
import { isCapitalized } from './name-case.js'
import {
  Annotation,
  Equals,
  FatArrow,
  Id,
  LayerMark,
  Name,
  SectionMark,
  Semicolon,
  spanOfToken,
} from './tokens.js'

/** The tokens of one item, never empty. A missing `;` shows in `endedBy`. */
export interface Slice {
  readonly kind: 'definition' | 'section' | 'layer-block'
  readonly tokens: IToken[]
  readonly first: IToken
  readonly span: Span
  readonly endedBy: 'semicolon' | 'mark' | 'definition' | 'file'
}

/**
 * Cuts the tokens at `;`, at marks, and where a line begins a new definition although the one before
 * has no `;`. So a mistake never reaches further than its own definition.
 */
export function sliceTokens(text: string, tokens: readonly IToken[]): readonly Slice[] {
  const slices: Slice[] = []
  let start = 0
  /** Whether the slice so far has its `=`. */
  let complete = false
  /** The first line behind the `=` that may be a definition without an id, if a second `=` follows. */
  let candidate: number | undefined

  const close = (end: number, kind: Slice['kind'], endedBy: Slice['endedBy']): void => {
    const part = tokens.slice(start, end)
    const first = part[0]
    const last = part.at(-1)
    if (first !== undefined && last !== undefined) {
      const span = { start: first.startOffset, end: spanOfToken(last).end }
      slices.push({ kind, tokens: part, first, span, endedBy })
    }
    start = end
    complete = false
    candidate = undefined
  }

  for (const [index, token] of tokens.entries()) {
    switch (token.tokenType) {
      case Semicolon:
        close(index + 1, 'definition', 'semicolon')
        break
      case SectionMark:
      case LayerMark:
        close(index, 'definition', 'mark')
        close(index + 1, token.tokenType === LayerMark ? 'layer-block' : 'section', 'mark')
        break
      case Equals:
      case FatArrow:
        if (complete && candidate !== undefined) close(candidate, 'definition', 'definition')
        complete = true
        candidate = undefined
        break
      case Name:
      case Annotation: {
        const before = tokens[index - 1]
        if (index === start || before === undefined || before.tokenType === Annotation) break
        if (!hasLineEnd(text, spanOfToken(before).end, token.startOffset)) break
        if (token.tokenType === Annotation || hasGluedId(token, tokens[index + 1])) {
          close(index, 'definition', 'definition')
        } else if (complete && candidate === undefined && isOutdented(text, tokens[start], token)) {
          candidate = index
        }
        break
      }
      default:
        break
    }
  }
  close(tokens.length, 'definition', 'file')
  return slices
}

function hasGluedId(name: IToken, next: IToken | undefined): boolean {
  return next?.tokenType === Id && next.startOffset === spanOfToken(name).end
}

/** A definition begins no further right than the one before it, and in lower case. */
function isOutdented(text: string, first: IToken | undefined, token: IToken): boolean {
  if (first === undefined || isCapitalized(token.image)) return false
  return columnOf(text, token.startOffset) <= columnOf(text, first.startOffset)
}
