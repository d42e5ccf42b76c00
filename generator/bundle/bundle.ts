// npx tsx generator/bundle/bundle.ts: bundles the compiled generator in dist/generator in place, after `tsc`. Node takes about
// 0.4 ms to find and read a module: a thousand small ones, most of them of dependencies, were a fifth of a short run.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, posix } from 'node:path'
import { fileURLToPath } from 'node:url'
import { rolldown, type OutputChunk, type Plugin } from 'rolldown'
import { z } from 'zod'
import { noticesOf } from './notices.js'

const root = fileURLToPath(new URL('../../', import.meta.url))
const folder = join(root, 'dist/generator')

const { bin, exports, dependencies, peerDependencies } = z
  .object({
    bin: z.record(z.string(), z.string()),
    exports: z.record(z.string(), z.union([z.string(), z.record(z.string(), z.string())])),
    dependencies: z.record(z.string(), z.string()),
    peerDependencies: z.record(z.string(), z.string()),
  })
  .parse(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')))

/** Paths below dist/generator, without the ending. */
function entriesOf(targets: readonly string[], ending: string): readonly string[] {
  const prefix = './dist/generator/'
  return targets
    .filter((target) => target.startsWith(prefix) && target.endsWith(ending))
    .map((target) => target.slice(prefix.length, -ending.length))
}

const targets = Object.values(exports).flatMap((target) =>
  typeof target === 'string' ? target : Object.values(target),
)
const published = entriesOf([...Object.values(bin), ...targets], '.js')
const threads = ['render/worker']
/** What is installed with the package; everything else becomes a part of it. */
const installed = new Set([...Object.keys(dependencies), ...Object.keys(peerDependencies)])

function isInstalled(id: string): boolean {
  const [scope = '', name = ''] = id.split('/')
  return installed.has(scope.startsWith('@') ? `${scope}/${name}` : scope)
}

/** Of what is no ES module, Node searches the whole text for names before it imports it: ten megabytes of TypeScript. */
const required = ['ts-morph']

/** Loads these as what they are; their names are searched for here. */
const requiring: Plugin = {
  name: 'requiring',
  resolveId: (id) => (required.includes(id) ? `\0required:${id}` : undefined),
  load: (id) => {
    const name = /^\0required:(.*)$/.exec(id)?.[1]
    if (name === undefined) return undefined
    const value: unknown = createRequire(import.meta.url)(name)
    if (typeof value !== 'object' || value === null) throw new Error(`${name} exports no names`)
    return `import { createRequire } from 'node:module'
export const { ${Object.keys(value).join(', ')} } = createRequire(import.meta.url)('${name}')
`
  },
}

async function bundle(): Promise<readonly OutputChunk[]> {
  const build = await rolldown({
    input: Object.fromEntries([...published, ...threads].map((path) => [path, join(folder, `${path}.js`)])),
    platform: 'node',
    external: (id) => id.startsWith('node:') || (isInstalled(id) && !required.includes(id)),
    plugins: [requiring],
  })
  const { output } = await build.generate({
    dir: folder,
    format: 'esm',
    // The modules of this folder look for others beside their own.
    chunkFileNames: 'render/[name].js',
    comments: { legal: false, jsdoc: false, annotation: false },
  })
  await build.close()
  return output.filter((file) => file.type === 'chunk')
}

/** What the types of the entries import, themselves included. */
function reachableTypes(paths: readonly string[]): ReadonlySet<string> {
  const reached = new Set<string>()
  const open = paths.map((path) => `${path}.d.ts`)
  for (let path = open.pop(); path !== undefined; path = open.pop()) {
    if (reached.has(path)) continue
    reached.add(path)
    const text = readFileSync(join(folder, path), 'utf8')
    for (const [, target = ''] of text.matchAll(/(?:from |import\()['"]([^'"]+)['"]/g)) {
      if (target.startsWith('.'))
        open.push(`${posix.join(posix.dirname(path), target).replace(/\.js$/, '')}.d.ts`)
      else if (!isInstalled(target))
        throw new Error(`the types of ${path} need ${target}, which is not installed`)
    }
  }
  return reached
}

const chunks = await bundle()
const types = [...reachableTypes(entriesOf(targets, '.d.ts'))].map((path): [string, string] => [
  path,
  readFileSync(join(folder, path), 'utf8'),
])
rmSync(folder, { recursive: true })
for (const [name, text] of [
  ...types,
  ...chunks.map(({ fileName, code }): [string, string] => [fileName, code]),
]) {
  const path = join(folder, name)
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, text)
}
writeFileSync(join(root, 'dist/THIRD-PARTY.md'), noticesOf(chunks.flatMap(({ moduleIds }) => moduleIds)))
