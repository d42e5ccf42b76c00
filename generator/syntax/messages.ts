import {
  EarlyExitException,
  MismatchedTokenException,
  NoViableAltException,
  type IParserErrorMessageProvider,
  type IRecognitionException,
  type IToken,
  type TokenType,
} from 'chevrotain'
import type { Span } from '../diagnostics/diagnostic.js'
import type { Slice } from './slices.js'
import {
  Greater,
  LeftBrace,
  LeftParen,
  LeftSquare,
  Less,
  Name,
  RightBrace,
  RightParen,
  RightSquare,
  spanOfToken,
} from './tokens.js'

/** What the parser wanted; {@link describeFound} is the other half, which needs the slice. */
export const errorMessageProvider: IParserErrorMessageProvider = {
  buildMismatchTokenMessage: ({ expected, ruleName }) => {
    const label = expected.LABEL ?? expected.name
    return `expected ${expected === Name && ruleName === 'definition' ? 'the name of a definition' : label}`
  },
  buildNotAllInputParsedMessage: () => 'expected `;`',
  buildNoViableAltMessage: ({ customUserDescription, expectedPathsPerAlt }) =>
    `expected ${customUserDescription ?? labelsOf(expectedPathsPerAlt.flat())}`,
  buildEarlyExitMessage: ({ customUserDescription, expectedIterationPaths }) =>
    `expected ${customUserDescription ?? labelsOf(expectedIterationPaths)}`,
}

function labelsOf(paths: readonly (readonly TokenType[])[]): string {
  const labels = paths.flatMap(([first]) => (first === undefined ? [] : [first.LABEL ?? first.name]))
  return [...new Set(labels)].join(' or ')
}

const longestQuote = 40

/** A piece of the schema for a message, never longer than a few words. */
export function quote(text: string): string {
  return `\`${text.length > longestQuote ? `${text.slice(0, longestQuote)}…` : text}\``
}

/** The token that stopped the parser, or what came after the last one. */
function describeFound(error: IRecognitionException, slice: Slice): string {
  if (!Number.isNaN(error.token.startOffset)) return quote(error.token.image)
  switch (slice.endedBy) {
    case 'mark':
      return 'a section or layer mark'
    case 'definition':
      return 'the next definition'
    case 'semicolon':
    case 'file':
      return 'the end of the file'
  }
}

/** An error of the parser in the words of the user. */
export interface SyntaxProblem {
  readonly message: string
  readonly span: Span
  readonly hint?: string
  /** The bracket that is still open where the error is. */
  readonly opened?: IToken
}

/** Puts an exception of the parser into words and finds its place. */
export function describeProblem(error: IRecognitionException, slice: Slice): SyntaxProblem {
  const { token } = error
  const atEnd = Number.isNaN(token.startOffset)
  // The end-of-file token has no place: the text is missing behind the last token there is.
  const span = atEnd ? { start: slice.span.end, end: slice.span.end } : spanOfToken(token)
  const opened = findOpened(slice.tokens, atEnd ? slice.span.end : token.startOffset)
  const hint = hintFor(error)
  return {
    message: `${error.message}, found ${describeFound(error, slice)}`,
    span,
    ...(hint !== undefined && { hint }),
    ...(opened !== undefined && { opened }),
  }
}

function hintFor(error: IRecognitionException): string | undefined {
  const known =
    error instanceof MismatchedTokenException ||
    error instanceof NoViableAltException ||
    error instanceof EarlyExitException
  if (!known) return undefined
  if (error.message.includes('`=` and the result type')) {
    return 'a definition has the form `name field:type = Result;`'
  }
  return undefined
}

/** The innermost bracket before `offset` that has no partner there. */
function findOpened(tokens: readonly IToken[], offset: number): IToken | undefined {
  const open: IToken[] = []
  for (const token of tokens) {
    if (token.startOffset >= offset) break
    switch (token.tokenType) {
      case LeftParen:
      case LeftSquare:
      case LeftBrace:
      case Less:
        open.push(token)
        break
      case RightParen:
      case RightSquare:
      case RightBrace:
      case Greater:
        open.pop()
        break
      default:
        break
    }
  }
  return open.at(-1)
}
