import { createToken, Lexer, type IToken, type TokenType } from 'chevrotain'
import type { Span } from '../diagnostics/diagnostic.js'
import type { CommentSyntax } from './ast.js'

const commentGroup = 'comments'

function punctuation(name: string, text: string): TokenType {
  return createToken({ name, pattern: text, label: `\`${text}\`` })
}

const WhiteSpace = createToken({ name: 'WhiteSpace', pattern: /[ \t\r\n\v\f]+/, group: Lexer.SKIPPED })
const LineComment = createToken({ name: 'LineComment', pattern: /\/\/[^\n\r]*/, group: commentGroup })
const BlockComment = createToken({
  name: 'BlockComment',
  pattern: /\/\*[^]*?\*\//,
  group: commentGroup,
  start_chars_hint: ['/'],
})
const OpenComment = createToken({
  name: 'OpenComment',
  pattern: /\/\*[^]*/,
  group: commentGroup,
  start_chars_hint: ['/'],
})

/** `---types---` and everything that looks as if it was meant to be such a mark. */
export const SectionMark = createToken({
  name: 'SectionMark',
  pattern: /--+[ \t]*[A-Za-z0-9_]*(?:[ \t]*-+)?/,
  label: 'a section mark',
})
/** `===45===` and everything that looks as if it was meant to be such a mark. */
export const LayerMark = createToken({
  name: 'LayerMark',
  pattern: /===+[ \t]*[A-Za-z0-9_]*(?:[ \t]*=+)?/,
  label: 'a layer mark',
})
/** Also takes what is no hex number, so that a bad id is one token with one message. */
export const Id = createToken({ name: 'Id', pattern: /#[A-Za-z0-9_]+/, label: 'an id' })
/** A dot belongs to the name only before a letter: `flags.0` is three tokens. */
export const Name = createToken({
  name: 'Name',
  pattern: /[A-Za-z_][A-Za-z0-9_]*(?:\.[A-Za-z_][A-Za-z0-9_]*)*/,
  label: 'a name',
})
/** Also takes `2fa`, for the same reason as {@link Id}. */
export const NumberToken = createToken({ name: 'Number', pattern: /[0-9][A-Za-z0-9_]*/, label: 'a number' })
export const Annotation = createToken({
  name: 'Annotation',
  pattern: /@[A-Za-z_][A-Za-z0-9_]*/,
  label: 'an annotation',
})

export const FatArrow = punctuation('FatArrow', '=>')
export const Equals = punctuation('Equals', '=')
export const Semicolon = punctuation('Semicolon', ';')
export const Colon = punctuation('Colon', ':')
export const Question = punctuation('Question', '?')
export const Percent = punctuation('Percent', '%')
export const Bang = punctuation('Bang', '!')
export const Star = punctuation('Star', '*')
export const Plus = punctuation('Plus', '+')
export const Dot = punctuation('Dot', '.')
export const Comma = punctuation('Comma', ',')
export const Hash = punctuation('Hash', '#')
export const LeftParen = punctuation('LeftParen', '(')
export const RightParen = punctuation('RightParen', ')')
export const LeftSquare = punctuation('LeftSquare', '[')
export const RightSquare = punctuation('RightSquare', ']')
export const LeftBrace = punctuation('LeftBrace', '{')
export const RightBrace = punctuation('RightBrace', '}')
export const Less = punctuation('Less', '<')
export const Greater = punctuation('Greater', '>')

/** The tokens that the grammar is made of; marks and comments never reach the parser. */
export const grammarTokens: TokenType[] = [
  Name,
  Colon,
  Id,
  NumberToken,
  Annotation,
  FatArrow,
  Equals,
  Semicolon,
  Question,
  Percent,
  Bang,
  Star,
  Plus,
  Dot,
  Comma,
  Hash,
  LeftParen,
  RightParen,
  LeftSquare,
  RightSquare,
  LeftBrace,
  RightBrace,
  Less,
  Greater,
]

const lexer = new Lexer(
  [WhiteSpace, LineComment, BlockComment, OpenComment, SectionMark, LayerMark, ...grammarTokens],
  { positionTracking: 'onlyOffset', ensureOptimizations: true },
)

/** A source text cut into tokens. */
export interface Tokens {
  readonly tokens: readonly IToken[]
  readonly comments: readonly CommentSyntax[]
  /** Runs of characters that are part of no token. */
  readonly foreign: readonly Span[]
  /** A block comment that goes on to the end of the text. */
  readonly openComment?: Span
}

/** The offset behind a token; like {@link spanOfToken}, not for the end-of-file token. */
export function endOfToken(token: IToken): number {
  return token.startOffset + token.image.length
}

/** Where a token stands; must not be asked of the end-of-file token, which has no place. */
export function spanOfToken(token: IToken): Span {
  return { start: token.startOffset, end: endOfToken(token) }
}

/** Cuts a text into tokens; anything at all is taken. */
export function tokenize(text: string): Tokens {
  const { tokens, groups, errors } = lexer.tokenize(text)
  const found = groups[commentGroup] ?? []
  const last = found.at(-1)
  return {
    tokens,
    comments: found.map(commentOf),
    foreign: errors.map(({ offset, length }) => ({ start: offset, end: offset + length })),
    ...(last?.tokenType === OpenComment && { openComment: spanOfToken(last) }),
  }
}

function commentOf(token: IToken): CommentSyntax {
  const line = token.tokenType === LineComment
  const text = token.image.slice(2, token.tokenType === BlockComment ? -2 : undefined)
  return {
    style: line ? 'line' : 'block',
    text: text.includes('\r') ? text.replaceAll(/\r\n?/g, '\n') : text,
    span: spanOfToken(token),
  }
}
