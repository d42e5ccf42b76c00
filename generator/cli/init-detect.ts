import { existsSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { readSource } from './read-file.js'

/** What a folder says of the configuration that it needs. */
export interface Detected {
  /** TL files, relative to the folder, with `/`, sorted. */
  readonly schemas: readonly string[]
  readonly output: string
  /** Set where the compiler options of the folder ask for something else than the default. */
  readonly importExtension?: 'ts'
}

/** Folders whose schemas belong to somebody else. */
const skipped = new Set(['node_modules', 'dist', 'build', 'coverage'])
/** So deep TL files are looked for, and so many folders at most: a home folder has no end. */
const maxDepth = 4
const maxFolders = 2000

/** Looks for schemas, a folder for sources, and the options of the compiler. */
export async function detect(cwd: string): Promise<Detected> {
  const extension = await importExtensionOf(cwd)
  return {
    schemas: await findSchemas(cwd),
    output: existsSync(join(cwd, 'src')) ? 'src/tl' : 'generated',
    ...(extension && { importExtension: extension }),
  }
}

async function findSchemas(cwd: string): Promise<readonly string[]> {
  const found: string[] = []
  let folders = ['']
  let looked = 0
  for (let depth = 0; depth < maxDepth && folders.length > 0; depth++) {
    const below: string[] = []
    for (const folder of folders) {
      if (++looked > maxFolders) break
      const entries = await readdir(join(cwd, folder), { withFileTypes: true }).catch(() => [])
      for (const entry of entries) {
        const path = folder === '' ? entry.name : `${folder}/${entry.name}`
        if (entry.isFile() && entry.name.endsWith('.tl')) found.push(path)
        else if (entry.isDirectory() && !entry.name.startsWith('.') && !skipped.has(entry.name))
          below.push(path)
      }
    }
    folders = below
  }
  return found.sort()
}

const tsconfigShape = z.object({
  config: z.object({ compilerOptions: z.record(z.string(), z.unknown()) }),
})

/** Where the compiler lets files name each other by `.ts`, such as for Node without a build, they should. */
async function importExtensionOf(cwd: string): Promise<'ts' | undefined> {
  if (!existsSync(join(cwd, 'tsconfig.json'))) return undefined
  const { source } = await readSource(cwd, 'tsconfig.json')
  if (!source) return undefined
  const { ts } = await import('ts-morph')
  const parsed = ts.parseConfigFileTextToJson(source.name, source.text)
  const options = tsconfigShape.safeParse(parsed).data?.config.compilerOptions ?? {}
  const has = (name: string): boolean => options[name] === true
  return has('allowImportingTsExtensions') || has('rewriteRelativeImportExtensions') ? 'ts' : undefined
}
