import type { OutputFile } from '../options.js'
import { sha256 } from '../render/hash.js'

const known = new WeakMap<OutputFile, string>()

/** SHA-256 of a file's text. Of a file that several runs give, it is computed once. */
export function fileHash(file: OutputFile): string {
  if (file.hash !== undefined) return file.hash
  const hash = known.get(file) ?? sha256(file.text)
  known.set(file, hash)
  return hash
}
