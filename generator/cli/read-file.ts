import { readFile } from 'node:fs/promises'
import { relative, resolve, sep } from 'node:path'
import type { Diagnostic, SourceText } from '../diagnostics/diagnostic.js'
import { decodeSource } from '../syntax/decode.js'
import { fileErrorReason } from '../write/file-errors.js'

/** A file as text, or why there is none; bytes that are not UTF-8 are problems of a text that is there. */
export interface ReadResult {
  readonly source?: SourceText
  readonly diagnostics: readonly Diagnostic[]
}

/** A path as messages show it: relative to where the run started, with `/`. */
export function shownPath(cwd: string, path: string): string {
  return (relative(cwd, resolve(cwd, path)) || '.').split(sep).join('/')
}

/** The diagnostics with a path as messages show it. */
export function withShownPath(
  diagnostics: readonly Diagnostic[],
  path: string,
  shown: string,
): readonly Diagnostic[] {
  return diagnostics.map((diagnostic) => {
    const { message, hint } = diagnostic
    return {
      ...diagnostic,
      message: message.replaceAll(path, shown),
      ...(hint !== undefined && { hint: hint.replaceAll(path, shown) }),
    }
  })
}

/** Reads a file of the user, relative to `folder`; TL4001 if that is impossible. */
export async function readSource(cwd: string, path: string, folder: string = cwd): Promise<ReadResult> {
  const full = resolve(folder, path)
  const name = shownPath(cwd, full)
  try {
    return decodeSource(name, await readFile(full))
  } catch (error) {
    const message = `cannot read ${name}: ${fileErrorReason(error)}`
    return { diagnostics: [{ code: 'TL4001', severity: 'error', message }] }
  }
}
