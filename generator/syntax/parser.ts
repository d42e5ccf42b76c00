import { EmbeddedActionsParser, type IToken, type ParserMethod } from 'chevrotain'
import type { Span } from '../diagnostics/diagnostic.js'
import type {
  BuiltinSyntax,
  CombinatorSyntax,
  CommentSyntax,
  ConditionSyntax,
  DirectiveSyntax,
  FieldSyntax,
  IdSyntax,
  NamedTypeSyntax,
  NameSyntax,
  PartialSyntax,
  TemplateSyntax,
  TypeSyntax,
} from './ast.js'
import { applyTo, calleeOf, prefixed } from './build-types.js'
import { errorMessageProvider } from './messages.js'
import { Literals } from './literals.js'
import * as t from './tokens.js'

const noComments: readonly CommentSyntax[] = []

type Parameters = TemplateSyntax['parameters'][number]

/**
 * The grammar. Types come in three strengths: an `expression` may be a juxtaposed application
 * (`Vector int`), an `operand` a sum or repetition (`n+1`, `n*[ t ]`), an `atom` neither. Inside
 * brackets there are expressions, elsewhere operands.
 */
export class TlParser extends EmbeddedActionsParser {
  readonly literals = new Literals()

  constructor() {
    super(t.grammarTokens, { maxLookahead: 2, recoveryEnabled: false, errorMessageProvider })
    this.performSelfAnalysis()
  }

  /** `@read name#id {t:Type} field:type = Result;` or `name#id ? = Result;` */
  readonly definition: ParserMethod<[], CombinatorSyntax | BuiltinSyntax> = this.RULE('definition', () => {
    const first = this.LA(1)
    const annotations: NameSyntax[] = []
    const templates: TemplateSyntax[] = []
    const fields: FieldSyntax[] = []
    this.MANY(() => {
      const token = this.CONSUME(t.Annotation)
      this.ACTION(() => annotations.push({ text: token.image.slice(1), span: t.spanOfToken(token) }))
    })
    const name = this.CONSUME(t.Name)
    const id = this.OPTION(() => this.idOf(name, this.CONSUME(t.Id)))
    const question = this.OPTION2(() => this.CONSUME(t.Question))
    this.MANY2({ GATE: () => question === undefined, DEF: () => templates.push(this.SUBRULE(this.template)) })
    this.MANY3({ GATE: () => question === undefined, DEF: () => fields.push(this.SUBRULE(this.field)) })
    const arrow = this.OR({
      ERR_MSG: '`=` and the result type',
      DEF: [{ ALT: () => this.CONSUME(t.Equals) }, { ALT: () => this.CONSUME(t.FatArrow) }],
    })
    const result = this.SUBRULE(this.result)
    this.OPTION3(() => this.CONSUME(t.Semicolon))
    return this.ACTION((): CombinatorSyntax | BuiltinSyntax => {
      const common = {
        name: this.literals.definitionName(name),
        ...(id !== undefined && { id }),
        result,
        span: this.spanFrom(first),
        leading: noComments,
      }
      if (question !== undefined) {
        this.literals.checkBuiltin(annotations[0], arrow)
        return { kind: 'builtin', ...common }
      }
      return {
        kind: 'combinator',
        ...common,
        annotations,
        templates,
        fields,
        arrow: arrow.tokenType === t.FatArrow ? '=>' : '=',
      }
    })
  })

  /** `Vector int;` */
  readonly partial: ParserMethod<[], PartialSyntax> = this.RULE('partial', () => {
    const first = this.LA(1)
    const type = this.SUBRULE(this.expression)
    this.OPTION(() => this.CONSUME(t.Semicolon))
    return this.ACTION((): PartialSyntax => {
      this.literals.checkPartial(type)
      return { kind: 'partial', type, span: this.spanFrom(first), leading: noComments }
    })
  })

  /** `Empty T;` */
  readonly directive: ParserMethod<[], DirectiveSyntax> = this.RULE('directive', () => {
    const word = this.CONSUME(t.Name)
    const type = this.SUBRULE(this.expression)
    this.OPTION(() => this.CONSUME(t.Semicolon))
    return this.ACTION((): DirectiveSyntax => ({
      kind: 'directive',
      directive: word.image === 'New' ? 'New' : word.image === 'Final' ? 'Final' : 'Empty',
      type,
      span: this.spanFrom(word),
      leading: noComments,
    }))
  })

  private readonly result: ParserMethod<[], TypeSyntax> = this.RULE('result', () => {
    const type = this.SUBRULE(this.expression)
    this.ACTION(() => this.literals.checkResult(type))
    return type
  })

