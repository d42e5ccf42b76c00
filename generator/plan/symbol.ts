/** An export of a generated file, for whoever imports it. */
export interface FileSymbol {
  readonly name: string
  /** Path of the file relative to the output folder, without its ending: `api/types/input-peer`. */
  readonly file: string
  /** The namespace of its definition; makes an alias where two imports have one name. */
  readonly namespace: readonly string[]
}

/** The relative module specifier of one file seen from another, with the ending that imports are to have. */
export function specifier(from: string, to: string, extension: 'js' | 'ts' | 'none'): string {
  const fromParts = from.split('/').slice(0, -1)
  const toParts = to.split('/')
  let common = 0
  while (common < fromParts.length && fromParts[common] === toParts[common]) common++
  const up = '../'.repeat(fromParts.length - common)
  const path = (up === '' ? './' : up) + toParts.slice(common).join('/')
  return extension === 'none' ? path : `${path}.${extension}`
}
