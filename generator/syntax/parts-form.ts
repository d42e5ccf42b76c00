import type { ResultForm } from '../ir/result-form.js'
import type { ItemSyntax } from './ast.js'
import type { ParseResult } from './parse.js'

type KeptPart = readonly [text: string, items: readonly ItemSyntax[]]

/** What a file was last parsed in, as JSON, but for the parts that there is something to complain of. */
export function partsForm(name: string): ResultForm<readonly ParseResult[]> {
  return {
    name: `syntax ${name}`,
    // Each part has its own text.
    from: [],
    encode: (parts) =>
      JSON.stringify(
        parts
          .filter(({ diagnostics }) => diagnostics.length === 0)
          .map(({ schema }): KeptPart => [schema.source.text, schema.items]),
      ),
    decode: (json) => {
      const value: unknown = JSON.parse(json)
      if (!isParts(value)) return undefined
      return value.map(([text, items]) => ({
        schema: { kind: 'schema', source: { name, text }, items },
        diagnostics: [],
      }))
    },
  }
}

/** The rest is what was encoded. */
function isParts(value: unknown): value is readonly KeptPart[] {
  return Array.isArray(value)
}
