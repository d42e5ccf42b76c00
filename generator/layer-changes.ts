import { CheckMemory } from './check/check-memory.js'
import { modelOf } from './check/check-module.js'
import type { Diagnostic, SourceText } from './diagnostics/diagnostic.js'
import { diffSchemas } from './diff/diff-schemas.js'
import { renderDiffMarkdown } from './diff/render-diff.js'
import { keptLayer } from './emit/kept-schema.js'
import type { Schema } from './ir/schema.js'
import type { LayerChanges, SchemaInput } from './options.js'
import { subsetAsFarAsThere } from './plan/subset.js'
import type { ParseResult } from './syntax/parse.js'
import { PartsParser } from './syntax/parse-parts.js'

/** What a new layer brings, or why that cannot be told; neither where the layer is the same. */
export interface LayerChangesResult {
  readonly changes?: LayerChanges
  readonly diagnostics: readonly Diagnostic[]
}

const none: LayerChangesResult = { diagnostics: [] }

/**
 * Compares the schema that the run before has kept with the one that this run keeps, where their layers differ. Of a
 * subset, both are cut down as it is wanted now: what is new is what the layer has brought, not what the options have.
 * @param now the text of the schema as it is kept now
 * @param known parts of texts that were parsed, some of which may be in these
 * @param checked what is known of their definitions
 */
export function layerChanges(
  input: SchemaInput,
  now: SourceText,
  known: readonly ParseResult[] = [],
  checked?: CheckMemory,
): LayerChangesResult {
  const previous = input.keep?.previous
  const after = keptLayer(now.text)
  const before = previousLayer(input, after)
  if (!previous || before === undefined || after === undefined) return none
  const parser = new PartsParser(known)
  const memory = new CheckMemory(checked)
  const read = (source: SourceText, layer: number): Schema | undefined =>
    readSchema(parser.parse(source), { ...input, layer }, memory)
  const current = read(now, after)
  const old = read(previous, before)
  if (!old || !current) return { diagnostics: [damaged(previous)] }
  const markdown = renderDiffMarkdown(diffSchemas(old, current))
  return { changes: { schema: input.name, before, after, markdown }, diagnostics: [] }
}

/** The layer of the schema that the run before has kept, where it is another one. */
export function previousLayer({ keep }: SchemaInput, layer: number | undefined): number | undefined {
  const before = keep?.previous && keptLayer(keep.previous.text)
  return before === layer ? undefined : before
}

/** Nothing where the text is no TL. Of what else may be wrong with a schema that was in use, nobody has to hear. */
function readSchema(
  { schema: syntax, diagnostics }: ParseResult,
  { name, idRule, layer, subset = {} }: SchemaInput & { readonly layer: number },
  memory: CheckMemory,
): Schema | undefined {
  if (diagnostics.some(({ severity }) => severity === 'error')) return undefined
  const { schema } = modelOf({ name, sources: [syntax.source], idRule, layer }, [syntax], [], memory)
  return subsetAsFarAsThere(schema, subset)
}

/** TL4004 */
function damaged({ name }: SourceText): Diagnostic {
  return {
    code: 'TL4004',
    severity: 'error',
    message: `${name} is not the schema that the last run has kept, so what has changed since cannot be told`,
    hint: 'bring it back from version control; if you delete it, the changes of this layer are not written down',
  }
}
