import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { basename, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** What makes text of a schema besides tlforge itself. */
const tools = ['prettier/package.json', 'ts-morph/package.json']

let identity: Promise<string> | undefined

/**
 * A hash of tlforge's own code and of the tools behind it. It is part of every key of every cache: after an update, or
 * a change in a working copy, nothing that was made before is found.
 */
export function buildIdentity(): Promise<string> {
  identity ??= computeIdentity()
  return identity
}

async function computeIdentity(): Promise<string> {
  const own = dirname(fileURLToPath(import.meta.url))
  // A bundled program has all its files in one folder.
  const root = basename(own) === 'render' ? dirname(own) : own
  const names = await readdir(root, { recursive: true, withFileTypes: true })
  const code = names
    .filter((entry) => entry.isFile() && /(?<!\.d)\.[jt]s$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
  const { resolve } = createRequire(import.meta.url)
  const hash = createHash('sha256')
  const contents = await Promise.all(
    [...code, ...tools.map((tool) => resolve(tool))].map((path) => readFile(path)),
  )
  for (const content of contents) hash.update(String(content.length)).update(':').update(content)
  return hash.digest('hex')
}
