import { lstatSync, readFileSync, type Stats } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Diagnostic } from '../diagnostics/diagnostic.js'
import { onceFor } from '../ir/once-for.js'
import type { OutputFile } from '../options.js'
import { isAsKnown, type DiskState } from './disk-state.js'
import { cannotWrite, fileErrorCode, fileErrorReason } from './file-errors.js'
import { fileHash } from './file-hash.js'
import { manifestText, readManifest, type Manifest } from './manifest.js'
import { foldersAbove, manifestName, outputPathProblem } from './output-path.js'

/** What has to happen to an output folder. All lists are sorted as their files were given, `removed` by path. */
export interface WritePlan {
  readonly folder: string
  readonly added: readonly OutputFile[]
  readonly changed: readonly OutputFile[]
  readonly removed: readonly string[]
  readonly unchanged: readonly OutputFile[]
  /** The text of the new manifest, and whether it differs from that on the disk. */
  readonly manifest: string
  readonly manifestChanged: boolean
  /** With an error among them the plan must not be carried out. */
  readonly diagnostics: readonly Diagnostic[]
}

type Found = 'absent' | 'same' | 'ours' | 'foreign' | 'folder'

/** True for a text that begins with the mark of a generated file. */
export function hasGeneratedHeader(content: Uint8Array): boolean {
  const firstLine = new TextDecoder().decode(content.subarray(0, 400)).split('\n', 1)[0] ?? ''
  return /\bgenerated\b.*\btlforge\b|\btlforge\b.*\bdo not edit\b/i.test(firstLine)
}

/**
 * What stands at the place of a file. A symbolic link is never followed. Of thousands of files, waiting for a thread each
 * time would be most of the time.
 */
function look(
  folder: string,
  file: OutputFile,
  { manifest, known }: { readonly manifest: Manifest; readonly known: DiskState },
): Found {
  const path = join(folder, file.path)
  const isOurs = manifest.has(file.path)
  const state = known.get(file.path)
  if (state && isAsKnown(folder, file.path, state)) {
    if (state.hash === fileHash(file)) return 'same'
    if (isOurs) return 'ours'
  }
  try {
    const stats = lstatSync(path, { throwIfNoEntry: false })
    if (!stats) return 'absent'
    if (stats.isDirectory()) return 'folder'
    if (!stats.isFile()) return isOurs ? 'ours' : 'foreign'
    const content = readFileSync(path)
    if (content.equals(Buffer.from(file.text))) return 'same'
    return isOurs || hasGeneratedHeader(content) ? 'ours' : 'foreign'
  } catch (error) {
    const code = fileErrorCode(error)
    // ENOTDIR: a file stands where a folder will be; `blockedFolders` decides about it.
    if (code === 'ENOENT' || code === 'ENOTDIR') return 'absent'
    throw error
  }
}

/** Nothing where that cannot be seen. */
function statsOf(path: string): Stats | undefined {
  try {
    return lstatSync(path, { throwIfNoEntry: false })
  } catch {
    return undefined
  }
}

/** True when the path can be deleted: a file or a link, under folders that are no links. */
function isRemovable(folder: string, path: string): boolean {
  for (const part of [...foldersAbove(path), path]) {
    const stats = statsOf(join(folder, part))
    if (!stats || stats.isDirectory() !== (part !== path)) return false
  }
  return true
}

/** TL4002 for what is no folder where one has to be: a foreign file, or a link that leads who knows where. */
function blockedFolders(
  folder: string,
  files: readonly OutputFile[],
  removed: ReadonlySet<string>,
): Diagnostic[] {
  const needed = new Set(files.flatMap((file) => foldersAbove(file.path)))
  const diagnostics: Diagnostic[] = []
  for (const path of needed) {
    const stats = statsOf(join(folder, path))
    if (!stats || stats.isDirectory() || removed.has(path)) continue
    const what = stats.isSymbolicLink() ? 'a symbolic link' : 'a file'
    diagnostics.push(cannotWrite(`${what} is in the way of the folder ${join(folder, path)}`))
  }
  return diagnostics
}

