import type { Diagnostic } from '../diagnostics/diagnostic.js'
import type { Schema } from '../ir/schema.js'
import { withUnsupported, type UnsupportedDefinition } from '../ir/unsupported.js'
import type { SchemaInput } from '../options.js'
import type { SchemaSyntax } from '../syntax/ast.js'
import { classDocumentation } from '../syntax/docs-comments.js'
import { layerOf } from '../syntax/layer.js'
import type { CheckMemory } from './check-memory.js'
import { checkDuplicates } from './duplicates.js'
import type { IdException } from './id-exceptions.js'
import { detectIdRule } from './ids-rule.js'
import { checkIds, type IdCheckResult, type IdCounts } from './ids.js'
import { checkInhabited } from './inhabited.js'
import { checkLayers } from './layers.js'
import { lowerSchema, type Lowered } from './lower.js'
import { checkMasks } from './masks.js'
import { checkReferences } from './references.js'
import { collectSymbols, type Check, type Symbols } from './symbols.js'

/** A schema after all checks; it is fit to be emitted where there is no error. */
export interface CheckedModule {
  readonly schema: Schema
  readonly counts: IdCounts
  readonly diagnostics: readonly Diagnostic[]
  /** False where references are broken: the schema then says nothing about names and forms. */
  readonly isWhole: boolean
  /** What is right as TL, but has no TypeScript form; empty where the schema is not whole. */
  readonly unsupported: readonly UnsupportedDefinition[]
}

/** The checks that look at the schema as it was written. */
const syntaxChecks: readonly Check[] = [checkReferences, checkMasks, checkDuplicates, checkLayers]

/**
 * Runs every family of checks over the files of one schema, and brings them to the model.
 * @param memory of the runs before, where there are several
 */
export function checkModule(
  input: SchemaInput,
  files: readonly SchemaSyntax[],
  exceptions: readonly IdException[],
  memory?: CheckMemory,
): CheckedModule {
  const { symbols, ids, schema, unsupported } = modelOf(input, files, exceptions, memory)
  const syntaxDiagnostics = syntaxChecks.flatMap((check) => check(symbols, memory))
  const diagnostics = [...syntaxDiagnostics, ...ids.diagnostics]
  // The model of a schema with broken references says nothing about its names and values.
  const isWhole = !syntaxDiagnostics.some(({ severity }) => severity === 'error')
  return {
    schema,
    counts: ids.counts,
    diagnostics: isWhole
      ? [...diagnostics, ...checkInhabited(withUnsupported(schema, unsupported).schema)]
      : diagnostics,
    isWhole,
    unsupported: isWhole ? unsupported : [],
  }
}

interface Model extends Lowered {
  readonly symbols: Symbols
  readonly ids: IdCheckResult
}

/** The model of a schema, whatever may be wrong with it. */
export function modelOf(
  input: SchemaInput,
  files: readonly SchemaSyntax[],
  exceptions: readonly IdException[],
  memory?: CheckMemory,
): Model {
  const symbols = collectSymbols(files, memory?.symbols)
  if (memory) memory.symbols = symbols
  const items = symbols.entries.map(({ item }) => item)
  const rule = input.idRule === 'auto' ? detectIdRule(items) : input.idRule
  const ids = checkIds(symbols.entries, { schema: input.name, rule, exceptions })
  const layer = input.layer ?? layerOfFiles(files)
  const lowered = lowerSchema(symbols, {
    name: input.name,
    ...(layer === undefined ? {} : { layer }),
    ids: ids.ids,
    typeDescriptions: new Map(files.flatMap((file) => [...classDocumentation(file)])),
    ...(memory && { memory }),
  })
  return { ...lowered, symbols, ids }
}

/** The layer that the files of a schema say. */
export function layerOfFiles(files: readonly SchemaSyntax[]): number | undefined {
  return highest(files.flatMap((file) => layerOf(file) ?? []))
}

function highest(layers: readonly number[]): number | undefined {
  return layers.length === 0 ? undefined : Math.max(...layers)
}
