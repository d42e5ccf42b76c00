import type { Schema } from '../ir/schema.js'
import type { GenerateOptions, OutputFile } from '../options.js'
import { header } from './header.js'
import { importedRuntime } from './form.js'
import { isLayered } from './layers-file.js'

/** The files around the modules: the root index, what a publishable package needs, and the runtime beside them. */
export function packageFiles(options: GenerateOptions, schemas: readonly Schema[]): readonly OutputFile[] {
  const extension = options.importExtension === 'none' ? '' : `.${options.importExtension}`
  const index = {
    path: 'index.ts',
    text: `${header(options.version)}export * from './${options.main}/index${extension}'\n`,
  }
  const isImported = options.runtimeFrom === 'imported'
  const runtime = (isImported ? [] : options.runtime).map(({ path, text }) => ({
    path: `runtime/${path}`,
    text: header(options.version) + withExtension(text, extension),
  }))
  const copies = (options.copies ?? []).flatMap(({ to, files }) =>
    files.map(({ path, text }) => ({
      path: `${to}/${path}`,
      text: header(options.version) + withExtension(isImported ? importingRuntime(text) : text, extension),
    })),
  )
  const about = options.package
    ? [
        packageJson(options, schemas),
        readme(options, schemas),
        buildConfig(schemas),
        ...(options.bundle
          ? [{ path: options.bundle.path, text: header(options.version) + options.bundle.text }]
          : []),
      ]
    : []
  return [index, ...runtime, ...copies, ...about]
}

/** The templates name each other with `.js`. */
function withExtension(text: string, extension: string): string {
  return extension === '.js' ? text : text.replace(/(from '\.\.?\/[^']+)\.js'/g, `$1${extension}'`)
}

/** Copies name the files of the runtime beside them. */
function importingRuntime(text: string): string {
  return text.replace(/(from ')(?:\.\.\/)+runtime\/[^']+'/g, `$1${importedRuntime}'`)
}

/** The built file behind an export of the package. */
function entry(path: string): object {
  return { types: `./dist/${path}.d.ts`, default: `./dist/${path}.js` }
}

/** What brings values from layer to layer, where a schema has layers. */
function layersEntry(prefix: string, name: string, schemas: readonly Schema[]): Record<string, object> {
  const schema = schemas.find((one) => one.name === name)
  return schema && isLayered(schema) ? { [`${prefix}/layers`]: entry(`${name}/layers`) } : {}
}

/** The errors of a schema's methods, where they are known; those of a namespace by themselves. */
function errorsEntry(prefix: string, name: string, schemas: readonly Schema[]): Record<string, object> {
  if (!schemas.find((one) => one.name === name)?.errors) return {}
  return {
    [`${prefix}/errors`]: entry(`${name}/errors/index`),
    [`${prefix}/errors/*`]: entry(`${name}/errors/methods/*`),
  }
}

/** Node has few large files to read; bundlers have many small ones to choose from. */
function withBundles(exports: Readonly<Record<string, object | string>>): object {
  return Object.fromEntries(
    Object.entries(exports).map(([path, target]) => {
      if (typeof target === 'string' || !('types' in target) || !('default' in target)) return [path, target]
      const node = String(target.default).replace('./dist/', './dist/node/')
      return [path, { types: target.types, node, default: target.default }]
    }),
  )
}

function packageJson(
  { package: about, main, copies, bundle, runtimeFrom, version }: GenerateOptions,
  schemas: readonly Schema[],
): OutputFile {
  const modules = schemas.map(({ name }) => name)
  const exports = {
    '.': entry('index'),
    ...(runtimeFrom === 'imported' ? {} : { './runtime': entry('runtime/index') }),
    './registry': entry(`${main}/registry`),
    './json': entry(`${main}/json`),
    ...layersEntry('.', main, schemas),
    ...errorsEntry('.', main, schemas),
    ...Object.fromEntries(
      modules
        .filter((name) => name !== main)
        .flatMap((name) => [
          [`./${name}`, entry(`${name}/index`)],
          [`./${name}/registry`, entry(`${name}/registry`)],
          [`./${name}/json`, entry(`${name}/json`)],
          ...Object.entries(layersEntry(`./${name}`, name, schemas)),
          ...Object.entries(errorsEntry(`./${name}`, name, schemas)),
        ]),
    ),
    ...Object.fromEntries(
      (copies ?? []).flatMap(({ to, entries }) =>
        entries.map((name) => [name === 'index' ? `./${to}` : `./${to}/${name}`, entry(`${to}/${name}`)]),
      ),
    ),
    // A namespace by itself: what bundlers that keep `export * as` whole can shake.
    './*': entry(`${main}/namespaces/*`),
    './package.json': './package.json',
  }
  const json = {
    name: about?.name,
    version: about?.version,
    description: about?.description,
    license: 'MIT',
    type: 'module',
    sideEffects: false,
    engines: { node: '>=20' },
    exports: bundle ? withBundles(exports) : exports,
    ...(runtimeFrom === 'imported' ? { dependencies: { tlforge: `^${version}` } } : {}),
    files: ['dist'],
    scripts: { prepack: bundle ? `tsc -p tsconfig.json && node ${bundle.path}` : 'tsc -p tsconfig.json' },
    ...(bundle && { devDependencies: { rolldown: '^1.2.0', typescript: '>=5.9' } }),
  }
  return { path: 'package.json', text: `${JSON.stringify(json, undefined, 2)}\n` }
}

function buildConfig(schemas: readonly Schema[]): OutputFile {
  const json = {
    compilerOptions: {
      target: 'ES2022',
      lib: ['ES2022', 'DOM'],
      module: 'NodeNext',
      types: [],
      strict: true,
      exactOptionalPropertyTypes: true,
      noImplicitOverride: true,
      isolatedDeclarations: true,
      // An enum is more than types.
      erasableSyntaxOnly: schemas.every(({ errorNames }) => errorNames !== 'enum'),
      verbatimModuleSyntax: true,
      declaration: true,
      rootDir: '.',
      outDir: 'dist',
    },
    exclude: ['dist'],
  }
  return { path: 'tsconfig.json', text: `${JSON.stringify(json, undefined, 2)}\n` }
}

function readme(
  { package: about, main, version, runtimeFrom }: GenerateOptions,
  schemas: readonly Schema[],
): OutputFile {
  const rows = schemas.map((schema) => {
    const path = schema.name === main ? '.' : `./${schema.name}`
    const layer = schema.layer === undefined ? '–' : String(schema.layer)
    const counts = [schema.constructors.size, schema.methods.size, schema.unions.size].map(String).join(' | ')
    return `| \`${path}\` | ${layer} | ${counts} |`
  })
  const text = [
    `# ${about?.name ?? ''}`,
    '',
    `${about?.description ?? ''} Generated by tlforge ${version}; do not edit: change the schema and generate again.`,
    '',
    '| import | layer | constructors | methods | types |',
    '|---|---|---|---|---|',
    ...rows,
    '',
    `Each of them has \`/registry\` (the class of any id) and \`/json\` (objects to JSON and back); \`${runtimeFrom === 'imported' ? importedRuntime : './runtime'}\` is the reader and writer.`,
    ...(schemas.some(({ errors }) => errors)
      ? [
          '',
          '`/errors` has what methods can be answered with: `RpcError.from(code, message)`, the type `ErrorsOf<messages.SendMessage>`, who may call a method; `/errors/messages` the data of the methods of one namespace.',
        ]
      : []),
    '',
  ].join('\n')
  return { path: 'README.md', text }
}
