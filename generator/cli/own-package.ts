import { readdir, readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import type { OutputFile } from '../options.js'

const shape = z.object({ name: z.literal('tlforge'), version: z.string() })

/** What of tlforge's own package a run needs. */
export interface OwnPackage {
  readonly folder: string
  readonly version: string
}

async function readPackage(folder: string): Promise<OwnPackage | undefined> {
  const text = await readFile(join(folder, 'package.json'), 'utf8').catch(() => undefined)
  if (text === undefined) return undefined
  const value: unknown = JSON.parse(text)
  const found = shape.safeParse(value).data
  return found && { folder, version: found.version }
}

/** The package this file belongs to; it is a different number of folders above the sources and above `dist`. */
export async function ownPackage(): Promise<OwnPackage> {
  let folder = dirname(fileURLToPath(import.meta.url))
  for (;;) {
    const found = await readPackage(folder)
    if (found) return found
    const above = dirname(folder)
    if (above === folder) throw new Error('the package.json of tlforge is missing')
    folder = above
  }
}

/** The files of `templates/runtime`, which are copied beside the generated code, and the notice that goes with them. */
export async function runtimeFiles(own: OwnPackage): Promise<OutputFile[]> {
  const folder = join(own.folder, 'templates', 'runtime')
  const names = (await readdir(folder)).filter((name) => /(?<!\.(?:d|test))\.ts$/.test(name)).sort()
  const files = names.map(async (path) => ({ path, text: await readFile(join(folder, path), 'utf8') }))
  const license = { path: 'LICENSE', text: await readFile(join(own.folder, 'LICENSE'), 'utf8') }
  return [license, ...(await Promise.all(files))]
}

/** The script of `templates/package` that generated packages are bundled with. */
export async function bundleScript(own: OwnPackage): Promise<OutputFile> {
  const path = 'bundle.mjs'
  return { path, text: await readFile(join(own.folder, 'templates', 'package', path), 'utf8') }
}
