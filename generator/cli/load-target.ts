import { readdir } from 'node:fs/promises'
import { join, posix } from 'node:path'
import type { CopyConfig, SchemaConfig, TargetConfig } from '../config.js'
import type { Diagnostic, SourceText } from '../diagnostics/diagnostic.js'
import type { CopiedFolder, GenerateOptions, SchemaInput, SubsetOptions } from '../options.js'
import { loadDescriptions } from './load-descriptions.js'
import { bundleScript, ownPackage, runtimeFiles } from './own-package.js'
import { readSource, type ReadResult } from './read-file.js'
import { readSchema } from './read-schema.js'

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
  const readTl = (path: string): Promise<ReadResult> => readSchema({ cwd }, path, root)
  const own = await ownPackage()
  const schemas: SchemaInput[] = []
  const diagnostics: Diagnostic[] = []
  const readAll = async (paths: readonly string[], by = read): Promise<readonly SourceText[]> => {
    const results = await Promise.all(paths.map(by))
    diagnostics.push(...results.flatMap((result) => result.diagnostics))
    return results.flatMap(({ source }) => (source ? [source] : []))
  }
  for (const schema of target.schemas) {
    const { name, files, idRule = 'auto', layer, errors, errorNames = target.enums } = schema
    const subset = subsetOf(schema)
    schemas.push({
      name,
      sources: await readAll(files, readTl),
      idRule,
      ...(layer !== undefined && { layer }),
      ...(errors && { errors: await readAll(errors) }),
      ...(errorNames && { errorNames }),
      ...(subset && { subset }),
    })
  }
  const main = target.main ?? target.schemas[0]?.name ?? ''
  const names = schemas.map(({ name }) => name)
  const descriptions =
    target.docs === undefined ? undefined : await loadDescriptions(target.docs, { names, main }, root, read)
  diagnostics.push(...(descriptions?.diagnostics ?? []))
  const exceptions = target.idExceptions === undefined ? undefined : await read(target.idExceptions)
  diagnostics.push(...(exceptions?.diagnostics ?? []))
  const license = target.package?.licenseFile
  const [licenseText] = license === undefined ? [] : await readAll([license])
  const copies: CopiedFolder[] = []
  for (const copy of target.copies ?? []) {
    const result = await readCopies(copy, target.output, root, read)
    diagnostics.push(...result.diagnostics)
    copies.push(result.folder)
  }
  // A file that is missing would make errors everywhere else; wrong bytes in a file that is there do not.
  if (diagnostics.some(({ code }) => code === 'TL4001' || code === 'TL4007')) return { diagnostics }
  const options: GenerateOptions = {
    schemas: schemas.map((schema) => {
      const files = descriptions?.bySchema.get(schema.name)
      return files ? { ...schema, descriptions: files } : schema
    }),
    main,
    ...(exceptions?.source && { idExceptions: exceptions.source }),
    ...(target.package && {
      package: { ...target.package, ...(licenseText && { licenseText: licenseText.text }) },
      bundle: await bundleScript(own),
    }),
    importExtension: target.importExtension ?? 'js',
    runtime: await runtimeFiles(own),
    ...(copies.length > 0 && { copies }),
    ...formOf(target),
    version: own.version,
  }
  return { options, diagnostics }
}

/** Which part of a schema is wanted; undefined for the whole. */
function subsetOf({ include, exclude, outside }: SchemaConfig): SubsetOptions | undefined {
  if (!include && !exclude) return undefined
  return { ...(include && { include }), ...(exclude && { exclude }), ...(outside && { outside }) }
}

/** The options about how the code looks. */
function formOf(target: TargetConfig): Partial<GenerateOptions> {
  const { long, longFields, runtime, classPrefix, layout, documentation } = target
  return {
    ...(long && { long }),
    ...(longFields && { longFields }),
    ...(runtime && { runtimeFrom: runtime }),
    ...(classPrefix !== undefined && { classPrefix }),
    ...(layout && { layout }),
    ...(documentation !== undefined && { documentation }),
  }
}

interface ReadCopies {
  readonly folder: CopiedFolder
  readonly diagnostics: readonly Diagnostic[]
}

/** The files of a folder that goes into the output, with their imports of the output made to fit there. */
async function readCopies(
  { from, to, entries = [] }: CopyConfig,
  output: string,
  root: string,
  read: (path: string) => Promise<ReadResult>,
): Promise<ReadCopies> {
  const names = await readdir(join(root, from)).catch(() => undefined)
  // Reading the folder itself says what is wrong with it.
  if (!names) return { folder: { to, files: [], entries }, diagnostics: (await read(from)).diagnostics }
  const wanted = names.filter((name) => /(?<!\.(?:d|test))\.ts$/.test(name)).sort()
  const results = await Promise.all(wanted.map((name) => read(posix.join(from, name))))
  const outside = `'${posix.relative(from, output)}/`
  const files = results.flatMap(({ source }, at) =>
    source ? [{ path: wanted[at] ?? '', text: source.text.replaceAll(outside, "'../") }] : [],
  )
  return { folder: { to, files, entries }, diagnostics: results.flatMap((result) => result.diagnostics) }
}
