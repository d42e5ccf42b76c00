import type { Diagnostic, Place } from './diagnostic.js'
import { positionAt } from './position.js'

/** A place in the JSON report: lines and columns begin with 1, columns and offsets count UTF-16 units. */
export interface JsonPlace {
  readonly file: string
  readonly start: { readonly line: number; readonly column: number; readonly offset: number }
  /** Exclusive. */
  readonly end: { readonly line: number; readonly column: number; readonly offset: number }
}

/** One diagnostic of the JSON report. Properties that do not apply are absent. */
export interface JsonDiagnostic {
  readonly code: string
  readonly severity: 'error' | 'warning'
  readonly message: string
  readonly place?: JsonPlace
  readonly notes?: readonly { readonly message: string; readonly place?: JsonPlace }[]
  readonly hint?: string
}

/** The JSON report. Properties may be added; `version` counts up when one changes its meaning or goes. */
export interface JsonReport {
  readonly version: 1
  readonly errors: number
  readonly warnings: number
  readonly diagnostics: readonly JsonDiagnostic[]
}

function jsonPlace({ source, span }: Place): JsonPlace {
  return {
    file: source.name,
    start: { ...positionAt(source, span.start), offset: span.start },
    end: { ...positionAt(source, span.end), offset: span.end },
  }
}

function jsonDiagnostic({ code, severity, message, place, notes, hint }: Diagnostic): JsonDiagnostic {
  return {
    code,
    severity,
    message,
    ...(place && { place: jsonPlace(place) }),
    ...(notes && {
      notes: notes.map((note) => ({
        message: note.message,
        ...(note.place && { place: jsonPlace(note.place) }),
      })),
    }),
    ...(hint !== undefined && { hint }),
  }
}

/** JSON with everything outside of printable ASCII escaped: it may be printed to a terminal. */
export function safeJson(value: unknown): string {
  const text = JSON.stringify(value, null, 2)
  return text.replace(
    /[^\n\u0020-\u007e]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}

function jsonReport(diagnostics: readonly Diagnostic[]): JsonReport {
  const errors = diagnostics.filter((diagnostic) => diagnostic.severity === 'error').length
  return {
    version: 1,
    errors,
    warnings: diagnostics.length - errors,
    diagnostics: diagnostics.map(jsonDiagnostic),
  }
}

/** The diagnostics as a `JsonReport`, with `\n` at the end. */
export function renderJson(diagnostics: readonly Diagnostic[]): string {
  return safeJson(jsonReport(diagnostics)) + '\n'
}

/** A `JsonReport` with what a command has found besides, whose properties have other names. */
export function renderJsonOutcome(diagnostics: readonly Diagnostic[], outcome: object): string {
  return safeJson({ ...jsonReport(diagnostics), ...outcome }) + '\n'
}
