import type { SourceText } from '../diagnostics/diagnostic.js'
import type {
  ApplySyntax,
  CommentGroupSyntax,
  ConditionSyntax,
  IdSyntax,
  NamedTypeSyntax,
  NameSyntax,
  SectionSyntax,
  TypeSyntax,
} from '../syntax/ast.js'

/** The place of everything that was not read from a TL text. */
export const nowhere = { start: 0, end: 0 } as const

export function makeName(text: string): NameSyntax {
  return { text, span: nowhere }
}

/**
 * An id as Telegram writes it, without leading zeros.
 * @param value uint32
 */
export function makeId(value: number): IdSyntax {
  return { value, text: value.toString(16), span: nowhere }
}

export function makeNamed(name: string): NamedTypeSyntax {
  return { kind: 'named', name, span: nowhere }
}

/** `callee<argument>` */
export function makeApply(callee: string, argument: TypeSyntax): ApplySyntax {
  return { kind: 'apply', callee: makeNamed(callee), arguments: [argument], style: 'angle', span: nowhere }
}

/** @param predicate `flags.3`, or `mask` without a bit. */
export function makeCondition(predicate: string): ConditionSyntax {
  const [mask = '', bit] = predicate.split('.')
  const at = bit === undefined ? {} : { bit: { value: Number(bit), span: nowhere } }
  return { mask: makeName(mask), ...at, span: nowhere }
}

export function makeSection(section: SectionSyntax['section']): SectionSyntax {
  return { kind: 'section', section, leading: [], span: nowhere }
}

/** A line comment that belongs to no definition. */
export function makeComment(text: string): CommentGroupSyntax {
  return { kind: 'comments', leading: [{ style: 'line', text, span: nowhere }], span: nowhere }
}

export function makeSource(name: string): SourceText {
  return { name, text: '' }
}
