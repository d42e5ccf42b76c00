import { existsSync, realpathSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import type { Diagnostic } from '../diagnostics/diagnostic.js'

/** Where packages that ship a schema have it. */
const knownPlaces = ['tl/api-schema.json', 'tl/api.tl', 'schema.tl', 'api.tl', 'tl/schema.tl']

/** The file of a package, or why there is none. */
export type NpmFile =
  | { readonly kind: 'file'; readonly path: string }
  | { readonly kind: 'failed'; readonly diagnostics: readonly Diagnostic[] }

/**
 * Finds `npm:PACKAGE` or `npm:PACKAGE/path/in/it` in the `node_modules` of a folder or one above it. The files are
 * looked at, not the `exports` of the package, which hide its schema.
 */
export function findInPackage(specifier: string, folder: string): NpmFile {
  const match = /^npm:((?:@[\w.~-]+\/)?[\w.~-]+)(?:\/(.+))?$/.exec(specifier)
  const [, name = '', inner] = match ?? []
  if (!match)
    return failed(
      `${specifier} does not name a package`,
      'npm:@mtcute/core, or npm:PACKAGE/path/to/schema.tl',
    )
  const found = packageFolder(name, folder)
  if (found === undefined)
    return failed(`the package ${name} is not installed`, `npm install --save-dev ${name}`)
  const path = (inner === undefined ? knownPlaces : [inner])
    .map((place) => join(found, place))
    .find(existsSync)
  if (path === undefined || relative(found, path).startsWith('..')) {
    const what = inner === undefined ? 'a schema where tlforge would look for one' : inner
    return failed(`the package ${name} does not have ${what}`, `name its file: npm:${name}/path/to/schema.tl`)
  }
  return { kind: 'file', path }
}

function packageFolder(name: string, folder: string): string | undefined {
  for (let at = folder; ; at = dirname(at)) {
    const candidate = join(at, 'node_modules', name)
    if (existsSync(join(candidate, 'package.json'))) return realpathSync(candidate)
    if (at === dirname(at)) return undefined
  }
}

function failed(message: string, hint: string): NpmFile {
  return { kind: 'failed', diagnostics: [{ code: 'TL4001', severity: 'error', message, hint }] }
}
