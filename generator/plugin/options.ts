import { parseConfig, type SchemaConfig, type TargetConfig } from '../config.js'
import type { Diagnostic } from '../diagnostics/diagnostic.js'
import { didYouMean } from '../diagnostics/suggest.js'

/** How a schema is read that no target of the configuration lists. */
export type SchemaDefaults = Omit<SchemaConfig, 'name' | 'files' | 'changes'> &
  Pick<TargetConfig, 'idExceptions'>

/** What the plugin of each bundler takes; all of it may be left out. */
export interface PluginOptions {
  /** The configuration file; by default the nearest `tlforge.config.*` from the root upwards. `false`: none. */
  readonly config?: string | false
  /** For `.tl` files that no target of the configuration lists; paths are relative to the root. */
  readonly schema?: SchemaDefaults
  /** Write `telegram.d.tl.ts` beside an imported `telegram.tl`, so that TypeScript knows its types; the default. */
  readonly types?: boolean
  /** Where the generated modules are kept; by default `node_modules/.cache/tlforge/modules`. */
  readonly cache?: string
  /** The folder that relative paths begin at; by default the bundler's root. */
  readonly root?: string
}

const known = ['config', 'schema', 'types', 'cache', 'root'] as const

/** A target for one file by itself. */
export function targetOf(file: string, { idExceptions, ...schema }: SchemaDefaults = {}): TargetConfig {
  return {
    name: 'file',
    output: 'output',
    schemas: [{ name: 'api', files: [file], ...schema }],
    ...(idExceptions !== undefined && { idExceptions }),
  }
}

/** What is wrong with the options of the call (TL3001, TL3002). */
export function checkOptions(options: PluginOptions): readonly Diagnostic[] {
  const unknown = Object.keys(options).filter((key) => !known.some((name) => name === key))
  const parsed = parseConfig({ targets: [targetOf('x.tl', options.schema)] })
  return [
    ...unknown.map((key): Diagnostic => {
      const hint = didYouMean(key, known)
      const message = `unknown option \`${key}\``
      return { code: 'TL3001', severity: 'error', message, ...(hint !== undefined && { hint }) }
    }),
    ...('diagnostics' in parsed ? parsed.diagnostics.map(inSchemaOption) : []),
  ].map((diagnostic) => ({
    ...diagnostic,
    notes: [{ message: 'in the options of the plugin tlforge' }],
  }))
}

/** The check speaks of a configuration that the user has not written. */
function inSchemaOption(diagnostic: Diagnostic): Diagnostic {
  const message = diagnostic.message.replace(/targets\[0\](?:\.schemas\[0\])?/, 'schema')
  return { ...diagnostic, message }
}
