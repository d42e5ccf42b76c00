import { execFile } from 'node:child_process'
import { cp, mkdir, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { compilerSays } from '../support/compiler.js'

const run = promisify(execFile)
const root = fileURLToPath(new URL('../../', import.meta.url))
const minutes = 60_000

const strictOptions = {
  target: 'ES2022',
  lib: ['ES2022', 'DOM'],
  module: 'NodeNext',
  types: [],
  strict: true,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  verbatimModuleSyntax: true,
  skipLibCheck: false,
  outDir: 'out',
}

let folder = ''

/** Packs the package in a folder as `npm publish` would, and installs it into an empty project. */
async function install(source: string, project: string): Promise<void> {
  const into = join(folder, project)
  await mkdir(into)
  const { stdout } = await run('npm', ['pack', '--silent', '--pack-destination', into], { cwd: source })
  await writeFile(
    join(into, 'package.json'),
    JSON.stringify({ name: project, private: true, type: 'module' }),
  )
  const tarball = stdout.trim().split('\n').at(-1) ?? ''
  await run('npm', ['install', '--silent', '--no-audit', '--no-fund', '--prefer-offline', `./${tarball}`], {
    cwd: into,
  })
}

/** Compiles the main.ts of a project. */
async function compile(project: string): Promise<void> {
  const options = { compilerOptions: strictOptions, files: ['main.ts'] }
  await writeFile(join(project, 'tsconfig.json'), JSON.stringify(options))
  expect(await compilerSays('typescript', ['-p', '.'], project)).toBe('')
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tlforge-pack-'))
  // At once: each is built for most of a minute by one thread.
  await Promise.all([
    install(root, 'consumer'),
    install(join(root, 'generated', 'telegram'), 'generated-consumer'),
  ])
}, 8 * minutes)

afterAll(async () => {
  await rm(folder, { recursive: true, force: true })
})

describe('the package tlforge, packed and installed into an empty project', () => {
  let project = ''
  beforeAll(() => {
    project = join(folder, 'consumer')
  })

  it('type-checks a strict consumer and runs it', { timeout: 3 * minutes }, async () => {
    await cp(join(root, 'test', 'consumers', 'strict-consumer.ts'), join(project, 'main.ts'))
    await compile(project)
    const { stdout } = await run(process.execPath, ['out/main.js'], { cwd: project })
    expect(stdout).toBe('all fine\n')
  })

  it('has a command that works', { timeout: minutes }, async () => {
    const id = await run('npx', ['tlforge', 'id', 'user id:int first_name:string last_name:string = User'], {
      cwd: project,
    })
    expect(id.stdout).toBe('d23c81a3\n')
  })

  it('generates a schema of its own, and notices a change', { timeout: 2 * minutes }, async () => {
    await writeFile(join(project, 'tiny.tl'), 'pong text:string = Pong;\n---functions---\nping = Pong;\n')
    await writeFile(
      join(project, 'tlforge.config.ts'),
      `import { defineConfig } from 'tlforge'
export default defineConfig({ targets: [{ name: 'tiny', output: 'tiny', schemas: [{ name: 'tiny', files: ['tiny.tl'] }] }] })
`,
    )
    await run('npx', ['tlforge', 'regenerate'], { cwd: project })
    await run('npx', ['tlforge', 'regenerate', '--check'], { cwd: project })
    const files = await readdir(join(project, 'tiny'), { recursive: true })
    expect(files).toContain(join('tiny', 'functions', 'ping.ts'))
    await writeFile(join(project, 'tiny.tl'), 'pong text:string = Pong;\n')
    await expect(run('npx', ['tlforge', 'regenerate', '--check'], { cwd: project })).rejects.toMatchObject({
      code: 1,
    })
  })
})

describe('the plugins of the packed package', () => {
  const bundlers = ['vite', 'rollup', 'rolldown', 'webpack', 'rspack', 'esbuild']
  let project = ''
  beforeAll(() => {
    project = join(folder, 'consumer')
  })

  it('load where no bundler is installed, by import and by require', { timeout: minutes }, async () => {
    const imports = bundlers.map((name) => `typeof (await import('tlforge/${name}')).default`)
    const requires = bundlers.map((name) => `typeof require('tlforge/${name}').default`)
    await writeFile(join(project, 'plugins.mjs'), `console.log([${imports.join(', ')}].join())\n`)
    await writeFile(join(project, 'plugins.cjs'), `console.log([${requires.join(', ')}].join())\n`)
    const all = `${bundlers.map(() => 'function').join()}\n`
    expect((await run(process.execPath, ['plugins.mjs'], { cwd: project })).stdout).toBe(all)
    expect((await run(process.execPath, ['plugins.cjs'], { cwd: project })).stdout).toBe(all)
  })

  it('bundle a schema', { timeout: 2 * minutes }, async () => {
    await writeFile(
      join(project, 'pong.tl'),
      'pong ping_id:long = Pong;\n---functions---\nping ping_id:long = Pong;\n',
    )
    await writeFile(
      join(project, 'uses-pong.js'),
      `import { Ping, Pong } from './pong.tl'
console.log(Ping.decodeResult(new Pong({ pingId: 9n }).toBytes()).pingId)
`,
    )
    await writeFile(
      join(project, 'bundle.mjs'),
      `import tlforge from 'tlforge/esbuild'
import { build } from '${pathToFileURL(join(root, 'node_modules', 'esbuild', 'lib', 'main.js')).href}'
await build({ entryPoints: ['uses-pong.js'], outfile: 'bundled.mjs', bundle: true, format: 'esm', plugins: [tlforge()] })
`,
    )
    await run(process.execPath, ['bundle.mjs'], { cwd: project })
    expect((await run(process.execPath, ['bundled.mjs'], { cwd: project })).stdout).toBe('9n\n')
    expect(await readFile(join(project, 'pong.d.tl.ts'), 'utf8')).toContain('tlforge/modules/pong-')
  })
})

describe('the generated package, packed by itself', () => {
  it('has no dependencies, and works', { timeout: 2 * minutes }, async () => {
    const project = join(folder, 'generated-consumer')
    const manifest: unknown = JSON.parse(
      await readFile(join(project, 'node_modules', '@tlforge', 'telegram', 'package.json'), 'utf8'),
    )
    expect(manifest).not.toHaveProperty('dependencies')
    await writeFile(
      join(project, 'main.ts'),
      `import { InputPeerSelf, messages, type TypeInputPeer } from '@tlforge/telegram'
import { TlError } from '@tlforge/telegram/runtime'
const peer: TypeInputPeer = new InputPeerSelf()
const sent = new messages.SetTyping({ peer, action: new (await import('@tlforge/telegram')).SendMessageTypingAction() })
if (!(messages.SetTyping.fromBytes(sent.toBytes()).peer instanceof InputPeerSelf)) throw new TlError('not equal')
if (InputPeerSelf.name !== 'InputPeerSelf') throw new TlError('the name of the class was shortened')
console.log('all fine')
`,
    )
    await compile(project)
    const { stdout } = await run(process.execPath, ['out/main.js'], { cwd: project })
    expect(stdout).toBe('all fine\n')
  })
})
