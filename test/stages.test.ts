import { readdirSync, readFileSync } from 'node:fs'
import { join, posix } from 'node:path'
import { expect, test } from 'vitest'

/** Each stage imports only from those before it; `generator/*.ts` come last, but for what is named first. */
const order = [
  'diagnostics',
  'naming',
  'ir',
  'syntax',
  'import',
  'check',
  'codec',
  'diff',
  'plan',
  'emit',
  'docs',
  'format',
  'render',
  'write',
  'layer-changes.ts',
  'kept-results.ts',
  'open-run.ts',
  'memory.ts',
  'stages.ts',
  'emit-files.ts',
  'pipeline.ts',
  'config',
  'config.ts',
  'cli',
  'plugin',
  'index.ts',
  // Not a stage: makes the files that are published of the others.
  'bundle',
]
/** What all stages may import: types of what a run takes and gives. */
const shared = new Set(['options.ts'])

/** Packages that only some stages know. */
const owners: Readonly<Record<string, string | readonly string[]>> = {
  chevrotain: 'syntax',
  // Its parser finds the places of options, and the imports of schemas.
  'ts-morph': ['emit', 'cli', 'plugin'],
  prettier: 'format',
  // `tlforge types` is what plugins do.
  commander: ['cli', 'plugin'],
  ora: 'cli',
  unplugin: 'plugin',
  'oxc-transform': 'plugin',
}

const generator = join(import.meta.dirname, '../generator')

const imports = readdirSync(generator, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts'))
  .flatMap((name) => {
    const file = name.replaceAll('\\', '/')
    const text = readFileSync(join(generator, name), 'utf8')
    return [...text.matchAll(/^(?:import|export|\})[^'\n]*'([^']+)'/gm)].map(([, target = '']) => ({
      file,
      target,
    }))
  })

const stageOf = (file: string): string => file.split('/')[0] ?? ''

test('each stage imports only from those before it', () => {
  expect(imports.length).toBeGreaterThan(300)
  const wrong = imports.flatMap(({ file, target }) => {
    if (!target.startsWith('.')) return []
    const path = posix.join(posix.dirname(file), target).replace(/\.js$/, '.ts')
    // The codec reads and writes with what the generated code reads and writes with.
    if (file.startsWith('codec/') && path.startsWith('../templates/runtime/')) return []
    const [from, to] = [stageOf(file), stageOf(path)]
    if (from === to || shared.has(to)) return []
    if (shared.has(from)) return to === 'diagnostics' ? [] : [`${file} imports ${path}`]
    const isBefore = order.includes(to) && order.indexOf(to) < order.indexOf(from)
    return isBefore ? [] : [`${file} imports ${path}`]
  })
  expect(wrong).toEqual([])
})

test('every folder and file of the generator has a place in the order', () => {
  const names = readdirSync(generator).filter((name) => !shared.has(name))
  expect(names.filter((name) => !order.includes(name))).toEqual([])
})

test('some packages are known to their stages only', () => {
  const wrong = imports.filter(({ file, target }) => {
    const owner = owners[target]
    return owner !== undefined && ![owner].flat().includes(stageOf(file))
  })
  expect(wrong).toEqual([])
})
