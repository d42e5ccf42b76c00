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

/** TL4002 */
export function cannotWrite(message: string, hint?: string): Diagnostic {
  return { code: 'TL4002', severity: 'error', message, ...(hint !== undefined && { hint }) }
}
