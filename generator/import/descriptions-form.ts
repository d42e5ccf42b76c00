import type { SourceText } from '../diagnostics/diagnostic.js'
import type { ResultForm } from '../ir/result-form.js'
import type { DescriptionEntry, DescriptionImport } from './descriptions.js'

/** A file of descriptions as JSON, without its text. */
export function descriptionsForm(source: SourceText): ResultForm<DescriptionImport> {
  return {
    name: `descriptions ${source.name}`,
    from: [source.text],
    encode: ({ entries, diagnostics }) =>
      diagnostics.length > 0
        ? undefined
        : JSON.stringify(entries.map((entry) => ({ ...entry, source: undefined }))),
    decode: (json) => {
      const value: unknown = JSON.parse(json)
      if (!isEntries(value)) return undefined
      return { entries: value.map((entry) => ({ source, ...entry })), diagnostics: [] }
    },
  }
}

/** The rest is what was encoded. */
function isEntries(value: unknown): value is readonly Omit<DescriptionEntry, 'source'>[] {
  return Array.isArray(value)
}
