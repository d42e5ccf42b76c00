import type { ItemSyntax, SchemaSyntax } from './ast.js'

/** The items of a schema as plain data without places, to compare what was written with what was read. */
export function stripSpans(schema: SchemaSyntax): readonly unknown[] {
  return schema.items.map((item: ItemSyntax) => strip(item))
}

function strip(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(strip)
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).filter(([key, inner]) => key !== 'span' && inner !== undefined)
  return Object.fromEntries(entries.map(([key, inner]): [string, unknown] => [key, strip(inner)]))
}
