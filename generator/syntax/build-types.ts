import type { IToken } from 'chevrotain'
import type { Span } from '../diagnostics/diagnostic.js'
import type { NamedTypeSyntax, TypeSyntax } from './ast.js'
import { Percent } from './tokens.js'

/** Wraps a type into the prefixes before it, the innermost of which comes last. */
export function prefixed(prefixes: readonly IToken[], type: TypeSyntax, end: number): TypeSyntax {
  return prefixes.reduceRight<TypeSyntax>(
    (inner, prefix) => ({
      kind: prefix.tokenType === Percent ? 'bare' : 'bang',
      type: inner,
      span: { start: prefix.startOffset, end },
    }),
    type,
  )
}

/** The name that arguments behind this type would go to: `Tuple` of `%Tuple`, nothing of `n+1`. */
export function calleeOf(type: TypeSyntax): NamedTypeSyntax | undefined {
  let inner = type
  while (inner.kind === 'bare' || inner.kind === 'bang') inner = inner.type
  return inner.kind === 'named' ? inner : undefined
}

/** `%Tuple double n` is `%(Tuple double n)`: the prefix takes the whole application. */
export function applyTo(head: TypeSyntax, args: readonly TypeSyntax[], span: Span): TypeSyntax {
  if (head.kind === 'bare' || head.kind === 'bang') {
    const start = head.type.span.start
    return { kind: head.kind, type: applyTo(head.type, args, { start, end: span.end }), span }
  }
  if (head.kind !== 'named') throw new Error(`${head.kind} cannot take arguments`)
  return { kind: 'apply', callee: head, arguments: args, style: 'juxtaposed', span }
}
