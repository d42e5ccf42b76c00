import { createJiti, type TransformOptions } from 'jiti'
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { randomUUID } from 'node:crypto'
import { dirname, join } from 'node:path'
import { defineConfig } from '../config.js'
import { sha256 } from '../render/hash.js'

/** Does the work where nothing is known of a file. */
const plain = createJiti(import.meta.url, { fsCache: false, moduleCache: false })

/** The folder for what is kept between runs of a configuration: in the nearest `node_modules`, if there is one. */
function cacheOf(file: string): string | undefined {
  for (let folder = dirname(file); ; folder = dirname(folder)) {
    const modules = join(folder, 'node_modules')
    if (existsSync(modules)) return join(modules, '.cache', 'tlforge', 'config')
    if (folder === dirname(folder)) return undefined
  }
}

/**
 * Loads a configuration that is a module, or nothing of it from memory: a run reads one configuration. The compiled
 * text of each file is kept, since loading the compiler takes longer than all the rest of a run with nothing to do.
 */
export function loadModule(path: string): Promise<unknown> {
  const cache = cacheOf(path)
  const transform = (options: TransformOptions): { code: string } => ({ code: compile(options, cache) })
  const jiti = createJiti(import.meta.url, {
    fsCache: false,
    moduleCache: false,
    ...(cache !== undefined && { transform }),
    // Where tlforge is not installed, such as under npx, the configuration has what it needs all the same.
    ...(!hasTlforge(path) && { virtualModules: { tlforge: { defineConfig } } }),
  })
  return jiti.import(path, { default: true })
}

function hasTlforge(path: string): boolean {
  try {
    createRequire(path).resolve('tlforge')
    return true
  } catch {
    return false
  }
}

function compile(options: TransformOptions, cache: string | undefined): string {
  if (cache === undefined) return plain.transform(options)
  const file = join(cache, sha256(JSON.stringify([jitiPackage(), options])))
  const known = readChecked(file)
  if (known !== undefined) return known
  const code = plain.transform(options)
  // A mistake in the file is told by code that throws; it is not worth keeping.
  if (!code.includes('__JITI_ERROR__')) writeChecked(file, code)
  return code
}

/** The text of the compiler's package.json: with its version, another name for all that it has compiled. */
function jitiPackage(): string {
  return readFileSync(createRequire(import.meta.url).resolve('jiti/package.json'), 'utf8')
}

/** The first line is the hash of the rest; a damaged file is as good as none. */
function readChecked(file: string): string | undefined {
  try {
    const content = readFileSync(file, 'utf8')
    const end = content.indexOf('\n')
    const code = content.slice(end + 1)
    return content.slice(0, end) === sha256(code) ? code : undefined
  } catch {
    return undefined
  }
}

/** A cache that cannot be written costs time only. */
function writeChecked(file: string, code: string): void {
  const temporary = `${file}.${randomUUID()}`
  try {
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(temporary, `${sha256(code)}\n${code}`)
    renameSync(temporary, file)
  } catch {
    rmSync(temporary, { force: true })
  }
}
