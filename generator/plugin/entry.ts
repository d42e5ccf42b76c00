import { header } from '../emit/header.js'
import type { GenerateOptions, OutputFile } from '../options.js'

/** What stands beside the names of the schema, by the file of the module that has it. */
const extras: readonly (readonly [name: string, file: string, statement: string])[] = [
  ['json', 'json.ts', `export { json } from './json.js'`],
  ['registry', 'registry.ts', `export { registry } from './registry.js'`],
  ['layers', 'layers.ts', `export * as layers from './layers.js'`],
  ['errors', 'errors/index.ts', `export * as errors from './errors/index.js'`],
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
export function entryFile(
  module: readonly OutputFile[],
  { version, runtimeFrom }: GenerateOptions,
): OutputFile {
  const taken = namespacesOf(module.find(({ path }) => path === 'index.ts')?.text ?? '')
  const runtime = runtimeFrom === 'imported' ? 'tlforge/runtime' : '../runtime/index.js'
  const statements = [
    `export * from './index.js'`,
    ...extras.flatMap(([name, file, statement]) =>
      !taken.has(name) && module.some(({ path }) => path === file) ? [statement] : [],
    ),
    ...(taken.has('runtime') ? [] : [`export * as runtime from '${runtime}'`]),
  ]
  return { path: 'entry.ts', text: `${header(version)}${statements.join('\n')}\n` }
}
