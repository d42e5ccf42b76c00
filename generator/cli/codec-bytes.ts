import { readFile, stat } from 'node:fs/promises'
import { resolve } from 'node:path'
import type { Diagnostic } from '../diagnostics/diagnostic.js'
import { fileErrorReason } from '../write/file-errors.js'
import { shownPath } from './read-file.js'
import { UsageError, type Terminal } from './terminal.js'

/** How bytes are written. */
export type BytesForm = 'hex' | 'base64' | 'raw'

/** No message of any protocol comes near it, and a tree takes much more memory than its bytes. */
const maxBytes = 64 * 1024 * 1024

/** Bytes, or why there are none. */
export type BytesResult =
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array }
  | { readonly kind: 'failed'; readonly diagnostics: readonly Diagnostic[] }

/**
 * The bytes that an argument means: `-` is stdin, then the name of a file, then hexadecimal digits, then base64. What
 * is in a file or comes from stdin is the bytes themselves, unless `form` says otherwise.
 */
export async function readBytes(
  terminal: Terminal,
  input: string,
  form: BytesForm | undefined,
): Promise<BytesResult> {
  if (input === '-') return decodeContent(await terminal.readStdin(), form ?? 'raw', 'stdin')
  const path = resolve(terminal.cwd, input)
  const stats = form === 'hex' || form === 'base64' ? undefined : await stat(path).catch(() => undefined)
  if (stats?.isFile() === true || form === 'raw') {
    try {
      if (stats && stats.size > maxBytes) return tooLarge(shownPath(terminal.cwd, path))
      return decodeContent(await readFile(path), 'raw', input)
    } catch (error) {
      return failed(`cannot read ${shownPath(terminal.cwd, path)}: ${fileErrorReason(error)}`)
    }
  }
  const bytes = form === undefined ? (fromHex(input) ?? fromBase64(input)) : fromText(input, form)
  if (bytes) return { kind: 'bytes', bytes }
  const expected = form === undefined ? 'a file, hexadecimal digits or base64' : form
  throw new UsageError(`the argument is not ${expected}`, 'a file is named relative to the working directory')
}

function decodeContent(content: Uint8Array, form: BytesForm, name: string): BytesResult {
  if (content.length > maxBytes) return tooLarge(name)
  if (form === 'raw') return { kind: 'bytes', bytes: content }
  const bytes = fromText(Buffer.from(content).toString('latin1'), form)
  if (bytes) return { kind: 'bytes', bytes }
  throw new UsageError(`what ${name} has is not ${form}`)
}

function fromText(text: string, form: 'hex' | 'base64'): Uint8Array | undefined {
  return form === 'hex' ? fromHex(text) : fromBase64(text)
}

/** `0x` before them and white space between them are fine. */
function fromHex(text: string): Uint8Array | undefined {
  const digits = text.replace(/^\s*0x/i, '').replace(/\s/g, '')
  const isHex = digits.length % 2 === 0 && /^[0-9a-f]*$/i.test(digits)
  return isHex ? Uint8Array.from(Buffer.from(digits, 'hex')) : undefined
}

/** Either alphabet, with or without padding. */
function fromBase64(text: string): Uint8Array | undefined {
  const letters = text.replace(/\s/g, '')
  const isBase64 = /^[A-Za-z0-9+/_-]*={0,2}$/.test(letters) && letters.replace(/=+$/, '').length % 4 !== 1
  return isBase64 ? Uint8Array.from(Buffer.from(letters, 'base64')) : undefined
}

function tooLarge(name: string): BytesResult {
  return failed(`${name} has more than ${String(maxBytes / 1024 / 1024)} MiB`)
}

function failed(message: string): BytesResult {
  return { kind: 'failed', diagnostics: [{ code: 'TL4001', severity: 'error', message }] }
}
