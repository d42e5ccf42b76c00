import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach } from 'vitest'

/** A new folder for each test; `output` is in it, so that its siblings are seen too. */
export function useFolder(): { root: string; output: string } {
  const folder = { root: '', output: '' }
  beforeEach(async () => {
    folder.root = await mkdtemp(join(tmpdir(), 'tlforge-write-'))
    folder.output = join(folder.root, 'out')
  })
  afterEach(() => rm(folder.root, { recursive: true, force: true }))
  return folder
}

/** All files of a folder with their texts, by path. */
export async function contents(folder: string): Promise<Record<string, string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => [])
  const files: [string, string][] = []
  for (const entry of entries) {
    const path = join(entry.parentPath, entry.name)
    const name = path.slice(folder.length + 1)
    if (entry.isDirectory()) files.push([`${name}/`, ''])
    else files.push([name, await readFile(path, 'utf8')])
  }
  return Object.fromEntries(files.sort(([a], [b]) => (a < b ? -1 : 1)))
}

/** Puts files there without tlforge. */
export async function put(folder: string, files: Readonly<Record<string, string>>): Promise<void> {
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true })
    await writeFile(join(folder, path), text)
  }
}

export { outputs } from './outputs.js'
