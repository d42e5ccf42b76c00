import type { GenerateOptions } from '../options.js'
import type { ModulePlan } from '../plan/module-plan.js'
import { isLayered } from './layers-file.js'

/** What can be imported of a package by a name of its own. */
export interface PackageEntry {
  /** `.`, `./secret/json`; a `*` stands for any part. */
  readonly path: string
  /** The file without its ending, relative to the output. */
  readonly file: string
  /** For the README. */
  readonly what: string
}

type Options = Pick<GenerateOptions, 'main' | 'copies' | 'runtimeFrom'>

/** All entries, the most special ones first: package.json and README.md list these. */
export function packageEntries(options: Options, plans: readonly ModulePlan[]): readonly PackageEntry[] {
  const { main, copies = [], runtimeFrom } = options
  const named = [
    ...plans.filter(({ schema }) => schema.name === main).flatMap((plan) => moduleEntries('.', plan)),
    ...plans
      .filter(({ schema }) => schema.name !== main)
      .flatMap((plan) => moduleEntries(`./${plan.schema.name}`, plan)),
    ...copies.flatMap(({ to, entries }) => entries.map((name) => copyEntry(to, name))),
    ...(runtimeFrom === 'imported'
      ? []
      : [{ path: './runtime', file: 'runtime/index', what: 'reader, writer, errors and JSON' }]),
  ]
  const plan = plans.find(({ schema }) => schema.name === main)
  return [
    ...named,
    ...(plan ? hiddenNamespaces(plan, named) : []),
    // A namespace by itself: what bundlers that keep `export * as` whole can shake.
    {
      path: './*',
      file: `${main}/namespaces/*`,
      what: `a namespace of the schema \`${main}\` by itself`,
    },
  ]
}

function moduleEntries(path: string, { schema }: ModulePlan): readonly PackageEntry[] {
  const { name } = schema
  const entry = (inner: string, what: string): PackageEntry => ({
    path: `${path}/${inner.replace(/\/index$|\/methods(?=\/)/, '')}`,
    file: `${name}/${inner}`,
    what,
  })
  return [
    { path, file: path === '.' ? 'index' : `${name}/index`, what: `the classes of the schema \`${name}\`` },
    entry('registry', 'the class of any id'),
    entry('json', 'objects to JSON and back'),
    ...(isLayered(schema) ? [entry('layers', 'values from one layer to another')] : []),
    ...(schema.errors
      ? [
          entry(
            'errors/index',
            'what methods can be answered with: `RpcError.from(code, message)`, the type `ErrorsOf<messages.SendMessage>`, who may call a method',
          ),
          entry('errors/methods/*', 'the same of the methods of one namespace'),
        ]
      : []),
  ]
}

function copyEntry(to: string, name: string): PackageEntry {
  const path = name === 'index' ? `./${to}` : `./${to}/${name}`
  return { path, file: `${to}/${name}`, what: `\`${to}/${name}.ts\`` }
}

/** Namespaces that are called as another entry, so that `./*` does not lead to them. */
function hiddenNamespaces(
  { schema, namespaces }: ModulePlan,
  named: readonly PackageEntry[],
): readonly PackageEntry[] {
  const folder = `${schema.name}/namespaces/`
  return [...namespaces.values()].flatMap(({ file, path }) => {
    if (path.length === 0) return []
    const inner = file.slice(folder.length)
    if (!named.some((entry) => isHiddenBy(`./${inner}`, entry.path))) return []
    const what = `the namespace \`${path.join('.')}\`, whose name another entry has`
    return [{ path: `./namespaces/${inner}`, file, what }]
  })
}

function isHiddenBy(path: string, entry: string): boolean {
  return entry.endsWith('*') ? path.startsWith(entry.slice(0, -1)) : path === entry
}
