import type { IToken } from 'chevrotain'
import {
  Bang,
  Greater,
  Hash,
  LeftBrace,
  LeftParen,
  LeftSquare,
  Less,
  Name,
  NumberToken,
  Percent,
  Plus,
  RightBrace,
  RightParen,
  RightSquare,
  Star,
} from './tokens.js'

/** How deep types may nest. Real schemas reach 5; the parser needs about ten stack frames for a level. */
export const maximalDepth = 256

/**
 * The token at which a definition nests deeper than {@link maximalDepth}. Prefixes (`%%%X`) and sums
 * (`1+1+1`) count as brackets do, since each makes the tree one level deeper.
 */
export function findTooDeep(tokens: readonly IToken[]): IToken | undefined {
  const outer: number[] = []
  let depth = 0
  for (const [index, token] of tokens.entries()) {
    switch (token.tokenType) {
      case LeftParen:
      case LeftSquare:
      case LeftBrace:
      case Less:
        outer.push(depth)
        depth++
        break
      case Percent:
      case Bang:
      case Plus:
        depth++
        break
      case RightParen:
      case RightSquare:
      case RightBrace:
      case Greater:
        depth = outer.pop() ?? 0
        if (!goesOn(tokens[index + 1])) depth = baseOf(outer)
        break
      case Name:
      case NumberToken:
      case Hash:
        if (!goesOn(tokens[index + 1])) depth = baseOf(outer)
        break
      default:
        break
    }
    if (depth > maximalDepth) return token
  }
  return undefined
}

/** Whether the operand before this token becomes the left side of something. */
function goesOn(next: IToken | undefined): boolean {
  return next?.tokenType === Plus || next?.tokenType === Star || next?.tokenType === Less
}

/** The depth directly inside the innermost bracket. */
function baseOf(outer: readonly number[]): number {
  const last = outer.at(-1)
  return last === undefined ? 0 : last + 1
}
