import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import type { Diagnostic } from '../diagnostics/diagnostic.js'
import { onceFor } from '../ir/once-for.js'
import type { OutputFile } from '../options.js'
import { cannotWrite, fileErrorCode, fileErrorReason } from './file-errors.js'
import { sha256 } from '../render/hash.js'
import { fileHash } from './file-hash.js'
import { manifestName, outputPathProblem } from './output-path.js'

/** What tlforge wrote into a folder: the paths with the SHA-256 of the texts. No date: it is committed. */
export type Manifest = ReadonlyMap<string, string>

const shape = z.object({
  version: z.literal(1),
  files: z.record(
    z.string().refine((path) => outputPathProblem(path) === undefined, 'no path of an output file'),
    z.string().regex(/^[0-9a-f]{64}$/),
  ),
})

const rowOf = onceFor((file: OutputFile) => `    ${JSON.stringify(file.path)}: "${fileHash(file)}"`)

/** The text of `.tlforge.json` for these files, sorted by code unit. Rows of files that several runs give are kept. */
export const manifestText = onceFor((files: readonly OutputFile[]): string => {
  const sorted = [...files].sort((a, b) => (a.path < b.path ? -1 : 1))
  const rows = sorted.map(rowOf).join(',\n')
  return `{\n  "version": 1,\n  "files": ${rows === '' ? '{}' : `{\n${rows}\n  }`}\n}\n`
})

/**
 * Reads the manifest of an output folder: empty where there is none, TL4004 where it is damaged.
 * @param known SHA-256 of a text that was written here
 */
export async function readManifest(
  folder: string,
  known?: string,
): Promise<{
  readonly manifest: Manifest
  readonly text?: string
  readonly diagnostics: readonly Diagnostic[]
}> {
  const none: Manifest = new Map()
  const file = join(folder, manifestName)
  let text: string
  try {
    text = await readFile(file, 'utf8')
  } catch (error) {
    const code = fileErrorCode(error)
    if (code === 'ENOENT') return { manifest: none, diagnostics: [] }
    const problem = cannotWrite(`cannot read ${file}: ${fileErrorReason(error)}`)
    return { manifest: none, diagnostics: [problem] }
  }
  const files = parseManifest(text, sha256(text) === known)
  if (files) return { manifest: new Map(Object.entries(files)), text, diagnostics: [] }
  const problem: Diagnostic = {
    code: 'TL4004',
    severity: 'error',
    message: `${file} is damaged: tlforge cannot know which files of the folder are its own`,
    hint: `bring it back from version control, or delete the folder and generate it anew`,
  }
  return { manifest: none, text, diagnostics: [problem] }
}

function parseManifest(text: string, isOwn: boolean): Readonly<Record<string, string>> | undefined {
  try {
    const value: unknown = JSON.parse(text)
    // To look at each of its paths takes a while.
    return isOwn && isManifest(value) ? value.files : shape.safeParse(value).data?.files
  } catch {
    return undefined
  }
}

/** The rest is what was written. */
function isManifest(value: unknown): value is z.infer<typeof shape> {
  return typeof value === 'object' && value !== null && 'files' in value
}
