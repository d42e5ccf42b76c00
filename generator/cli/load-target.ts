import type { TargetConfig } from '../config.js'
import type { Diagnostic } from '../diagnostics/diagnostic.js'
import type { GenerateOptions, SchemaInput } from '../options.js'
import { ownPackage, runtimeFiles } from './own-package.js'
import { readSource, type ReadResult } from './read-file.js'

/** The options of a run; without them where a file could not be read. */
export interface LoadTargetResult {
  readonly options?: GenerateOptions
  readonly diagnostics: readonly Diagnostic[]
}

/**
 * Reads all that a target needs: schemas, id exceptions, the runtime.
 * @param root The folder that the paths of the target are relative to.
 * @param cwd The folder that messages name files relative to.
 */
export async function loadTarget(target: TargetConfig, root: string, cwd: string): Promise<LoadTargetResult> {
  const read = (path: string): Promise<ReadResult> => readSource(cwd, path, root)
  const own = await ownPackage()
  const schemas: SchemaInput[] = []
  const diagnostics: Diagnostic[] = []
  for (const { name, files, idRule = 'auto', layer } of target.schemas) {
    const results = await Promise.all(files.map(read))
    diagnostics.push(...results.flatMap((result) => result.diagnostics))
    const sources = results.flatMap(({ source }) => (source ? [source] : []))
    schemas.push({ name, sources, idRule, ...(layer !== undefined && { layer }) })
  }
  const exceptions = target.idExceptions === undefined ? undefined : await read(target.idExceptions)
  diagnostics.push(...(exceptions?.diagnostics ?? []))
  // A file that is missing would make errors everywhere else; wrong bytes in a file that is there do not.
  if (diagnostics.some(({ code }) => code === 'TL4001')) return { diagnostics }
  const options: GenerateOptions = {
    schemas,
    main: target.main ?? target.schemas[0]?.name ?? '',
    ...(exceptions?.source && { idExceptions: exceptions.source }),
    ...(target.package && { package: target.package }),
    importExtension: target.importExtension ?? 'js',
    runtime: await runtimeFiles(own),
    version: own.version,
  }
  return { options, diagnostics }
}
