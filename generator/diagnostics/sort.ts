import type { Diagnostic } from './diagnostic.js'

/** By code unit: `localeCompare` would make the order depend on the machine. */
function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

function comparePlaces(a: Diagnostic, b: Diagnostic): number {
  if (!a.place || !b.place) return Number(!a.place) - Number(!b.place)
  return (
    compareText(a.place.source.name, b.place.source.name) ||
    a.place.span.start - b.place.span.start ||
    a.place.span.end - b.place.span.end
  )
}

function compare(a: Diagnostic, b: Diagnostic): number {
  return comparePlaces(a, b) || compareText(a.code, b.code) || compareText(a.message, b.message)
}

/**
 * Diagnostics by file, then offset, each once; those without a place come last.
 * Two with the same code, place and message are the same one, whatever their notes.
 */
export function sortDiagnostics(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  const sorted = diagnostics.toSorted(compare)
  return sorted.filter((diagnostic, index) => {
    const before = sorted[index - 1]
    return !before || compare(before, diagnostic) !== 0
  })
}
