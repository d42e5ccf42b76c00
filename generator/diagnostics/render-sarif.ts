import { diagnosticCodes, type DiagnosticCode } from './codes.js'
import type { Diagnostic, Place } from './diagnostic.js'
import { explain } from './explain/explain.js'
import { positionAt } from './position.js'
import { safeJson } from './render-json.js'

/** A path as a relative URI reference; names such as `<argument>` are encoded, too. */
function uri(name: string): string {
  return name
    .replaceAll('\\', '/')
    .replace(/[\ud800-\udfff]/gu, '\ufffd')
    .split('/')
    .map(encodeURIComponent)
    .join('/')
}

function location({ source, span }: Place): object {
  const start = positionAt(source, span.start)
  const end = positionAt(source, span.end)
  return {
    physicalLocation: {
      artifactLocation: { uri: uri(source.name) },
      region: {
        startLine: start.line,
        startColumn: start.column,
        endLine: end.line,
        endColumn: end.column,
      },
    },
  }
}

function result(diagnostic: Diagnostic, ruleIndex: number): object {
  const { code, severity, message, place, notes = [], hint } = diagnostic
  const related = notes.flatMap((note, id) =>
    note.place ? [{ id, ...location(note.place), message: { text: note.message } }] : [],
  )
  const placeless = notes.filter((note) => !note.place).map((note) => note.message)
  const text = [message, ...placeless, ...(hint === undefined ? [] : [hint])].join('\n')
  return {
    ruleId: code,
    ruleIndex,
    level: severity,
    message: { text },
    ...(place && { locations: [location(place)] }),
    ...(related.length > 0 && { relatedLocations: related }),
  }
}

function rule(code: string, name: string, help: string): object {
  return { id: code, shortDescription: { text: name }, help: { text: help, markdown: help } }
}

/** The diagnostics as a SARIF 2.1.0 log, which code hosts and editors show in place. */
export function renderSarif(diagnostics: readonly Diagnostic[], version: string): string {
  const codes = [...new Set(diagnostics.map((diagnostic) => diagnostic.code))].sort()
  const indexes = new Map<DiagnosticCode, number>(codes.map((code, index) => [code, index]))
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'tlforge',
            version,
            rules: codes.map((code) => rule(code, diagnosticCodes[code], explain(code))),
          },
        },
        columnKind: 'utf16CodeUnits',
        results: diagnostics.map((diagnostic) => result(diagnostic, indexes.get(diagnostic.code) ?? -1)),
      },
    ],
  }
  return safeJson(log) + '\n'
}
