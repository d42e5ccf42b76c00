import { access, constants, lstat, readFile, realpath, stat } from 'node:fs/promises'
import { dirname, relative, resolve } from 'node:path'
import type { Diagnostic } from '../diagnostics/diagnostic.js'
import { sha256 } from '../render/hash.js'
import { cannotWrite, fileErrorCode, outputKept, refusedWrite } from './file-errors.js'

/** A file of the user, outside of the output folder, that is changed together with the output or not at all. */
export interface OutsideEdit {
  /** Absolute. */
  readonly path: string
  /** The path as messages name it. */
  readonly shown: string
  /** What the file is given, for messages. */
  readonly part: string
  /** Gives the text that the file shall have; the same one where there is nothing to do. */
  readonly edit: (before: string | undefined) => string
}

/** What an edit has come to. */
export interface OutsideChange {
  /** Absolute, and no link. */
  readonly path: string
  readonly shown: string
  readonly part: string
  readonly text: string
  /** Hash of the text that it was made from; nothing where there was no file. */
  readonly before?: string
  /** The permissions that the file has. */
  readonly mode?: number
}

/** The edits that change anything; TL4002 for a file that cannot be read or written. */
export async function planOutside(edits: readonly OutsideEdit[]): Promise<{
  readonly changes: readonly OutsideChange[]
  readonly diagnostics: readonly Diagnostic[]
}> {
  const changes: OutsideChange[] = []
  const diagnostics: Diagnostic[] = []
  for (const { path, shown, part, edit } of edits) {
    try {
      const old = await readOld(path)
      const text = edit(old?.text)
      if (text === old?.text) continue
      const { path: real = path, hash, mode } = old ?? {}
      await access(await nearestFolder(real), constants.W_OK)
      changes.push({
        path: real,
        shown,
        part,
        text,
        ...(hash !== undefined && { before: hash }),
        ...(mode !== undefined && { mode }),
      })
    } catch (error) {
      const what = `cannot add to ${shown}`
      const isText = !(error instanceof NotText)
      diagnostics.push(
        isText ? refusedWrite(what, error, outputKept) : cannotWrite(`${what}: it is not UTF-8`, outputKept),
      )
    }
  }
  return { changes, diagnostics }
}

class NotText extends Error {}

/** The folder that something has to be made in for the file to be there. */
async function nearestFolder(path: string): Promise<string> {
  const above = dirname(path)
  const stats = await stat(above).catch(() => undefined)
  return stats || above === path ? above : nearestFolder(above)
}

interface OldFile {
  readonly path: string
  readonly text: string
  readonly hash: string
  readonly mode: number
}

/** A link is followed, so that it stays one. */
async function readOld(path: string): Promise<OldFile | undefined> {
  try {
    const real = await realpath(path)
    const content = await readFile(real)
    const { mode } = await stat(real)
    return { path: real, text: decode(content), hash: sha256(content), mode: mode & 0o777 }
  } catch (error) {
    if (fileErrorCode(error) !== 'ENOENT') throw error
    // Nothing is written through a link that leads nowhere.
    const link = await lstat(path).catch(() => undefined)
    if (link) throw error
    return undefined
  }
}

function decode(content: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(content)
  } catch {
    throw new NotText()
  }
}

/** A file outside of the output in the journal: where it is from there, and what was there before. */
export interface OutsideMove {
  readonly path: string
  /** Hash of the content before; `null` where there was no file. */
  readonly before: string | null
}

export function outsideMove(folder: string, { path, before }: OutsideChange): OutsideMove {
  return { path: relative(folder, path), before: before ?? null }
}

export function outsidePath(folder: string, { path }: OutsideMove): string {
  return resolve(folder, path)
}

/** True if somebody has changed the file since the new text, which is in `staged`, was made from it. */
export async function isOvertaken(folder: string, move: OutsideMove, staged: string): Promise<boolean> {
  const now = await hashOf(outsidePath(folder, move))
  return now !== move.before && now !== (await hashOf(staged))
}

async function hashOf(path: string): Promise<string | null> {
  try {
    return sha256(await readFile(path))
  } catch (error) {
    if (fileErrorCode(error) !== 'ENOENT') throw error
    return null
  }
}
