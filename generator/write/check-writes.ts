import { structuredPatch } from 'diff'
import { access, readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Diagnostic } from '../diagnostics/diagnostic.js'
import type { OutputFile } from '../options.js'
import { cannotWrite, fileErrorCode, fileErrorReason } from './file-errors.js'
import { journalFile } from './journal.js'
import { manifestText, readManifest, type Manifest } from './manifest.js'
import { manifestName, stagingName } from './output-path.js'
import { planOutside, type OutsideEdit } from './outside-files.js'
import { hasGeneratedHeader } from './plan-writes.js'

/** How many files of each sort are reported one by one. */
const maxReported = 20
/** Lines of the difference shown for a file. */
const maxDiffLines = 12
/** Texts that differ more than this are not compared further: the work grows with the square. */
const maxEdits = 400

/** Folders that tools make within a package, and tlforge itself; what is in them is nobody's leftover. */
const ignoredFolders: ReadonlySet<string> = new Set([
  'node_modules',
  'dist',
  'coverage',
  '.git',
  '.cache',
  stagingName,
])
const ignoredFiles = /^\.DS_Store$|\.(?:log|tgz|tsbuildinfo)$/

/** How a folder differs from what it should hold. */
export interface CheckResult {
  readonly missing: readonly string[]
  readonly changed: readonly string[]
  /** What earlier runs left in the folder. Files of others in it are theirs. */
  readonly stray: readonly string[]
  readonly unchanged: number
  /** TL4003 for each difference. */
  readonly diagnostics: readonly Diagnostic[]
}

async function listFiles(folder: string, path = ''): Promise<string[]> {
  const entries = await readdir(join(folder, path), { withFileTypes: true }).catch((error: unknown) => {
    if (fileErrorCode(error) === 'ENOENT') return []
    throw error
  })
  const lists = entries.map(async (entry): Promise<string[]> => {
    const inner = path === '' ? entry.name : `${path}/${entry.name}`
    if (entry.isDirectory()) return ignoredFolders.has(entry.name) ? [] : listFiles(folder, inner)
    return ignoredFiles.test(entry.name) ? [] : [inner]
  })
  return (await Promise.all(lists)).flat().sort()
}

/** The first lines of the difference as a unified diff without its head. */
function shortDiff(path: string, actual: string, expected: string): string {
  const patch = structuredPatch(path, path, actual, expected, '', '', {
    context: 1,
    maxEditLength: maxEdits,
  })
  if (!patch) return 'most of the file differs'
  const lines = patch.hunks.flatMap(({ oldStart, oldLines, newStart, newLines, lines: body }) => [
    `@@ -${oldStart},${oldLines} +${newStart},${newLines} @@`,
    ...body,
  ])
  const more = lines.length > maxDiffLines ? [`… and ${lines.length - maxDiffLines} more lines`] : []
  return [...lines.slice(0, maxDiffLines), ...more].map((line) => line.slice(0, 200)).join('\n')
}

function differs(message: string, note?: string): Diagnostic {
  const notes = note === undefined ? {} : { notes: [{ message: note }] }
  return { code: 'TL4003', severity: 'error', message, ...notes }
}

function report(
  paths: readonly string[],
  describe: (path: string) => Diagnostic,
  rest: string,
): Diagnostic[] {
  const shown = paths.slice(0, maxReported).map(describe)
  if (paths.length <= maxReported) return shown
  return [...shown, differs(`${paths.length - maxReported} more files ${rest}`)]
}

interface Comparison {
  readonly missing: string[]
  readonly changed: string[]
  readonly actual: Map<string, string>
}

async function compare(
  folder: string,
  files: readonly OutputFile[],
  found: Set<string>,
): Promise<Comparison> {
  const comparison: Comparison = { missing: [], changed: [], actual: new Map() }
  for (const { path, text } of files) {
    if (!found.has(path)) {
      comparison.missing.push(path)
      continue
    }
    const content = await readFile(join(folder, path))
    if (content.equals(Buffer.from(text))) continue
    comparison.changed.push(path)
    if (comparison.changed.length <= maxReported) comparison.actual.set(path, content.toString('utf8'))
  }
  return comparison
}

/** The files that are ours, by the manifest or their first line: `regenerate` leaves all others alone, too. */
async function leftovers(folder: string, paths: readonly string[], manifest: Manifest): Promise<string[]> {
  const found: string[] = []
  for (const path of paths) {
    if (manifest.has(path) || (await isGenerated(join(folder, path)))) found.push(path)
  }
  return found
}

/** A link to nowhere, or a file that may not be read, is none of ours. */
async function isGenerated(path: string): Promise<boolean> {
  const content = await readFile(path).catch(() => undefined)
  return content !== undefined && hasGeneratedHeader(content)
}

function leftover(path: string, isListed: boolean): Diagnostic {
  const problem = differs(`${path} is left over: an earlier run has generated it`)
  // Nothing is deleted that the manifest does not list.
  return isListed ? problem : { ...problem, hint: 'delete it, or its first line if it is yours now' }
}

function interruption(folder: string): Diagnostic {
  const hint = 'nothing is lost: tlforge regenerate completes it'
  return { ...differs(`the last run into ${folder} was interrupted`), hint }
}

async function isInterrupted(folder: string): Promise<boolean> {
  return access(journalFile(folder)).then(
    () => true,
    () => false,
  )
}

/** Compares a folder with what it should hold, for `--check`; nothing is written. */
export async function checkWrites(
  folder: string,
  files: readonly OutputFile[],
  edits: readonly OutsideEdit[] = [],
): Promise<CheckResult> {
  try {
    const all = [...files, { path: manifestName, text: manifestText(files) }]
    const expected = new Map(all.map((file) => [file.path, file.text]))
    const found = await listFiles(folder)
    const { missing, changed, actual } = await compare(folder, all, new Set(found))
    const { manifest } = await readManifest(folder)
    const unexpected = found.filter((path) => !expected.has(path))
    const stray = await leftovers(folder, unexpected, manifest)
    const interrupted = await isInterrupted(folder)
    const outside = await planOutside(edits)
    const diff = (path: string): string => shortDiff(path, actual.get(path) ?? '', expected.get(path) ?? '')
    const changedText = (path: string): string => `${join(folder, path)} differs from what the schema gives`
    const diagnostics = [
      ...(interrupted ? [interruption(folder)] : []),
      ...report(missing, (path) => differs(`${join(folder, path)} is missing`), 'are missing'),
      ...report(changed, (path) => differs(changedText(path), diff(path)), 'differ'),
      ...report(stray, (path) => leftover(join(folder, path), manifest.has(path)), 'are left over'),
      ...outside.diagnostics,
      ...outside.changes.map(({ shown, part }) => differs(`${shown} does not have ${part}`)),
    ]
    return { missing, changed, stray, unchanged: all.length - missing.length - changed.length, diagnostics }
  } catch (error) {
    const problem = cannotWrite(`cannot compare the output with ${folder}: ${fileErrorReason(error)}`)
    return { missing: [], changed: [], stray: [], unchanged: 0, diagnostics: [problem] }
  }
}
