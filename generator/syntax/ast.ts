import type { SourceText, Span } from '../diagnostics/diagnostic.js'

/** A comment, without its marks (`//`, or `/*` and its end) but otherwise as it was written. */
export interface CommentSyntax {
  readonly style: 'line' | 'block'
  readonly text: string
  readonly span: Span
}

/** A name or word with its place. */
export interface NameSyntax {
  readonly text: string
  readonly span: Span
}

/** The explicit id of a combinator: `#44fa7a15`. */
export interface IdSyntax {
  /** uint32 */
  readonly value: number
  /** The digits as written, without `#`. */
  readonly text: string
  readonly span: Span
}

/** What every item of a schema carries. */
interface ItemBase {
  readonly span: Span
  /** Comments on lines of their own directly before the item. */
  readonly leading: readonly CommentSyntax[]
  /** A comment on the line where the item ends. */
  readonly trailing?: CommentSyntax
}

/** `vector#1cb5c415 {t:Type} # [ t ] = Vector t;` */
export interface CombinatorSyntax extends ItemBase {
  readonly kind: 'combinator'
  /** VK's `@read`, without the `@`. */
  readonly annotations: readonly NameSyntax[]
  /** The full name with its namespaces, or `_`. */
  readonly name: NameSyntax
  readonly id?: IdSyntax
  /** One entry for each pair of braces. */
  readonly templates: readonly TemplateSyntax[]
  readonly fields: readonly FieldSyntax[]
  /** `=>` makes a function outside a functions section. */
  readonly arrow: '=' | '=>'
  readonly result: TypeSyntax
  /** Comments between the last argument and the `;`. */
  readonly closing?: readonly CommentSyntax[]
}

/** `int#a8509bda ? = Int;` */
export interface BuiltinSyntax extends ItemBase {
  readonly kind: 'builtin'
  readonly name: NameSyntax
  readonly id?: IdSyntax
  readonly result: TypeSyntax
}

/** `Vector int;`: an application that stands alone. */
export interface PartialSyntax extends ItemBase {
  readonly kind: 'partial'
  readonly type: TypeSyntax
}

/** `New T;`, `Final T;`, `Empty T;` */
export interface DirectiveSyntax extends ItemBase {
  readonly kind: 'directive'
  readonly directive: 'New' | 'Final' | 'Empty'
  readonly type: TypeSyntax
}

/** `---functions---`, `---types---` */
export interface SectionSyntax extends ItemBase {
  readonly kind: 'section'
  readonly section: 'types' | 'functions'
}

/** `===45===`: what follows came with that layer. */
export interface LayerBlockSyntax extends ItemBase {
  readonly kind: 'layer-block'
  readonly layer: number
}

/** Comments that belong to no item: a group followed by a blank line, or the last of a file. */
export interface CommentGroupSyntax extends ItemBase {
  readonly kind: 'comments'
}

export type ItemSyntax =
  | CombinatorSyntax
  | BuiltinSyntax
  | PartialSyntax
  | DirectiveSyntax
  | SectionSyntax
  | LayerBlockSyntax
  | CommentGroupSyntax

/** `{t:Type}`, `{m n:#}` */
export interface TemplateSyntax {
  readonly span: Span
  /** `{t:Type n:#}` has two of them, with one name each. */
  readonly parameters: readonly { readonly names: readonly NameSyntax[]; readonly type: TypeSyntax }[]
}

/** One argument, `name:mask.3?type`, or several of one type, `(a b:int)`. */
export interface FieldSyntax {
  readonly kind: 'field'
  readonly span: Span
  /** Empty for an anonymous argument; the text `_` stays. */
  readonly names: readonly NameSyntax[]
  /** Written with parentheses around names and type. */
  readonly grouped: boolean
  readonly condition?: ConditionSyntax
  readonly type: TypeSyntax
  /** Comments before the argument within its definition; empty within a repetition. */
  readonly leading: readonly CommentSyntax[]
  /** A comment behind the argument on its line. */
  readonly trailing?: CommentSyntax
}

/** `flags.3?` or, without a bit, `mask?`. */
export interface ConditionSyntax {
  readonly mask: NameSyntax
  readonly bit?: { readonly value: number; readonly span: Span }
  readonly span: Span
}

/** `#` */
export interface NatSyntax {
  readonly kind: 'nat'
  readonly span: Span
}

/** `int`, `InputPeer`, `messages.Chats`, a template parameter. */
export interface NamedTypeSyntax {
  readonly kind: 'named'
  readonly name: string
  readonly span: Span
}

/** A constant natural number: the `4` of `Tuple int 4`. */
export interface NumberSyntax {
  readonly kind: 'number'
  readonly value: number
  readonly span: Span
}

/** `n+1` */
export interface SumSyntax {
  readonly kind: 'sum'
  readonly left: TypeSyntax
  readonly right: TypeSyntax
  readonly span: Span
}

/** `Vector<int>` (angle) or `Vector int` (juxtaposed). */
export interface ApplySyntax {
  readonly kind: 'apply'
  readonly callee: NamedTypeSyntax
  readonly arguments: readonly TypeSyntax[]
  readonly style: 'angle' | 'juxtaposed'
  readonly span: Span
}

/** `%Vector` */
export interface BareSyntax {
  readonly kind: 'bare'
  readonly type: TypeSyntax
  readonly span: Span
}

/** `!X`: a function whose result is X. */
export interface BangSyntax {
  readonly kind: 'bang'
  readonly type: TypeSyntax
  readonly span: Span
}

/** `n*[ a:int b:int ]`; without a count it is the last `#` before. */
export interface RepetitionSyntax {
  readonly kind: 'repetition'
  readonly count?: TypeSyntax
  readonly fields: readonly FieldSyntax[]
  readonly span: Span
}

export type TypeSyntax =
  | NatSyntax
  | NamedTypeSyntax
  | NumberSyntax
  | SumSyntax
  | ApplySyntax
  | BareSyntax
  | BangSyntax
  | RepetitionSyntax

/** A schema file as it was written. */
export interface SchemaSyntax {
  readonly kind: 'schema'
  readonly source: SourceText
  readonly items: readonly ItemSyntax[]
  /** What the file was parsed in, if in parts: the items of each stand in its source, not in that of the file. */
  readonly parts?: readonly SchemaSyntax[]
}
