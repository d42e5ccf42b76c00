import { createHash } from 'node:crypto'
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import type { Diagnostic } from '../diagnostics/diagnostic.js'
import type { OutputFile } from '../options.js'
import { cannotWrite, fileErrorReason } from '../write/file-errors.js'
import { readManifest } from '../write/manifest.js'
import { writeOutput } from '../write/write-output.js'

/** The file of a folder that says what its content was made from. */
export const keyFile = 'key.json'
/** How often, and how many milliseconds apart, a folder is tried in that another process is writing. */
const attempts = 100
const pause = 100

function sha256(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex')
}

/** The key of inputs: equal inputs, and the same tlforge, give equal output. */
export function keyOf(inputs: unknown): string {
  return sha256(JSON.stringify(inputs))
}

/** The text of `key.json`. */
export function keyText(key: string): string {
  return `${JSON.stringify({ key })}\n`
}

/** True where a folder was made from these inputs, and every file in it is still what was written. */
export async function isCurrent(folder: string, key: string): Promise<boolean> {
  const text = await readFile(join(folder, keyFile), 'utf8').catch(() => undefined)
  if (text !== keyText(key)) return false
  const { manifest, diagnostics } = await readManifest(folder)
  if (diagnostics.length > 0 || !manifest.has(keyFile)) return false
  const whole = await Promise.all(
    [...manifest].map(async ([path, hash]) => {
      const content = await readFile(join(folder, path)).catch(() => undefined)
      return content !== undefined && sha256(content) === hash
    }),
  )
  return whole.every(Boolean)
}

/**
 * Makes a folder hold these files, `key.json` among them. A folder that is damaged is made anew; one that another
 * process writes, such as a second bundler of the same project, is waited for.
 */
export async function store(
  folder: string,
  key: string,
  files: readonly OutputFile[],
): Promise<readonly Diagnostic[]> {
  const all = [...files, { path: keyFile, text: keyText(key) }]
  for (let attempt = 1; ; attempt += 1) {
    const { diagnostics } = await writeOutput(folder, all)
    if (diagnostics.length === 0 || attempt === attempts) return diagnostics
    const isDamaged = diagnostics.some(({ code }) => code === 'TL4004')
    const isLocked = diagnostics.some(({ message }) => message.startsWith('another run is writing'))
    if (!isDamaged && !isLocked) return diagnostics
    if (isDamaged) await rm(folder, { recursive: true, force: true })
    else await setTimeout(pause)
    if (await isCurrent(folder, key)) return []
  }
}

/** Writes one small file so that no reader sees half of it; nothing is touched where the text is there already. */
export async function storeFile(folder: string, name: string, text: string): Promise<readonly Diagnostic[]> {
  const path = join(folder, name)
  const temporary = `${path}.${process.pid}.tmp`
  try {
    if ((await readFile(path, 'utf8').catch(() => undefined)) === text) return []
    await mkdir(folder, { recursive: true })
    await writeFile(temporary, text)
    await rename(temporary, path)
    return []
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => undefined)
    return [cannotWrite(`cannot write ${path}: ${fileErrorReason(error)}`)]
  }
}
