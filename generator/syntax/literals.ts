import type { IToken } from 'chevrotain'
import type { DiagnosticCode } from '../diagnostics/codes.js'
import type { Span } from '../diagnostics/diagnostic.js'
import type { IdSyntax, NameSyntax, TypeSyntax } from './ast.js'
import { quote } from './messages.js'
import { isCapitalized, lastSegment } from './name-case.js'
import { endOfToken, FatArrow, spanOfToken } from './tokens.js'

/** Something wrong inside a definition whose structure is right. */
export interface LiteralProblem {
  readonly code: DiagnosticCode
  readonly message: string
  readonly span: Span
  readonly hint?: string
}

const largestNatural = 0xffffffff

/** Reads names, ids and numbers, and keeps what is wrong with them until the definition has been parsed. */
export class Literals {
  private problems: LiteralProblem[] = []

  /** What has gone wrong since the last call. */
  takeProblems(): readonly LiteralProblem[] {
    const { problems } = this
    if (problems.length > 0) this.problems = []
    return problems
  }

  /** The id behind a name; undefined if there is none to be read in it. */
  id(name: IToken, token: IToken): IdSyntax | undefined {
    const text = token.image.slice(1)
    const span = spanOfToken(token)
    if (!/^[0-9a-fA-F]+$/.test(text)) {
      this.report('TL1004', span, `the id ${quote(token.image)} is not a hexadecimal number`)
      return undefined
    }
    if (text.length > 8) {
      const message = `the id ${quote(token.image)} has ${text.length} digits, at most 8 are possible`
      this.report('TL1004', span, message)
      return undefined
    }
    if (token.startOffset !== endOfToken(name)) {
      const hint = `write ${quote(name.image + token.image)}`
      this.report('TL1004', span, 'an id follows its name without a space', hint)
    }
    return { value: Number.parseInt(text, 16), text, span }
  }

  /** A number that fits `#`, else the nearest one that does. */
  natural(token: IToken): number {
    if (!/^[0-9]+$/.test(token.image)) {
      this.report('TL1001', spanOfToken(token), `${quote(token.image)} is neither a number nor a name`)
      return 0
    }
    const value = Number(token.image)
    if (value <= largestNatural) return value
    const message = `the number ${quote(token.image)} is larger than ${largestNatural}`
    this.report('TL1007', spanOfToken(token), message)
    return largestNatural
  }

  /** The name of a combinator: its last segment must not be capitalized. */
  definitionName(token: IToken): NameSyntax {
    const name = nameOf(token)
    if (isCapitalized(name.text)) {
      const segment = lastSegment(name.text)
      const better = name.text.slice(0, -segment.length) + segment.charAt(0).toLowerCase() + segment.slice(1)
      const message = `the name of a definition begins with a small letter, but ${quote(name.text)} does not`
      this.report('TL1009', name.span, message, `write ${quote(better)}`)
    }
    return name
  }

  /** The name of an argument or mask, which has no namespace. */
  plainName(token: IToken): NameSyntax {
    const name = nameOf(token)
    if (name.text.includes('.')) {
      this.report('TL1001', name.span, `the name of an argument has no dots, but ${quote(name.text)} has`)
    }
    return name
  }

  /** A builtin is nothing but a name, an id and a type. */
  checkBuiltin(annotation: NameSyntax | undefined, arrow: IToken): void {
    if (annotation !== undefined) {
      this.report('TL1001', annotation.span, 'a builtin has no annotations')
    } else if (arrow.tokenType === FatArrow) {
      this.report('TL1001', spanOfToken(arrow), 'expected `=`, found `=>`', 'a builtin is not a function')
    }
  }

  checkResult(type: TypeSyntax): void {
    if (type.kind === 'number' || type.kind === 'sum' || type.kind === 'nat' || type.kind === 'repetition') {
      this.report('TL1001', type.span, 'the result is not the name of a type')
    }
  }

  checkPartial(type: TypeSyntax): void {
    if (type.kind === 'apply') return
    const { end } = type.span
    this.report('TL1001', { start: end, end }, 'expected the arguments of the type, or a definition')
  }

  private report(code: DiagnosticCode, span: Span, message: string, hint?: string): void {
    this.problems.push({ code, message, span, ...(hint !== undefined && { hint }) })
  }
}

function nameOf(token: IToken): NameSyntax {
  return { text: token.image, span: spanOfToken(token) }
}
