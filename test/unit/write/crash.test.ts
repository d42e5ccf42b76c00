import { build } from 'esbuild'
import { spawnSync } from 'node:child_process'
import { chmod, cp, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { recover } from '../../../generator/write/commit-writes.js'
import { manifestText } from '../../../generator/write/manifest.js'
import { writeOutput } from '../../../generator/write/write-output.js'
import { contents, put, useFolder } from './folder.js'
import { editOf, outputs } from './outputs.js'

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
function run(killAt: number, ...outside: readonly string[]): string {
  const args = [child, folder.output, join(tools, 'next.json'), String(killAt), ...outside]
  const result = spawnSync(process.execPath, args)
  expect(result.stderr.toString()).toBe('')
  if (result.stdout.toString() !== 'complete') expect(result.signal).toBe('SIGKILL')
  return result.stdout.toString()
}

async function start(): Promise<void> {
  await rm(folder.root, { recursive: true, force: true })
  await put(folder.output, foreign)
  await writeOutput(folder.output, outputs(old))
}

/** Files only: folders that are empty, and what is stored, are no difference that anybody sees. */
async function files(path = folder.output): Promise<Record<string, string>> {
  const all = await contents(path)
  const isSeen = (name: string): boolean => !name.endsWith('/') && !name.startsWith('.tlforge-staging/')
  return Object.fromEntries(Object.entries(all).filter(([name]) => isSeen(name)))
}

function expected(of: Readonly<Record<string, string>>): Record<string, string> {
  return { ...of, ...foreign, '.tlforge.json': manifestText(outputs(of)) }
}

/** What is left in or beside the output, apart from the lock of the process that was killed. */
async function leftovers(): Promise<string[]> {
  return Object.keys(await files(folder.root)).filter(
    (name) => /staging/.test(name) || (!name.startsWith('out/') && !/-lock/.test(name)),
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

  it.each([false, true])(
    'changes a file outside together with the folder; edited since: %j',
    async (isEdited) => {
      const outside = join(folder.root, 'notes/CHANGES.md')
      const text = (): Promise<string> => readFile(outside, 'utf8')
      const names: string[] = []
      for (let step = 0; ; step++) {
        await start()
        await put(folder.root, { 'notes/CHANGES.md': 'mine\n' })
        await chmod(outside, 0o640)
        const name = run(step, outside)
        if (name === 'complete') break
        names.push(name)
        if ((await text()) === 'mine\n') expect(await files()).toEqual(expected(old))
        // Somebody writes to the file before the next run.
        if (isEdited) await writeFile(outside, `${await text()}edited\n`)
        const before = await text()
        const { outcome, diagnostics } = await recover(folder.output)
        expect(diagnostics).toEqual([])
        const isNew = outcome === 'finished' || name === 'remove the staging folder'
        expect(await files()).toEqual(expected(isNew ? next : old))
        expect(await text()).toBe(isNew && !before.includes('section') ? `section\n${before}` : before)
        if (isNew) expect(await text()).toContain('section\n')
        if (name.startsWith('move ../')) expect(outcome).toBe(isEdited ? 'discarded' : 'finished')
        expect(await leftovers()).toEqual(['notes/CHANGES.md'])
        const options = { edits: [editOf(outside)] }
        expect(await writeOutput(folder.output, outputs(next), options)).toMatchObject({ diagnostics: [] })
        expect(await text()).toBe(`section\nmine\n${isEdited ? 'edited\n' : ''}`)
        expect((await stat(outside)).mode & 0o777).toBe(0o640)
      }
      expect(names).toContain('move ../notes/CHANGES.md')
    },
  )

  it('does not write where a journal has no business', async () => {
    await start()
    const journal = { version: 2, outside: [{ path: '../profile', before: null }], deletes: [], moves: [] }
    await put(folder.root, {
      'out/.tlforge-staging/journal.json': JSON.stringify(journal),
      'out/.tlforge-staging/files/outside-0': 'wrong',
    })
    const { outcome, diagnostics } = await recover(folder.output)
    expect({ outcome, codes: diagnostics.map(({ code }) => code) }).toEqual({
      outcome: 'failed',
      codes: ['TL4002'],
    })
    expect(await readdir(folder.root)).not.toContain('profile')
  })
})
