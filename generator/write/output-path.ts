/** The list of the files that tlforge wrote, in the output folder itself. */
export const manifestName = '.tlforge.json'

/** The folder, in the output folder as well, that new content is stored in. */
export const stagingName = '.tlforge-staging'

/** Names that Windows keeps for devices, with any ending. */
const deviceName = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i

/**
 * Why a path is no path of an output file, or nothing where it is one: relative, with `/` between its parts, never
 * upwards, and valid on every system. Paths come from names in schemas and options, and from files on the disk.
 */
export function outputPathProblem(path: string): string | undefined {
  if (path === '') return 'is empty'
  if (path === manifestName) return 'is the name of the manifest'
  if (path === stagingName || path.startsWith(`${stagingName}/`)) return 'is where new content is stored'
  if (/[\u0000-\u001f\u007f\\:*?"<>|]/.test(path)) return 'has a character that not every system allows'
  for (const part of path.split('/')) {
    if (part === '' || part === '.' || part === '..') return 'does not stay within the output folder'
    if (deviceName.test(part) || /[. ]$/.test(part)) return `has a part that Windows does not allow: ${part}`
  }
  return undefined
}

/** The folders above a path within the output folder, the outermost first: `a/b/c.ts` → `a`, `a/b`. */
export function foldersAbove(path: string): string[] {
  const parts = path.split('/').slice(0, -1)
  return parts.map((_, index) => parts.slice(0, index + 1).join('/'))
}
