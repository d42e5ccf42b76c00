/** What a bundler of Rollup's family prints of an error: the message, the place, the frame. */
export function shown(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const frame = 'frame' in error ? String(error.frame) : ''
  return `${error.message}\n${placeOf(error)}\n${frame}`
}

function placeOf(error: object): string {
  const loc: unknown = 'loc' in error ? error.loc : undefined
  if (typeof loc !== 'object' || loc === null || !('file' in loc && 'line' in loc && 'column' in loc))
    return ''
  return [loc.file, loc.line, loc.column].join(':')
}
