/**
 * `npm run test:bundlers [NAME…]`: runs the tests of the plugins with the lowest version of each range that
 * package.json says they work with. The bundlers are installed into a folder of their own within node_modules, so that
 * nobody else has to.
 */
import { spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'

const root = join(import.meta.dirname, '../..')
const folder = join(root, 'node_modules/.cache/tlforge-bundlers')

interface Bundler {
  readonly name: string
  readonly versions: readonly string[]
  /** The tests of its plugin. */
  readonly files: readonly string[]
}

const filesOf: Readonly<Record<string, readonly string[]>> = {
  vite: ['vite-build', 'vite-server'],
  rollup: ['rollup'],
  rolldown: ['rolldown'],
  webpack: ['webpack'],
  '@rspack/core': ['rspack'],
  esbuild: ['esbuild'],
}

const { peerDependencies } = z
  .object({ peerDependencies: z.record(z.string(), z.string()) })
  .parse(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')))

const bundlers = Object.entries(filesOf).map(([name, files]): Bundler => {
  const versions = (peerDependencies[name] ?? '').split('||').map(lowest)
  return { name, versions, files }
})

/** `6.0.0` of `^6`, `0.20.0` of `>=0.20` */
function lowest(range: string): string {
  const [, given] = /^(?:\^|>=)(\d+(?:\.\d+){0,2})$/.exec(range.trim()) ?? []
  if (given === undefined) throw new Error(`a range of another form: ${range}`)
  return [...given.split('.'), '0', '0'].slice(0, 3).join('.')
}

const aliasOf = (name: string, version: string): string => `${name.replace(/[@/]/g, '')}-${version}`

function install(wanted: readonly Bundler[]): void {
  const dependencies = Object.fromEntries(
    wanted.flatMap(({ name, versions }) =>
      versions.map((version): [string, string] => [aliasOf(name, version), `npm:${name}@${version}`]),
    ),
  )
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ private: true, type: 'module', dependencies }))
  const args = ['install', '--no-audit', '--no-fund', '--no-package-lock', '--legacy-peer-deps']
  const { status } = spawnSync('npm', args, { cwd: folder, stdio: 'inherit' })
  if (status !== 0) throw new Error('the bundlers cannot be installed')
}

/** The file that Node would load for a package of the folder. */
function entryOf(alias: string): string {
  const script = `console.log(import.meta.resolve(${JSON.stringify(alias)}))`
  const { stdout } = spawnSync(process.execPath, ['--input-type=module', '-e', script], { cwd: folder })
  return fileURLToPath(stdout.toString().trim())
}

/** How the tests went: `4 passed` or what failed. */
function test(
  { name, files }: Bundler,
  version: string,
): { readonly isFine: boolean; readonly text: string } {
  const env = { ...process.env, TLFORGE_BUNDLER: name, TLFORGE_BUNDLER_FILE: entryOf(aliasOf(name, version)) }
  const paths = files.map((file) => `test/plugin/${file}.test.ts`)
  const args = ['vitest', 'run', '--config', 'test/bundlers/vitest.config.ts', '--root', root, ...paths]
  const { status, stdout, stderr } = spawnSync('npx', args, { cwd: root, env })
  const text = /Tests\s+(.*?)\s*\(/.exec(stdout.toString().replace(/\u001b\[\d+m/g, ''))?.[1] ?? 'not run'
  if (status !== 0) process.stderr.write(`${stdout.toString()}${stderr.toString()}`)
  return { isFine: status === 0, text }
}

const names = process.argv.slice(2)
const wanted = bundlers.filter(({ name }) => names.length === 0 || names.includes(name))
install(wanted)
const rows = wanted.flatMap((bundler) =>
  bundler.versions.map((version) => ({ name: bundler.name, version, ...test(bundler, version) })),
)
console.log(
  `Node ${process.versions.node}\n\n| Bundler | Version | Tests of its plugin |\n| --- | --- | --- |`,
)
for (const { name, version, text } of rows) console.log(`| ${name} | ${version} | ${text} |`)
process.exitCode = rows.every(({ isFine }) => isFine) ? 0 : 1
