import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setImmediate, setTimeout } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { buildCli, type BuiltCli } from '../support/built-cli.js'
import { contents } from '../unit/write/folder.js'

/** Real processes of the command line, with whatever a machine does to them. */
let cli: BuiltCli
let root = ''
/** The project as it is before each run, with the output of the schema before; and after the run. */
let old = ''
let now: Record<string, string> = {}
/** How long a run takes, and how long of it it writes, in milliseconds. */
let usual = 0
let usualWriting = 0

const schema = (layer: number, type: string): string =>
  [`// LAYER ${layer}`, ...Array.from({ length: 60 }, (_, at) => `a${at} x:${type} = A${at % 20};`), ''].join(
    '\n',
  )
const schemas = [{ name: 'api', files: ['api.tl'], changes: 'CHANGES.md' }]

interface Run {
  readonly child: ChildProcess
  readonly ended: Promise<{ readonly code: number | null; readonly text: string }>
}

function start(...args: readonly string[]): Run {
  const child = spawn(process.execPath, [cli.main, 'regenerate', ...args], { cwd: join(root, 'project') })
  let text = ''
  child.stdout.on('data', (chunk: Buffer) => (text += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => (text += chunk.toString()))
  const ended = once(child, 'close').then(() => ({ code: child.exitCode, text }))
  return { child, ended }
}

async function restore(): Promise<void> {
  await rm(join(root, 'project'), { recursive: true, force: true })
  await cp(old, join(root, 'project'), { recursive: true })
}

/** Everything that anybody sees: the folders of tlforge, and locks of processes that are gone, are not looked at. */
async function seen(folder = join(root, 'project')): Promise<Record<string, string>> {
  const all = Object.entries(await contents(folder))
  return Object.fromEntries(
    all.filter(
      ([path]) => !path.endsWith('/') && !/^node_modules\/|\.tlforge-staging\/|\.tlforge-lock/.test(path),
    ),
  )
}

const leftovers = async (): Promise<readonly string[]> =>
  Object.keys(await contents(join(root, 'project'))).filter((path) =>
    /staging|lock|\.tmp|tlforge-new/.test(path),
  )

beforeAll(async () => {
  cli = await buildCli()
  root = await mkdtemp(join(tmpdir(), 'tlforge-processes-'))
  old = join(root, 'old')
  const project = join(root, 'project')
  await mkdir(join(project, 'node_modules'), { recursive: true })
  const config = { targets: [{ name: 'demo', output: 'out', schemas }] }
  await writeFile(join(project, 'tlforge.config.json'), JSON.stringify(config))
  const run = async (): Promise<void> => expect((await start().ended).code).toBe(0)
  await writeFile(join(project, 'api.tl'), schema(1, 'int'))
  await run()
  await cp(join(project, 'out'), join(root, 'out'), { recursive: true })
  await writeFile(join(project, 'api.tl'), schema(2, 'long'))
  await run()
  now = await seen()
  expect(now['CHANGES.md']).toContain('## Layer 1 → 2')
  // All that was formatted is known by now, so that a run is quick; but the output is the old one.
  await rm(join(project, 'CHANGES.md'))
  await rm(join(project, 'out'), { recursive: true })
  await cp(join(root, 'out'), join(project, 'out'), { recursive: true })
  await cp(project, old, { recursive: true })
  const started = performance.now()
  const timed = start()
  await until(() => existsSync(lockFile()), timed)
  const locked = performance.now()
  await until(() => !existsSync(lockFile()), timed)
  usualWriting = performance.now() - locked
  expect((await timed.ended).code).toBe(0)
  usual = performance.now() - started
})
afterAll(async () => {
  await cli.remove()
  await rm(root, { recursive: true, force: true })
})

/** The same numbers in every run, from 0 to 1. */
function* numbers(seed: number): Generator<number, never> {
  for (let state = seed; ;) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    yield state / 2 ** 32
  }
}

async function until(isSo: () => boolean, run: Run): Promise<boolean> {
  while (run.child.exitCode === null) {
    if (isSo()) return true
    await setImmediate()
  }
  return false
}

const lockFile = (): string => join(root, 'project/out.tlforge-lock')

describe('a run that is killed', { timeout: 240_000 }, () => {
  const random = numbers(7)
  const anywhere = Array.from({ length: 8 }, () => ['from its start', random.next().value] as const)
  const writing = Array.from({ length: 12 }, () => ['from when it writes', random.next().value] as const)
  const outcomes = new Set<string>()

  it.each([...anywhere, ...writing])(
    'leaves the old output, or the new one to the next run: %s %d',
    async (from, at) => {
      await restore()
      const before = await seen()
      const run = start()
      if (from === 'from its start') await setTimeout(at * usual)
      else if (await until(() => existsSync(lockFile()), run)) await setTimeout(at * usualWriting)
      run.child.kill('SIGKILL')
      await run.ended
      const isExchanging = existsSync(join(root, 'project/out/.tlforge-staging/journal.json'))
      const after = await seen()
      if (isExchanging) {
        const check = await start('--check').ended
        expect(check.code).toBe(1)
        expect(check.text).toContain(
          'the last run into out was interrupted\nhint: nothing is lost: tlforge regenerate completes it\n',
        )
        expect(await seen()).toEqual(after)
      } else expect([before, now]).toContainEqual(after)
      const next = await start().ended
      expect(next.code).toBe(0)
      expect(next.text.includes('an interrupted run was completed first')).toBe(isExchanging)
      expect(await seen()).toEqual(now)
      expect(await leftovers()).toEqual([])
      outcomes.add(isExchanging ? 'exchanging' : after['CHANGES.md'] === undefined ? 'old' : 'new')
    },
  )

  it('was killed at different points', () => {
    expect([...outcomes]).toContain('old')
    expect(outcomes.size).toBeGreaterThan(1)
  })
})

describe('runs at once', { timeout: 120_000 }, () => {
  it('are refused while one of them writes, and told by whom', async () => {
    for (let attempt = 0; ; attempt++) {
      await restore()
      const first = start()
      // Stopped, not ended, while it holds the lock.
      if (await until(() => existsSync(lockFile()), first)) first.child.kill('SIGSTOP')
      if (!existsSync(lockFile()) && attempt < 20) {
        first.child.kill('SIGCONT')
        await first.ended
        continue
      }
      const before = await seen()
      const second = await start('--quiet').ended
      expect(second).toEqual({
        code: 1,
        text:
          `error[TL4002]: another run is writing into out (process ${first.child.pid})\n` +
          'hint: wait for it; if there is none, delete out.tlforge-lock\n\n1 error\n',
      })
      expect(await seen()).toEqual(before)
      first.child.kill('SIGCONT')
      expect((await first.ended).code).toBe(0)
      expect(await seen()).toEqual(now)
      expect(await leftovers()).toEqual([])
      return
    }
  })

  it('make one output between them', async () => {
    await restore()
    const runs = await Promise.all(Array.from({ length: 3 }, () => start('--quiet').ended))
    expect(runs.some(({ code }) => code === 0)).toBe(true)
    for (const { code, text } of runs) {
      if (code !== 0) expect(text).toMatch(/^error\[TL4002\]: another run is writing into out/)
    }
    expect(await seen()).toEqual(now)
    expect(await leftovers()).toEqual([])
  })
})
