import type { Diagnostic, DiagnosticNote, SourceText, Span } from '../diagnostics/diagnostic.js'
import { sequenceLengthAt } from './utf8.js'

/** A text made of bytes, and what was wrong with them. */
export interface DecodeResult {
  readonly source: SourceText
  readonly diagnostics: readonly Diagnostic[]
}

/** A file in another encoding is wrong in thousands of places, of which nobody wants to see more than these. */
const mostReported = 10

/**
 * Decodes the bytes of a schema file. Bytes that are not UTF-8 are reported where U+FFFD stands for them
 * in the text, so that the rest of the file is still of use. A byte order mark is dropped.
 */
export function decodeSource(name: string, bytes: Uint8Array): DecodeResult {
  try {
    return {
      source: { name, text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) },
      diagnostics: [],
    }
  } catch (error) {
    if (!(error instanceof TypeError)) throw error
    return decodeWrong(name, bytes)
  }
}

function decodeWrong(name: string, bytes: Uint8Array): DecodeResult {
  const { text, wrong } = replaceWrongBytes(bytes)
  const source: SourceText = { name, text }
  const reported = wrong.slice(0, mostReported)
  const more = wrong.length - reported.length
  const diagnostics = reported.map(({ span, offset, count }, index): Diagnostic => {
    const notes: DiagnosticNote[] = []
    if (more > 0 && index === reported.length - 1) {
      notes.push({ message: `${more} more place${more === 1 ? '' : 's'} in this file` })
    }
    const value = bytes[offset]?.toString(16).padStart(2, '0') ?? ''
    const what = count === 1 ? `the byte 0x${value}` : `the ${count} bytes from 0x${value} on`
    return {
      code: 'TL1008',
      severity: 'error',
      message: `${what} at offset ${offset} ${count === 1 ? 'is' : 'are'} not UTF-8`,
      place: { source, span },
      ...(notes.length > 0 && { notes }),
      hint: 'save the file as UTF-8',
    }
  })
  return { source, diagnostics }
}

/** A run of wrong bytes: its place in the text, its first byte and how many there are. */
interface WrongBytes {
  readonly span: Span
  readonly offset: number
  readonly count: number
}

function replaceWrongBytes(bytes: Uint8Array): {
  readonly text: string
  readonly wrong: readonly WrongBytes[]
} {
  const hasMark = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true })
  const wrong: WrongBytes[] = []
  let text = ''
  let valid = hasMark ? 3 : 0
  for (let at = valid; at < bytes.length;) {
    let length = sequenceLengthAt(bytes, at)
    if (length >= 0) {
      at += length
      continue
    }
    text += decoder.decode(bytes.subarray(valid, at))
    const start = text.length
    const offset = at
    for (; length < 0; length = sequenceLengthAt(bytes, at)) {
      text += '\ufffd'
      at -= length
    }
    wrong.push({ span: { start, end: text.length }, offset, count: at - offset })
    valid = at
  }
  return { text: text + decoder.decode(bytes.subarray(valid)), wrong }
}
