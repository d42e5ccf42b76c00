import { build } from 'esbuild'
import { spawnSync } from 'node:child_process'
import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { recover } from '../../../generator/write/commit-writes.js'
import { manifestText } from '../../../generator/write/manifest.js'
import { writeOutput } from '../../../generator/write/write-output.js'
import { contents, outputs, put, useFolder } from './folder.js'

const old = { 'index.ts': 'one', 'api/user.ts': 'user', 'api/old/gone.ts': 'gone', 'a.ts': 'file' }
const next = { 'index.ts': 'two', 'api/user.ts': 'user', 'api/chat.ts': 'chat', 'a.ts/x.ts': 'folder' }
const foreign = { 'mine/notes.md': 'mine' }

const folder = useFolder()
let tools = ''
let child = ''

beforeAll(async () => {
  tools = await mkdtemp(join(tmpdir(), 'tlforge-crash-'))
  child = join(tools, 'child.mjs')
  await build({
    entryPoints: [fileURLToPath(new URL('crash-child.ts', import.meta.url))],
    outfile: child,
    bundle: true,
    format: 'esm',
    platform: 'node',
    logLevel: 'error',
  })
  await writeFile(join(tools, 'next.json'), JSON.stringify(next))
})
afterAll(() => rm(tools, { recursive: true, force: true }))

/** Runs the child until its step `killAt`: the name of the step, or `complete`. */
function run(killAt: number): string {
  const result = spawnSync(process.execPath, [child, folder.output, join(tools, 'next.json'), String(killAt)])
  expect(result.stderr.toString()).toBe('')
  if (result.stdout.toString() !== 'complete') expect(result.signal).toBe('SIGKILL')
  return result.stdout.toString()
}

async function start(): Promise<void> {
  await rm(folder.root, { recursive: true, force: true })
  await put(folder.output, foreign)
  await writeOutput(folder.output, outputs(old))
}

/** Files only: folders that are empty are no difference that anybody sees. */
async function files(path = folder.output): Promise<Record<string, string>> {
  const all = await contents(path)
  return Object.fromEntries(Object.entries(all).filter(([name]) => !name.endsWith('/')))
}

function expected(of: Readonly<Record<string, string>>): Record<string, string> {
  return { ...of, ...foreign, '.tlforge.json': manifestText(outputs(of)) }
}

/** What is left beside the output, apart from the lock of the process that was killed. */
async function leftovers(): Promise<string[]> {
  return Object.keys(await files(folder.root)).filter(
    (name) => !name.startsWith('out/') && !/-lock/.test(name),
  )
}

describe('a run that is killed', () => {
  it('leaves the old or, after recovery, the new output, at every step', { timeout: 60_000 }, async () => {
    const outcomes: string[] = []
    for (let step = 0; ; step++) {
      await start()
      const name = run(step)
      if (name === 'complete') break
      const before = await files()
      const { outcome, diagnostics } = await recover(folder.output)
      expect(diagnostics).toEqual([])
      // Without a journal nothing has begun, or, at the very end, everything has been done.
      const wanted = outcome === 'finished' || name === 'remove the staging folder' ? next : old
      if (outcome !== 'finished') expect(before).toEqual(expected(wanted))
      expect(await files()).toEqual(expected(wanted))
      expect(await leftovers()).toEqual([])
      outcomes.push(outcome)
      // The next run is not held up by the lock of the dead one.
      expect(await writeOutput(folder.output, outputs(next))).toMatchObject({ diagnostics: [] })
      expect(await files()).toEqual(expected(next))
      expect(Object.keys(await files(folder.root)).filter((path) => !path.startsWith('out/'))).toEqual([])
    }
    expect([...new Set(outcomes)]).toEqual(['nothing', 'discarded', 'finished'])
    expect(outcomes.length).toBeGreaterThan(15)
  })

  it('can be killed again at every step of the recovery', { timeout: 60_000 }, async () => {
    await start()
    let journalStep = 0
    while (run(journalStep) !== 'make the journal valid') {
      journalStep++
      await start()
    }
    await start()
    run(journalStep + 1)
    const interrupted = `${folder.root}-interrupted`
    await cp(folder.root, interrupted, { recursive: true })
    for (let step = 0; ; step++) {
      await rm(folder.root, { recursive: true, force: true })
      await cp(interrupted, folder.root, { recursive: true })
      const name = run(step)
      if (/^clear|^make|^store/.test(name) || name === 'complete') break
      await recover(folder.output)
      expect(await files()).toEqual(expected(next))
      expect(await leftovers()).toEqual([])
    }
    await rm(interrupted, { recursive: true, force: true })
  })
})
