import type { Diagnostic, DiagnosticNote, SourceText, Span } from '../diagnostics/diagnostic.js'
import type { DiagnosticCode } from '../diagnostics/codes.js'
import type { CommentSyntax, ItemSyntax, SchemaSyntax } from './ast.js'
import { attachInside, groupComments } from './attach-comments.js'
import { hasLineEnd, lineEndsBetween } from './lines.js'
import { parseSlice, type SliceProblem } from './parse-slice.js'
import { describeForeign } from './foreign.js'
import { sliceTokens, type Slice } from './slices.js'
import { tokenize } from './tokens.js'

/** What the parser makes of a text. */
export interface ParseResult {
  readonly schema: SchemaSyntax
  /** In the order of the text, at most one for each definition. */
  readonly diagnostics: readonly Diagnostic[]
}

/**
 * Parses a schema. Never throws, whatever the text is: a definition that cannot be read is reported and
 * left out, and of its comments a comment group remains.
 */
export function parseSchema(source: SourceText): ParseResult {
  const run = new ParseRun(source)
  return run.parse()
}

class ParseRun {
  private readonly items: ItemSyntax[] = []
  private readonly diagnostics: Diagnostic[] = []
  private readonly source: SourceText
  private readonly text: string
  private comments: readonly CommentSyntax[] = []
  private nextComment = 0
  private foreign: readonly Span[] = []
  private nextForeign = 0

  constructor(source: SourceText) {
    this.source = source
    this.text = source.text
  }

  parse(): ParseResult {
    const { tokens, comments, foreign, openComment } = tokenize(this.text)
    this.comments = comments
    this.foreign = foreign
    for (const slice of sliceTokens(this.text, tokens)) this.takeSlice(slice)
    this.reportForeign(this.text.length)
    this.addGroups(groupComments(this.text, this.takeComments(this.text.length)))
    if (openComment !== undefined) {
      const span = { start: openComment.start, end: openComment.start + 2 }
      this.report('TL1005', { message: 'this comment does not end', span, hint: 'add `*/`' })
    }
    const schema: SchemaSyntax = { kind: 'schema', source: this.source, items: this.items }
    return { schema, diagnostics: this.diagnostics }
  }

  private takeSlice(slice: Slice): void {
    const before = this.takeComments(slice.span.start)
    const inside = this.takeComments(slice.span.end)
    const hasForeign = this.reportForeign(slice.span.end)
    const { item, problem } = parseSlice(slice)
    if (problem !== undefined && !hasForeign) this.report(problem.code, problem)
    const trailing = this.takeTrailing(slice.span.end)
    if (item === undefined) {
      const kept = [...before, ...inside, ...(trailing === undefined ? [] : [trailing])]
      this.addGroups(groupComments(this.text, kept))
      return
    }
    const groups = groupComments(this.text, before)
    const last = groups.at(-1)
    const leading = last !== undefined && this.touches(last, slice.span.start) ? last : undefined
    this.addGroups(leading === undefined ? groups : groups.slice(0, -1))
    const complete = attachInside(this.text, leading === undefined ? item : { ...item, leading }, inside)
    this.items.push(trailing === undefined ? complete : { ...complete, trailing })
  }

  /** Whether no blank line parts the comments from what begins at `start`. */
  private touches(comments: readonly CommentSyntax[], start: number): boolean {
    const end = comments.at(-1)?.span.end ?? start
    return lineEndsBetween(this.text, end, start) < 2
  }

  private takeComments(limit: number): readonly CommentSyntax[] {
    const start = this.nextComment
    for (let at = this.comments[start]; at !== undefined && at.span.start < limit;) {
      this.nextComment++
      at = this.comments[this.nextComment]
    }
    return this.comments.slice(start, this.nextComment)
  }

  /** The comment behind an item on its last line. */
  private takeTrailing(end: number): CommentSyntax | undefined {
    const comment = this.comments[this.nextComment]
    if (comment === undefined || hasLineEnd(this.text, end, comment.span.start)) return undefined
    // Another definition may stand between on the same line; then the comment is that one's.
    if (/\S/.test(this.text.slice(end, comment.span.start))) return undefined
    this.nextComment++
    return comment
  }

  private addGroups(groups: readonly (readonly CommentSyntax[])[]): void {
    for (const leading of groups) {
      const start = leading[0]?.span.start ?? 0
      const end = leading.at(-1)?.span.end ?? start
      this.items.push({ kind: 'comments', leading, span: { start, end } })
    }
  }

  /** Reports the first run of foreign characters before `limit` and passes over the others. */
  private reportForeign(limit: number): boolean {
    const first = this.foreign[this.nextForeign]
    if (first === undefined || first.start >= limit) return false
    this.report('TL1002', describeForeign(this.text, first))
    while ((this.foreign[this.nextForeign]?.start ?? limit) < limit) this.nextForeign++
    return true
  }

  private report(code: DiagnosticCode, problem: Omit<SliceProblem, 'code'>): void {
    const { message, span, hint, opened } = problem
    const notes: DiagnosticNote[] = []
    if (opened !== undefined) {
      notes.push({ message: 'opened here', place: { source: this.source, span: opened } })
    }
    this.diagnostics.push({
      code,
      severity: 'error',
      message,
      place: { source: this.source, span },
      ...(notes.length > 0 && { notes }),
      ...(hint !== undefined && { hint }),
    })
  }
}