/** True when the deletes leave nothing of a folder, so that a file can take its place. */
async function becomesEmpty(folder: string, path: string, removed: ReadonlySet<string>): Promise<boolean> {
  const entries = await readdir(join(folder, path), { withFileTypes: true })
  for (const entry of entries) {
    const inner = `${path}/${entry.name}`
    if (!entry.isDirectory()) {
      if (!removed.has(inner)) return false
      continue
    }
    // An empty folder is nobody's that we know of.
    const hasRemoved = [...removed].some((file) => file.startsWith(`${inner}/`))
    if (!hasRemoved || !(await becomesEmpty(folder, inner, removed))) return false
  }
  return true
}

const pathProblem = onceFor(({ path }: OutputFile) => outputPathProblem(path))

function pathProblems(files: readonly OutputFile[]): Diagnostic[] {
  const seen = new Set<string>()
  return files.flatMap((file) => {
    const { path } = file
    // The same path twice is a mistake in the plan of the files, not of the user.
    if (seen.has(path)) throw new Error(`two output files have the path ${path}`)
    seen.add(path)
    const problem = pathProblem(file)
    return problem === undefined ? [] : [cannotWrite(`the output path ${JSON.stringify(path)} ${problem}`)]
  })
}

interface Sorting {
  readonly added: OutputFile[]
  readonly changed: OutputFile[]
  readonly unchanged: OutputFile[]
  readonly diagnostics: Diagnostic[]
}

async function sortFiles(
  folder: string,
  files: readonly OutputFile[],
  before: { readonly manifest: Manifest; readonly known: DiskState },
  removed: ReadonlySet<string>,
): Promise<Sorting> {
  const sorting: Sorting = { added: [], changed: [], unchanged: [], diagnostics: [] }
  // Where case does not matter, deleting `A.ts` deletes an unchanged `a.ts` too, so that has to be written anew.
  const removedLower = new Set([...removed].map((path) => path.toLowerCase()))
  for (const file of files) {
    const found = look(folder, file, before)
    const path = join(folder, file.path)
    if (found === 'same') {
      ;(removedLower.has(file.path.toLowerCase()) ? sorting.changed : sorting.unchanged).push(file)
    } else if (found === 'ours') sorting.changed.push(file)
    else if (found === 'absent') sorting.added.push(file)
    else if (found === 'foreign') sorting.diagnostics.push(foreignFile(path))
    else if (await becomesEmpty(folder, file.path, removed)) sorting.added.push(file)
    else sorting.diagnostics.push(cannotWrite(`a folder is in the way of the file ${path}`))
  }
  return sorting
}

function foreignFile(path: string): Diagnostic {
  return cannotWrite(
    `${path} was not written by tlforge, so it is not overwritten`,
    'move the file away, or choose another output folder',
  )
}

/**
 * Compares the files with the folder and its manifest; nothing is written.
 * @param known Files that need not be read to know what is in them.
 */
export async function planWrites(
  folder: string,
  files: readonly OutputFile[],
  known: DiskState = new Map(),
): Promise<WritePlan> {
  const manifest = manifestText(files)
  const nothing = {
    folder,
    added: [],
    changed: [],
    removed: [],
    unchanged: [],
    manifest,
    manifestChanged: false,
  }
  const invalid = pathProblems(files)
  if (invalid.length > 0) return { ...nothing, diagnostics: invalid }
  const old = await readManifest(folder, known.get(manifestName)?.hash)
  if (old.diagnostics.length > 0) return { ...nothing, diagnostics: old.diagnostics }
  try {
    const paths = new Set(files.map((file) => file.path))
    const removed = new Set<string>()
    for (const path of old.manifest.keys()) {
      if (!paths.has(path) && isRemovable(folder, path)) removed.add(path)
    }
    const blocked = blockedFolders(folder, files, removed)
    const { diagnostics, ...sorted } = await sortFiles(
      folder,
      files,
      { manifest: old.manifest, known },
      removed,
    )
    return {
      ...sorted,
      folder,
      removed: [...removed].sort(),
      manifest,
      manifestChanged: old.text !== manifest,
      diagnostics: [...blocked, ...diagnostics],
    }
  } catch (error) {
    const problem = cannotWrite(`cannot compare the output with ${folder}: ${fileErrorReason(error)}`)
    return { ...nothing, diagnostics: [problem] }
  }
}
