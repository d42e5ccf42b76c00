import { build } from 'esbuild'
import { mkdir, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, type TestContext } from 'vitest'
import { writeOutput } from '../../generator/write/write-output.js'
import { buildCli, type BuiltCli } from '../support/built-cli.js'
import { openDisk, type Disk, type Ran } from '../support/disk.js'
import { contents } from '../unit/write/folder.js'
import { outputs } from '../unit/write/outputs.js'

let cli: BuiltCli
let disk: Disk | string

beforeAll(async () => {
  cli = await buildCli()
})
afterAll(() => cli.remove())
beforeEach(async () => {
  disk = await openDisk(4096)
})
afterEach(async () => {
  if (typeof disk !== 'string') await disk.close()
})

const schema = (layer: number, field: string): string =>
  [
    `// LAYER ${layer}`,
    ...['a', 'b', 'c.d'].map(
      (name) => `${name} ${field}:int = ${name.replace(/\w$/, (letter) => letter.toUpperCase())};`,
    ),
    '',
  ].join('\n')

const target = {
  name: 'demo',
  output: 'out',
  schemas: [{ name: 'api', files: ['api.tl'], changes: 'changes/CHANGES.md' }],
}
const project = {
  'tlforge.config.json': JSON.stringify({ targets: [target] }),
  'api.tl': schema(1, 'x'),
  'next.tl': schema(2, 'y'),
  'messy.tl': 'a   x:int = A;\n',
  'changes/CHANGES.md': 'mine\n',
  'node_modules/.keep': '',
}

/** A disk with an output of the first layer, and a schema of the second. */
interface Prepared extends Disk {
  readonly tlforge: (args: string) => Promise<Ran>
  /** All files but those that are in the way, by path. */
  readonly files: () => Promise<Record<string, string>>
}

/** Says, where there is no disk, why the test is skipped. */
function diskOf(context: TestContext): Disk {
  if (typeof disk !== 'string') return disk
  console.warn(disk)
  return context.skip(disk)
}

/** What is on the disk, seen from outside. */
async function filesOf({ outside, run }: Disk): Promise<Record<string, string>> {
  const copy = join(outside, 'copy')
  await rm(copy, { recursive: true, force: true })
  const { code, stderr } = await run(`mkdir '${copy}' && tar c --exclude=filler . | tar x -C '${copy}'`)
  expect([code, stderr]).toEqual([0, ''])
  const all = Object.entries(await contents(copy))
  return Object.fromEntries(all.filter(([path]) => !path.startsWith('node_modules/.cache/')))
}

async function prepare(context: TestContext): Promise<Prepared> {
  const found = diskOf(context)
  const { outside, run } = found
  for (const [path, text] of Object.entries(project)) {
    await mkdir(dirname(join(outside, 'project', path)), { recursive: true })
    await writeFile(join(outside, 'project', path), text)
  }
  await run(`cp -a '${outside}'/project/. .`)
  // What is known of texts that were formatted before makes the first run of each test quick.
  const cache = join(dirname(cli.main), 'texts')
  await run(`mkdir -p '${cache}' node_modules/.cache && cp -a '${cache}' node_modules/.cache/tlforge`)
  const tlforge = (args: string): Promise<Ran> => run(`'${process.execPath}' '${cli.main}' ${args}`)
  expect(await tlforge('regenerate --quiet')).toEqual({ code: 0, stdout: '', stderr: '' })
  await run(`cp -a node_modules/.cache/tlforge/. '${cache}' && cp next.tl api.tl`)
  return { ...found, tlforge, files: () => filesOf(found) }
}

/** The run that is done when nothing is in the way any more. */
async function finish({ tlforge, files }: Prepared): Promise<void> {
  const { code, stderr } = await tlforge('regenerate --quiet')
  expect([code, stderr]).toEqual([0, ''])
  const after = await files()
  expect(after['out/api/types/a.ts']).toContain('y')
  expect(after['changes/CHANGES.md']).toContain('## Layer 1 → 2')
  expect((await tlforge('regenerate --check --quiet')).code).toBe(0)
  expect(Object.keys(after).filter((path) => /staging|lock|tlforge-new|\.tmp/.test(path))).toEqual([])
}

/** Commands that write, with what they are about. */
const others = [
  ['fmt messy.tl', 'messy.tl'],
  ['update api.tl messy.tl', 'api.tl'],
  ['docs api.tl --output pages', 'pages'],
  ['init --yes api.tl --force', 'tlforge.config.ts'],
] as const

