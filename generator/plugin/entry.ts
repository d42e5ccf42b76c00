import { header } from '../emit/header.js'
import type { OutputFile } from '../options.js'

/** What stands beside the names of the schema, by the file of the module that has it. */
const extras: readonly (readonly [name: string, file: string, statement: string])[] = [
  ['json', 'json.js', `export { json } from './json.js'`],
  ['registry', 'registry.js', `export { registry } from './registry.js'`],
  ['layers', 'layers.js', `export * as layers from './layers.js'`],
  ['errors', 'errors/index.js', `export * as errors from './errors/index.js'`],
  ['runtime', '', `export * as runtime from '../runtime/index.js'`],
]

/** The namespaces that an index exports, by name: `messages` is `./namespaces/messages.js`. */
export function namespacesOf(index: string): ReadonlyMap<string, string> {
  const found = index.matchAll(/^export \* as ([\w$]+) from ['"]([^'"]+)['"]/gm)
  return new Map([...found].map(([, name = '', path = '']) => [name, path]))
}

/**
 * What `./telegram.tl` exports: the schema's names, and `json`, `registry`, `layers`, `errors` and `runtime`, but for
 * those that the schema has namespaces of the same name for.
 */
export function entryFile(module: readonly OutputFile[], version: string): readonly OutputFile[] {
  const index = module.find(({ path }) => path === 'index.js')?.text ?? ''
  const taken = namespacesOf(index)
  const added = extras.flatMap(([name, file, statement]) =>
    taken.has(name) || (file !== '' && !module.some(({ path }) => path === file)) ? [] : [statement],
  )
  const text = [`export * from './index.js'`, ...added].join('\n')
  return [{ path: 'entry.ts', text: `${header(version)}${text}\n` }]
}