  /** `{m n:#}` */
  private readonly template: ParserMethod<[], TemplateSyntax> = this.RULE('template', () => {
    const parameters: Parameters[] = []
    const open = this.CONSUME(t.LeftBrace)
    this.AT_LEAST_ONE({
      ERR_MSG: 'the name of a template argument',
      DEF: () => {
        const names: NameSyntax[] = []
        this.AT_LEAST_ONE2({
          ERR_MSG: 'the name of a template argument',
          DEF: () => names.push(this.argumentName(this.CONSUME(t.Name))),
        })
        this.CONSUME(t.Colon)
        parameters.push({ names, type: this.SUBRULE(this.operand) })
      },
    })
    this.CONSUME(t.RightBrace)
    return this.ACTION(() => ({ span: this.spanFrom(open), parameters }))
  })

  private readonly field: ParserMethod<[], FieldSyntax> = this.RULE('field', () =>
    this.OR([
      { GATE: () => this.atGroup(), ALT: () => this.SUBRULE(this.groupField), IGNORE_AMBIGUITIES: true },
      { ALT: () => this.SUBRULE(this.plainField) },
    ]),
  )

  /** `(a b:type)` */
  private readonly groupField: ParserMethod<[], FieldSyntax> = this.RULE('groupField', () => {
    const names: NameSyntax[] = []
    const open = this.CONSUME(t.LeftParen)
    this.AT_LEAST_ONE({
      ERR_MSG: 'the name of an argument',
      DEF: () => names.push(this.argumentName(this.CONSUME(t.Name))),
    })
    this.CONSUME(t.Colon)
    const condition = this.OPTION({
      GATE: () => this.atCondition(1),
      DEF: () => this.SUBRULE(this.condition),
    })
    const type = this.SUBRULE(this.expression)
    this.CONSUME(t.RightParen)
    return this.fieldOf(open, true, names, condition, type)
  })

  /** `name:mask.3?type`, `name:(mask.3?type)`, or the same without a name. */
  private readonly plainField: ParserMethod<[], FieldSyntax> = this.RULE('plainField', () => {
    const first = this.LA(1)
    const names: NameSyntax[] = []
    this.OPTION({
      GATE: () => this.LA(2).tokenType === t.Colon,
      DEF: () => {
        names.push(this.argumentName(this.CONSUME(t.Name)))
        this.CONSUME(t.Colon)
      },
    })
    let condition: ConditionSyntax | undefined
    const type = this.OR({
      ERR_MSG: 'a type',
      DEF: [
        {
          GATE: () => this.LA(1).tokenType === t.LeftParen && this.atCondition(2),
          IGNORE_AMBIGUITIES: true,
          ALT: () => {
            this.CONSUME(t.LeftParen)
            condition = this.SUBRULE(this.condition)
            const inner = this.SUBRULE(this.expression)
            this.CONSUME(t.RightParen)
            return inner
          },
        },
        {
          ALT: () => {
            this.OPTION2({
              GATE: () => this.atCondition(1),
              DEF: () => (condition = this.SUBRULE2(this.condition)),
            })
            return this.SUBRULE(this.operand)
          },
        },
      ],
    })
    return this.fieldOf(first, false, names, condition, type)
  })

  /** `flags.3?`, `mask?` */
  private readonly condition: ParserMethod<[], ConditionSyntax> = this.RULE('condition', () => {
    const mask = this.CONSUME(t.Name)
    const bit = this.OPTION(() => {
      this.CONSUME(t.Dot)
      return this.CONSUME(t.NumberToken)
    })
    this.CONSUME(t.Question)
    return this.ACTION(() => ({
      mask: this.literals.plainName(mask),
      ...(bit !== undefined && { bit: { value: this.literals.natural(bit), span: t.spanOfToken(bit) } }),
      span: this.spanFrom(mask),
    }))
  })

  private readonly expression: ParserMethod<[], TypeSyntax> = this.RULE('expression', () => {
    const first = this.LA(1)
    const head = this.SUBRULE(this.operand)
    const args: TypeSyntax[] = []
    this.MANY({
      GATE: () => calleeOf(head) !== undefined,
      DEF: () => args.push(this.SUBRULE2(this.operand)),
    })
    return this.ACTION(() => (args.length === 0 ? head : applyTo(head, args, this.spanFrom(first))))
  })

  private readonly operand: ParserMethod<[], TypeSyntax> = this.RULE('operand', () => {
    const first = this.LA(1)
    let type = this.SUBRULE(this.atom)
    this.MANY(() => {
      this.CONSUME(t.Plus)
      const left = type
      const right = this.SUBRULE2(this.atom)
      type = this.ACTION(() => ({ kind: 'sum', left, right, span: this.spanFrom(first) }))
    })
    this.OPTION(() => {
      this.CONSUME(t.Star)
      const count = type
      const fields = this.SUBRULE(this.brackets)
      type = this.ACTION(() => ({ kind: 'repetition', count, fields, span: this.spanFrom(first) }))
    })
    return type
  })

