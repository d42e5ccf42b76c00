import type { Schema } from '../ir/schema.js'
import type { GenerateOptions, OutputFile } from '../options.js'
import type { ModulePlan } from '../plan/module-plan.js'
import { header } from './header.js'
import { importedRuntime } from './form.js'
import { packageEntries } from './package-entries.js'

/** The files around the modules: the root index, what a publishable package needs, and the runtime beside them. */
export function packageFiles(options: GenerateOptions, plans: readonly ModulePlan[]): readonly OutputFile[] {
  const schemas = plans.map(({ schema }) => schema)
  const extension = options.importExtension === 'none' ? '' : `.${options.importExtension}`
  const index = {
    path: 'index.ts',
    text: `${header(options.version)}export * from './${options.main}/index${extension}'\n`,
  }
  const isImported = options.runtimeFrom === 'imported'
  const runtime = (isImported ? [] : options.runtime).map(({ path, text }) => ({
    path: `runtime/${path}`,
    text: path.endsWith('.ts') ? header(options.version) + withExtension(text, extension) : text,
  }))
  const copies = (options.copies ?? []).flatMap(({ to, files }) =>
    files.map(({ path, text }) => ({
      path: `${to}/${path}`,
      text: header(options.version) + withExtension(isImported ? importingRuntime(text) : text, extension),
    })),
  )
  const about = options.package
    ? [
        packageJson(options, plans),
        readme(options, plans),
        buildConfig(schemas),
        ...(options.package.licenseText === undefined
          ? []
          : [{ path: 'LICENSE', text: options.package.licenseText }]),
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

/** The notice that goes with the runtime, wherever that goes. */
const runtimeLicense = 'LICENSE'

/** npm's word for a package that nobody may use but its owner. */
const noLicense = 'UNLICENSED'

function packageJson(options: GenerateOptions, plans: readonly ModulePlan[]): OutputFile {
  const { package: about, bundle, runtimeFrom, runtime, version } = options
  const exports = {
    ...Object.fromEntries(packageEntries(options, plans).map(({ path, file }) => [path, entry(file)])),
    './package.json': './package.json',
  }
  const hasNotice = runtimeFrom !== 'imported' && runtime.some(({ path }) => path === runtimeLicense)
  const json = {
    name: about?.name,
    version: about?.version,
    description: about?.description,
    license: about?.license ?? noLicense,
    type: 'module',
    sideEffects: false,
    engines: { node: '>=20' },
    exports: bundle ? withBundles(exports) : exports,
    ...(runtimeFrom === 'imported' ? { dependencies: { tlforge: `^${version}` } } : {}),
    files: hasNotice ? ['dist', `runtime/${runtimeLicense}`] : ['dist'],
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

function readme(options: GenerateOptions, plans: readonly ModulePlan[]): OutputFile {
  const { package: about, version, runtimeFrom } = options
  const name = about?.name ?? ''
  const rows = plans.map(({ schema }) => {
    const layer = schema.layer === undefined ? '–' : String(schema.layer)
    const counts = [schema.constructors.size, schema.methods.size, schema.unions.size].map(String).join(' | ')
    return `| \`${schema.name}\` | ${layer} | ${counts} |`
  })
  const entries = packageEntries(options, plans).map(
    ({ path, what }) => `| \`${name}${path.slice(1)}\` | ${what} |`,
  )
  const text = [
    `# ${name}`,
    '',
    `${about?.description ?? ''} Generated by tlforge ${version}; do not edit: change the schema and generate again.`,
    '',
    '| schema | layer | constructors | methods | types |',
    '|---|---|---|---|---|',
    ...rows,
    '',
    '| import | what it is |',
    '|---|---|',
    ...entries,
    ...(runtimeFrom === 'imported' ? [`| \`${importedRuntime}\` | reader and writer |`] : []),
    '',
  ].join('\n')
  return { path: 'README.md', text }
}