describe('a disk that is full', { timeout: 120_000 }, () => {
  it.for([0, 40])('leaves the old output whole, with %i KiB left', async (left, context) => {
    const prepared = await prepare(context)
    const { run, tlforge, files } = prepared
    const before = await files()
    await run(`cat /dev/zero > filler; truncate -s -${String(left)}k filler`)
    const { code, stderr } = await tlforge('regenerate --quiet')
    expect(code).toBe(1)
    const what = left === 0 ? 'lock' : 'write to'
    expect(stderr).toContain(
      `error[TL4002]: cannot ${what} out: no space is left on the disk\n` +
        'hint: the old output has not been touched; make room, then run tlforge again\n',
    )
    expect(await files()).toEqual(before)
    await run('rm filler')
    await finish(prepared)
  })

  it('leaves what other commands would replace', async (context) => {
    const { run, tlforge, files } = await prepare(context)
    const before = await files()
    await run('cat /dev/zero > filler')
    for (const [args, file] of others) {
      const { code, stderr } = await tlforge(`${args} --quiet`)
      expect(code).toBe(1)
      expect(stderr).toMatch(/error\[TL4002\]: cannot (?:lock|write)/)
      expect(stderr).toContain(` ${file}: no space is left on the disk\n`)
      expect(stderr).toContain('; make room, then run tlforge again\n')
    }
    expect(await files()).toEqual(before)
  })

  it('leaves the old output whole where that alone is on it', async (context) => {
    const prepared = await prepare(context)
    const { run, tlforge, files } = prepared
    await run('cp -a out hold && mount -t tmpfs -o size=1m tmpfs out && cp -a hold/. out && rm -r hold')
    const before = await files()
    await run('cat /dev/zero > out/filler; truncate -s -16k out/filler')
    const { code, stderr } = await tlforge('regenerate --quiet')
    expect(code).toBe(1)
    expect(stderr).toContain('cannot write to out: no space is left on the disk')
    await run('rm out/filler')
    expect(await files()).toEqual(before)
    await finish(prepared)
  })

  it('gives the old output or the new one, however much is left', async (context) => {
    const { folder, outside, run } = diskOf(context)
    const child = join(outside, 'child.mjs')
    await build({
      entryPoints: [join(import.meta.dirname, '../unit/write/crash-child.ts')],
      outfile: child,
      bundle: true,
      format: 'esm',
      platform: 'node',
      logLevel: 'error',
    })
    const old = { 'index.ts': 'one', 'api/user.ts': 'user', 'api/old/gone.ts': 'gone' }
    const names = ['a', 'b', 'c/d', 'c/e/f', 'g/h/i/j'].map((name): [string, string] => [
      `${name}.ts`,
      name.repeat(3000),
    ])
    const next = { 'index.ts': 'two', ...Object.fromEntries(names) }
    const made: Record<string, Record<string, string>> = {}
    for (const [name, texts] of Object.entries({ old, next })) {
      await writeOutput(join(outside, name), outputs(texts))
      made[name] = await contents(join(outside, name))
    }
    await writeFile(join(outside, 'next.json'), JSON.stringify(next))
    const seen: string[] = []
    for (let left = 0; ; left += 4) {
      await run(
        `rm -rf '${folder}'/*; cp -a '${outside}/old' out; cat /dev/zero > filler; truncate -s -${left}k filler`,
      )
      const { stdout } = await run(
        `'${process.execPath}' '${child}' '${folder}/out' '${outside}/next.json' -1`,
      )
      const files = await filesOf(diskOf(context))
      const output = Object.entries(files).flatMap(([path, text]): [string, string][] =>
        path.startsWith('out/') && path !== 'out/' ? [[path.slice(4), text]] : [],
      )
      expect(Object.fromEntries(output)).toEqual(made[stdout === 'complete' ? 'next' : 'old'])
      expect(Object.keys(files).filter((path) => !path.startsWith('out/'))).toEqual([])
      if (stdout === 'complete') break
      seen.push(stdout.replace(`${folder}/`, ''))
    }
    expect([...new Set(seen)]).toEqual([
      'cannot lock out: no space is left on the disk',
      'cannot write to out: no space is left on the disk',
    ])
    expect(seen.length).toBeGreaterThan(10)
  })
})

describe('what is read-only', { timeout: 120_000 }, () => {
  it('is left as it is: all of it', async (context) => {
    const prepared = await prepare(context)
    const { folder, run, tlforge, files } = prepared
    const before = await files()
    await run(`mount -o remount,ro '${folder}'`)
    const { code, stderr } = await tlforge('regenerate --quiet')
    expect(code).toBe(1)
    expect(stderr).toContain(
      'error[TL4002]: cannot lock out: the file system is read-only\n' +
        'hint: the old output has not been touched; make it writable, then run tlforge again\n',
    )
    for (const [args, file] of others) {
      const other = await tlforge(`${args} --quiet`)
      expect(other.code).toBe(1)
      expect(other.stderr).toContain(` ${file}: the file system is read-only\n`)
      expect(other.stderr).toContain('; make it writable, then run tlforge again\n')
    }
    expect(await files()).toEqual(before)
    await run(`mount -o remount,rw '${folder}'`)
    await finish(prepared)
  })

  it.for(['out', 'out/api/types'])('is left as it is: the folder %s', async (path, context) => {
    const prepared = await prepare(context)
    const { run, tlforge, files } = prepared
    const before = await files()
    await run(`mount --bind ${path} ${path} && mount -o remount,ro,bind ${path}`)
    const { code, stderr } = await tlforge('regenerate --quiet')
    expect(code).toBe(1)
    expect(stderr).toContain('error[TL4002]: cannot write to out: the file system is read-only\n')
    expect(await files()).toEqual(before)
    // Into a folder that is mounted by itself no file can be renamed.
    await run(`mount -o remount,rw,bind ${path}`)
    await finish(prepared)
  })

  it('is left as it is: the file of changes, and the output with it', async (context) => {
    const { run, tlforge, files } = await prepare(context)
    const before = await files()
    await run('mount --bind changes changes && mount -o remount,ro,bind changes')
    const { code, stderr } = await tlforge('regenerate --quiet')
    expect(code).toBe(1)
    expect(stderr).toContain('cannot add to changes/CHANGES.md: the file system is read-only\n')
    expect(await files()).toEqual(before)
  })
})
