import type { DiagnosticCode } from './codes.js'

/** A piece of a source text: offsets count UTF-16 units, `end` is exclusive. */
export interface Span {
  readonly start: number
  readonly end: number
}

/** A text that diagnostics can point into. */
export interface SourceText {
  /** What is shown in messages: a path relative to where the run started, or a made-up name such as `<argument>`. */
  readonly name: string
  readonly text: string
}

/** A place in a source text. */
export interface Place {
  readonly source: SourceText
  readonly span: Span
}

export type Severity = 'error' | 'warning'

/** A second place that the problem concerns, such as the first of two equal definitions. */
export interface DiagnosticNote {
  readonly message: string
  readonly place?: Place
}

/** The way to an option: `['targets', 0, 'output']`. */
export type OptionPath = readonly (string | number)[]

/** A problem as data; how it looks is the business of the renderers. */
export interface Diagnostic {
  readonly code: DiagnosticCode
  readonly severity: Severity
  readonly message: string
  /** Absent where the problem has no place in a text (an option, a file that cannot be read). */
  readonly place?: Place
  /** The option that is wrong: whoever knows the file that it was read from finds the place. */
  readonly option?: OptionPath
  readonly notes?: readonly DiagnosticNote[]
  /** What the user could do: "did you mean `InputPeer`?". */
  readonly hint?: string
}
