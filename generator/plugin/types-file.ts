import { readFile } from 'node:fs/promises'
import { basename, dirname, relative, sep } from 'node:path'
import type { Diagnostic } from '../diagnostics/diagnostic.js'
import { cannotWrite } from '../write/file-errors.js'
import { generatedBy, header } from '../emit/header.js'
import { storeFile } from './module-store.js'

/** `telegram.d.tl.ts` of `telegram.tl` */
export function typesName(file: string): string {
  return file.replace(/\.tl$/, '.d.tl.ts')
}

/**
 * Writes `telegram.d.tl.ts` beside `telegram.tl`: what TypeScript reads for `import './telegram.tl'` where
 * `allowArbitraryExtensions` is set. A file that somebody else has written stays, and a folder that cannot be written
 * to is no reason to stop a build: both are warnings.
 */
export async function writeTypes(
  file: string,
  entry: string,
  version: string,
): Promise<readonly Diagnostic[]> {
  const folder = dirname(file)
  const name = typesName(basename(file))
  const before = await readFile(`${folder}${sep}${name}`, 'utf8').catch(() => undefined)
  if (before !== undefined && !before.startsWith(generatedBy)) {
    const hint = 'delete it, or set the option `types: false`'
    return [asWarning(cannotWrite(`${name} is not from tlforge and stays as it is`, hint))]
  }
  const path = relative(folder, entry).split(sep).join('/')
  const from = path.startsWith('.') ? path : `./${path}`
  const problems = await storeFile(folder, name, `${header(version)}export * from '${from}'\n`)
  return problems.map(asWarning)
}

function asWarning(diagnostic: Diagnostic): Diagnostic {
  return { ...diagnostic, severity: 'warning' }
}
