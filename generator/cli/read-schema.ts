import { decodeSource } from '../syntax/decode.js'
import { fetchBytes } from './fetch-text.js'
import { findInPackage } from './npm-schema.js'
import { readSource, type ReadResult } from './read-file.js'
import type { Terminal } from './terminal.js'

/**
 * Reads a schema, wherever it is and whatever it is written in: a file, `npm:PACKAGE`, or a URL; TL, Telegram's JSON
 * or mtcute's. The result is TL.
 * @param folder what a file and a package are looked for from
 */
export async function readSchema(
  { cwd }: Pick<Terminal, 'cwd'>,
  name: string,
  folder: string = cwd,
): Promise<ReadResult> {
  const read = await readAnywhere(cwd, name, folder)
  if (!read.source || !/^\s*[{[]/.test(read.source.text)) return read
  // Loaded here: of most schemas it is not needed.
  const { importSchemaFile } = await import('../import/schema-file.js')
  const { source, diagnostics } = importSchemaFile(read.source)
  return { source, diagnostics: [...read.diagnostics, ...diagnostics] }
}

async function readAnywhere(cwd: string, name: string, folder: string): Promise<ReadResult> {
  if (/^https?:\/\//i.test(name)) {
    const fetched = await fetchBytes(name)
    return fetched.kind === 'failed' ? fetched : decodeSource(name, fetched.bytes)
  }
  if (!name.startsWith('npm:')) return readSource(cwd, name, folder)
  const found = findInPackage(name, folder)
  if (found.kind === 'failed') return found
  const { source, diagnostics } = await readSource(cwd, found.path)
  return { diagnostics, ...(source && { source: { ...source, name } }) }
}
