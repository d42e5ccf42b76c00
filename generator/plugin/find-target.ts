import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { basename, relative, resolve, sep } from 'node:path'
import { loadConfig, type LoadedConfig } from '../cli/load-config.js'
import type { SchemaConfig, TargetConfig } from '../config.js'
import type { Diagnostic } from '../diagnostics/diagnostic.js'
import { targetOf, type PluginOptions } from './options.js'

/** How a `.tl` file is generated, and where that is written down. */
export interface FoundTarget {
  readonly target: TargetConfig
  readonly schema: SchemaConfig
  /** The folder that paths of the target are relative to. */
  readonly root: string
  /** The folder of the generated module: the name of the file, and a hash that tells files of one name apart. */
  readonly folder: string
  /** All files whose change may change the output. */
  readonly watched: readonly string[]
}

export type FindResult =
  | { readonly kind: 'found'; readonly found: FoundTarget }
  | {
      readonly kind: 'failed'
      readonly diagnostics: readonly Diagnostic[]
      readonly watched: readonly string[]
    }

/** Finds the target that lists a file; the configuration is loaded again only where its text has changed. */
export function createFinder(root: string, options: PluginOptions): (file: string) => Promise<FindResult> {
  let known: { readonly loaded: LoadedConfig; readonly text: string } | undefined

  async function config(): Promise<Awaited<ReturnType<typeof loadConfig>> | undefined> {
    if (options.config === false) return undefined
    if (known && (await readText(known.loaded.file)) === known.text) {
      return { kind: 'loaded', loaded: known.loaded }
    }
    known = undefined
    const result = await loadConfig(root, options.config)
    if (result.kind === 'loaded') {
      known = { loaded: result.loaded, text: await readText(result.loaded.file) }
    } else if (options.config === undefined && isMissing(result.diagnostics)) {
      return undefined
    }
    return result
  }

  return async (file) => {
    const result = await config()
    if (result?.kind === 'failed') {
      const watched =
        options.config === undefined || options.config === false ? [] : [resolve(root, options.config)]
      return { kind: 'failed', diagnostics: result.diagnostics, watched }
    }
    return { kind: 'found', found: findIn(result?.loaded, file, root, options) }
  }
}

async function readText(path: string): Promise<string> {
  return readFile(path, 'utf8').catch(() => '')
}

/** No configuration is no mistake here. */
function isMissing(diagnostics: readonly Diagnostic[]): boolean {
  return diagnostics.some(({ message }) => message.startsWith('no tlforge.config'))
}

function findIn(
  loaded: LoadedConfig | undefined,
  file: string,
  root: string,
  options: PluginOptions,
): FoundTarget {
  for (const target of loaded?.config.targets ?? []) {
    const from = loaded?.root ?? root
    const schema = target.schemas.find(({ files }) => files.some((one) => resolve(from, one) === file))
    if (schema && loaded) return describe(target, schema, from, [loaded.file])
  }
  const target = targetOf(slashes(relative(root, file)), options.schema)
  const [schema] = target.schemas
  if (!schema) throw new Error('a target without a schema')
  return describe(target, schema, root, loaded ? [loaded.file] : [])
}

function describe(
  target: TargetConfig,
  schema: SchemaConfig,
  root: string,
  watched: readonly string[],
): FoundTarget {
  const paths = [
    ...schema.files,
    ...(schema.errors ?? []),
    ...(target.idExceptions === undefined ? [] : [target.idExceptions]),
  ]
  const hash = createHash('sha256').update(JSON.stringify([target.name, schema.name, schema.files]))
  const name = basename(schema.files[0] ?? schema.name)
    .replace(/\.tl$/, '')
    .replace(/[^\w.-]/g, '-')
  return {
    target: { ...target, schemas: [schema], main: schema.name },
    schema,
    root,
    folder: `${name}-${hash.digest('hex').slice(0, 8)}`,
    watched: [...paths.map((path) => resolve(root, path)), ...watched],
  }
}

function slashes(path: string): string {
  return path.split(sep).join('/')
}