  private readonly atom: ParserMethod<[], TypeSyntax> = this.RULE('atom', () => {
    const prefixes: IToken[] = []
    this.MANY(() => {
      const token = this.OR([{ ALT: () => this.CONSUME(t.Percent) }, { ALT: () => this.CONSUME(t.Bang) }])
      prefixes.push(token)
    })
    const first = this.LA(1)
    const type = this.OR2<TypeSyntax>({
      ERR_MSG: 'a type',
      DEF: [
        { ALT: () => this.SUBRULE(this.named) },
        { ALT: () => this.SUBRULE(this.number) },
        { ALT: () => this.SUBRULE(this.nat) },
        {
          ALT: () => {
            this.CONSUME(t.LeftParen)
            const inner = this.SUBRULE(this.expression)
            this.CONSUME(t.RightParen)
            return inner
          },
        },
        {
          ALT: () => {
            const fields = this.SUBRULE(this.brackets)
            return this.ACTION(() => ({ kind: 'repetition', fields, span: this.spanFrom(first) }))
          },
        },
      ],
    })
    return this.ACTION(() => prefixed(prefixes, type, t.endOfToken(this.LA(0))))
  })

  /** `int`, `Vector<int>` */
  private readonly named: ParserMethod<[], TypeSyntax> = this.RULE('named', () => {
    const name = this.CONSUME(t.Name)
    const args: TypeSyntax[] = []
    this.OPTION(() => {
      this.CONSUME(t.Less)
      this.AT_LEAST_ONE_SEP({
        SEP: t.Comma,
        ERR_MSG: 'a type',
        DEF: () => args.push(this.SUBRULE(this.expression)),
      })
      this.CONSUME(t.Greater)
    })
    return this.ACTION((): TypeSyntax => {
      const callee: NamedTypeSyntax = { kind: 'named', name: name.image, span: t.spanOfToken(name) }
      if (args.length === 0) return callee
      return { kind: 'apply', callee, arguments: args, style: 'angle', span: this.spanFrom(name) }
    })
  })

  private readonly number: ParserMethod<[], TypeSyntax> = this.RULE('number', () => {
    const token = this.CONSUME(t.NumberToken)
    return this.ACTION((): TypeSyntax => ({
      kind: 'number',
      value: this.literals.natural(token),
      span: t.spanOfToken(token),
    }))
  })

  private readonly nat: ParserMethod<[], TypeSyntax> = this.RULE('nat', () => {
    const token = this.CONSUME(t.Hash)
    return this.ACTION((): TypeSyntax => ({ kind: 'nat', span: t.spanOfToken(token) }))
  })

  /** `[ a:int b:int ]` */
  private readonly brackets: ParserMethod<[], readonly FieldSyntax[]> = this.RULE('brackets', () => {
    const fields: FieldSyntax[] = []
    this.CONSUME(t.LeftSquare)
    this.MANY(() => fields.push(this.SUBRULE(this.field)))
    this.CONSUME(t.RightSquare)
    return fields
  })

  /** Whether `(a b:` follows. A parenthesised type begins the same way and can be as long as it likes. */
  private atGroup(): boolean {
    if (this.LA(1).tokenType !== t.LeftParen) return false
    let ahead = 2
    while (this.LA(ahead).tokenType === t.Name) ahead++
    return ahead > 2 && this.LA(ahead).tokenType === t.Colon
  }

  /** Whether the token at `ahead` begins `mask.3?` or `mask?`. */
  private atCondition(ahead: number): boolean {
    if (this.LA(ahead).tokenType !== t.Name) return false
    const next = this.LA(ahead + 1).tokenType
    return next === t.Question || next === t.Dot
  }

  private idOf(name: IToken, id: IToken): IdSyntax | undefined {
    return this.ACTION(() => this.literals.id(name, id))
  }

  private argumentName(token: IToken): NameSyntax {
    return this.ACTION(() => this.literals.plainName(token))
  }

  private fieldOf(
    first: IToken,
    grouped: boolean,
    names: readonly NameSyntax[],
    condition: ConditionSyntax | undefined,
    type: TypeSyntax,
  ): FieldSyntax {
    return this.ACTION(() => ({
      kind: 'field',
      span: this.spanFrom(first),
      names,
      grouped,
      ...(condition !== undefined && { condition }),
      type,
      leading: noComments,
    }))
  }

  /** From a token to the last one consumed. */
  private spanFrom(first: IToken): Span {
    return { start: first.startOffset, end: t.endOfToken(this.LA(0)) }
  }
}
