import type { Diagnostic } from '../diagnostics/diagnostic.js'

const reasons: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  EPERM: 'the operation is not permitted',
  EROFS: 'the file system is read-only',
  ENOSPC: 'no space is left on the disk',
  EDQUOT: 'the disk quota is used up',
  ENOENT: 'there is no such file or folder',
  ENOTDIR: 'a part of the path is no folder',
  EISDIR: 'it is a folder',
  EBUSY: 'it is in use',
  EMFILE: 'too many files are open',
  ENAMETOOLONG: 'the name is too long',
}

/** The code of an error of the file system, such as `ENOENT`; nothing for any other error. */
export function fileErrorCode(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && 'syscall' in error && typeof error.code === 'string'
    ? error.code
    : undefined
}

/** What went wrong, for people. An error that does not come from the file system is a broken invariant: thrown. */
export function fileErrorReason(error: unknown): string {
  const code = fileErrorCode(error)
  if (code === undefined) throw error
  return reasons[code] ?? code
}

const remedies: Readonly<Record<string, string>> = {
  EACCES: 'make it writable, then run tlforge again',
  EPERM: 'make it writable, then run tlforge again',
  EROFS: 'make it writable, then run tlforge again',
  ENOSPC: 'make room, then run tlforge again',
  EDQUOT: 'make room, then run tlforge again',
}

/** TL4002 for what the file system does not do: why, what is as before, and what to do. */
export function refusedWrite(what: string, error: unknown, kept: string): Diagnostic {
  const remedy = remedies[fileErrorCode(error) ?? '']
  const hint = remedy === undefined ? kept : `${kept}; ${remedy}`
  return cannotWrite(`${what}: ${fileErrorReason(error)}`, hint)
}

export const outputKept = 'the old output has not been touched'
export const fileKept = 'the old file has not been touched'

/** TL4002 */
export function cannotWrite(message: string, hint?: string): Diagnostic {
  return { code: 'TL4002', severity: 'error', message, ...(hint !== undefined && { hint }) }
}
