import { readdir } from 'node:fs/promises'
import { join, posix, sep } from 'node:path'
import type { Diagnostic } from '../diagnostics/diagnostic.js'
import type { DescriptionsFile, DescriptionsKind } from '../options.js'
import type { ReadResult } from './read-file.js'

/** The descriptions of a target, by the name of the schema that they are about. */
export interface LoadedDescriptions {
  readonly bySchema: ReadonlyMap<string, readonly DescriptionsFile[]>
  readonly diagnostics: readonly Diagnostic[]
}

const kinds: ReadonlyMap<string, DescriptionsKind> = new Map([
  ['constructors', 'constructors'],
  ['methods', 'methods'],
  ['types', 'types'],
])

/**
 * Reads all YAML files of a folder of descriptions, sorted by path. A folder with the name of a schema is about that
 * schema, all else about the main one; a folder `methods`, `constructors` or `types` says what its files are about.
 */
export async function loadDescriptions(
  folder: string,
  schemas: { readonly names: readonly string[]; readonly main: string },
  root: string,
  read: (path: string) => Promise<ReadResult>,
): Promise<LoadedDescriptions> {
  const names = await readdir(join(root, folder), { recursive: true }).catch(() => undefined)
  // Reading the folder itself says what is wrong with it.
  if (!names) return { bySchema: new Map(), diagnostics: (await read(folder)).diagnostics }
  const bySchema = new Map<string, DescriptionsFile[]>()
  const diagnostics: Diagnostic[] = []
  const paths = names.map((name) => name.split(sep).join('/')).filter((name) => /\.ya?ml$/.test(name))
  const files = paths.sort().map(async (path) => ({ path, result: await read(posix.join(folder, path)) }))
  for (const { path, result } of await Promise.all(files)) {
    diagnostics.push(...result.diagnostics)
    if (!result.source) continue
    const folders = path.split('/').slice(0, -1)
    const schema = schemas.names.find((name) => name === folders[0]) ?? schemas.main
    const kind = folders.flatMap((name) => kinds.get(name) ?? [])[0]
    const file = { source: result.source, ...(kind && { kind }) }
    bySchema.set(schema, [...(bySchema.get(schema) ?? []), file])
  }
  return { bySchema, diagnostics }
}
