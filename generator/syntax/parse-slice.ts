import type { IRecognitionException, IToken } from 'chevrotain'
import type { DiagnosticCode } from '../diagnostics/codes.js'
import type { Span } from '../diagnostics/diagnostic.js'
import type { ItemSyntax } from './ast.js'
import { findTooDeep, maximalDepth } from './depth.js'
import { describeProblem, quote } from './messages.js'
import { isCapitalized } from './name-case.js'
import { TlParser } from './parser.js'
import type { Slice } from './slices.js'
import { Colon, Equals, FatArrow, Id, Name, Semicolon, spanOfToken } from './tokens.js'

/** What is wrong with a slice. */
export interface SliceProblem {
  readonly code: DiagnosticCode
  readonly message: string
  readonly span: Span
  readonly hint?: string
  /** The bracket that is still open where the problem is. */
  readonly opened?: Span
}

/** An item, a problem, or, where the slice can be read in spite of its problem, both. */
export interface SliceResult {
  readonly item?: ItemSyntax
  readonly problem?: SliceProblem
}

// One for all: the analysis of the grammar takes longer than parsing a large schema.
let reusedParser: TlParser | undefined

/** Parses the tokens of one item; comments are attached later. */
export function parseSlice(slice: Slice): SliceResult {
  switch (slice.kind) {
    case 'section':
      return parseSection(slice)
    case 'layer-block':
      return parseLayerBlock(slice)
    case 'definition':
      return parseDefinition(slice)
  }
}

function parseSection({ first, span }: Slice): SliceResult {
  const name = /^---+[ \t]*([A-Za-z]+)[ \t]*---+$/.exec(first.image)?.[1]?.toLowerCase()
  if (name === 'types' || name === 'functions') {
    return { item: { kind: 'section', section: name, span, leading: [] } }
  }
  const message = `there is no section ${quote(first.image.trim())}`
  return { problem: { code: 'TL1001', message, span, hint: 'write `---types---` or `---functions---`' } }
}

function parseLayerBlock({ first, span }: Slice): SliceResult {
  const digits = /^===+[ \t]*([0-9]+)[ \t]*===+$/.exec(first.image)?.[1]
  const layer = Number(digits)
  if (Number.isSafeInteger(layer)) {
    return { item: { kind: 'layer-block', layer, span, leading: [] } }
  }
  const message = `expected the mark of a layer, found ${quote(first.image.trim())}`
  return { problem: { code: 'TL1001', message, span, hint: 'write the number of the layer: `===45===`' } }
}

function parseDefinition(slice: Slice): SliceResult {
  if (slice.first.tokenType === Semicolon) {
    const message = 'expected a definition, found `;`'
    return { problem: { code: 'TL1001', message, span: slice.span } }
  }
  const deep = findTooDeep(slice.tokens)
  if (deep !== undefined) {
    const message = `types nest deeper than ${maximalDepth} levels here`
    return { problem: { code: 'TL1006', message, span: spanOfToken(deep) } }
  }
  const parser = (reusedParser ??= new TlParser())
  parser.input = slice.tokens
  const item = parser[ruleFor(slice.tokens)]()
  const literalProblem = parser.literals.takeProblems()[0]
  const error = parser.errors[0]
  if (error !== undefined) {
    const problem = problemOf(error, slice)
    // What comes first is more likely to be the cause.
    const isFirst = literalProblem === undefined || problem.span.start <= literalProblem.span.start
    return { problem: isFirst ? problem : literalProblem }
  }
  if (literalProblem !== undefined) return { item, problem: literalProblem }
  return slice.endedBy === 'semicolon' ? { item } : { item, problem: missingSemicolon(slice) }
}

/** Everything with an `=`, an id or a name of an argument is meant as a definition. */
function ruleFor(tokens: readonly IToken[]): 'definition' | 'partial' | 'directive' {
  const [first, second] = tokens
  if (first?.tokenType !== Name || !isCapitalized(first.image)) return 'definition'
  const isDefinition = tokens.some(
    ({ tokenType }) =>
      tokenType === Equals || tokenType === FatArrow || tokenType === Id || tokenType === Colon,
  )
  if (isDefinition) return 'definition'
  const isDirective = first.image === 'New' || first.image === 'Final' || first.image === 'Empty'
  return isDirective && second?.tokenType === Name ? 'directive' : 'partial'
}

function problemOf(error: IRecognitionException, slice: Slice): SliceProblem {
  const { opened, ...problem } = describeProblem(error, slice)
  return { code: 'TL1001', ...problem, ...(opened !== undefined && { opened: spanOfToken(opened) }) }
}

function missingSemicolon({ span }: Slice): SliceProblem {
  return {
    code: 'TL1003',
    message: 'expected `;` behind the definition',
    span: { start: span.end, end: span.end },
  }
}
