import { spawnSync } from 'node:child_process'
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { hostname } from 'node:os'
import { describe, expect, it } from 'vitest'
import { lockOutput, type LockResult } from '../../../generator/write/lock.js'
import { writeOutput } from '../../../generator/write/write-output.js'
import { contents, outputs, useFolder } from './folder.js'

const folder = useFolder()

function lockFile(): string {
  return `${folder.output}.tlforge-lock`
}

function deadPid(): number {
  return spawnSync(process.execPath, ['-e', '']).pid
}

function lockOf(pid: number, host = hostname()): string {
  return JSON.stringify({ pid, host, nonce: 'n' })
}

function message(result: LockResult): string {
  return result.kind === 'refused' ? result.diagnostic.message.replace(folder.output, 'out') : result.kind
}

describe('lockOutput', () => {
  it('is held by one at a time, and leaves nothing behind', async () => {
    const first = await lockOutput(folder.output)
    expect(first.kind).toBe('held')
    expect(message(await lockOutput(folder.output))).toBe(
      `another run is writing into out (process ${process.pid})`,
    )
    if (first.kind === 'held') await first.release()
    expect(await readdir(folder.root)).toEqual([])
  })

  it('takes over the lock of a dead process', async () => {
    await writeFile(lockFile(), lockOf(deadPid()))
    const lock = await lockOutput(folder.output)
    expect(lock.kind).toBe('held')
    expect(await readFile(lockFile(), 'utf8')).toContain(`"pid":${process.pid}`)
    expect(await readdir(folder.root)).toEqual(['out.tlforge-lock'])
  })

  it('takes over although another died while it took over', async () => {
    await writeFile(lockFile(), lockOf(deadPid()))
    await writeFile(`${lockFile()}.takeover`, lockOf(deadPid()))
    expect((await lockOutput(folder.output)).kind).toBe('held')
  })

  it('removes what a run left that was killed while it took the lock', async () => {
    await writeFile(`${lockFile()}.1`, lockOf(deadPid()))
    await writeFile(`${lockFile()}.2`, lockOf(process.pid))
    await writeFile(`${lockFile()}.mine`, 'hello')
    expect((await lockOutput(folder.output)).kind).toBe('held')
    expect((await readdir(folder.root)).sort()).toEqual([
      'out.tlforge-lock',
      'out.tlforge-lock.2',
      'out.tlforge-lock.mine',
    ])
  })

  it('is taken over by exactly one of many', async () => {
    await writeFile(lockFile(), lockOf(deadPid()))
    const results = await Promise.all(Array.from({ length: 20 }, () => lockOutput(folder.output)))
    expect(results.filter((result) => result.kind === 'held')).toHaveLength(1)
  })

  it.each([
    ['of another host', lockOf(1, 'some-other-host')],
    ['that cannot be read', 'hello'],
  ])('respects a lock %s, and says how to get rid of it', async (_, content) => {
    await writeFile(lockFile(), content)
    const result = await lockOutput(folder.output)
    expect(result).toMatchObject({
      kind: 'refused',
      diagnostic: { code: 'TL4002', hint: `wait for it; if there is none, delete ${lockFile()}` },
    })
    expect(await readFile(lockFile(), 'utf8')).toBe(content)
  })

  it('keeps runs at once apart', async () => {
    const runs = ['1', '2', '3', '4'].map((text) =>
      writeOutput(folder.output, outputs({ 'a.ts': text, 'b.ts': text })),
    )
    const results = await Promise.all(runs)
    expect(results.some((result) => result.diagnostics.length === 0)).toBe(true)
    const written = await contents(folder.output)
    expect(written['a.ts']).toBe(written['b.ts'])
  })
})
