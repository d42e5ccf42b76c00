import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { pathToFileURL } from 'node:url'
import { describe, expect, it } from 'vitest'
import { inputsOf } from '../../../generator/cli/watch.js'
import { useWorkspace } from './run.js'

const workspace = useWorkspace()
const root = join(import.meta.dirname, '../../..')
const config = JSON.stringify({
  targets: [
    { name: 'demo', output: 'out', schemas: [{ name: 'api', files: ['api.tl'], changes: 'CHANGES.md' }] },
  ],
})

/** A real process, and what it has printed up to now. */
function start(): { child: ChildProcess; printed: (text: string | RegExp) => Promise<string> } {
  const loader = pathToFileURL(join(root, 'node_modules/tsx/dist/loader.mjs')).href
  const args = ['--import', loader, join(root, 'generator/cli/main.ts'), 'regenerate', '--watch']
  const child = spawn(process.execPath, args, { cwd: workspace.cwd, stdio: ['ignore', 'pipe', 'pipe'] })
  let output = ''
  let seen = 0
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()))
  const printed = async (text: string | RegExp): Promise<string> => {
    await expect.poll(() => output.slice(seen), { timeout: 60_000, interval: 20 }).toMatch(text)
    await expect.poll(() => output.slice(seen), { timeout: 60_000, interval: 20 }).toContain('watching')
    const fresh = output.slice(seen)
    seen = output.length
    return fresh
  }
  return { child, printed }
}

describe('regenerate --watch', { timeout: 180_000 }, () => {
  it('follows the schema and the configuration, shows mistakes, goes on, and ends on Ctrl-C', async () => {
    await workspace.put({ 'tlforge.config.json': config, 'api.tl': 'a x:int = A;\n' })
    const { child, printed } = start()
    try {
      await printed(/[1-9]\d* added/)
      const file = join(workspace.cwd, 'out/api/types/a.ts')
      await workspace.put({ 'api.tl': 'a x:int y:string = A;\n' })
      await printed(/[1-9] changed/)
      expect(await readFile(file, 'utf8')).toContain('y')
      await workspace.put({ 'api.tl': 'a x:Nobody = A;\n' })
      await printed(/TL2001/)
      expect(await readFile(file, 'utf8')).toContain('y')
      await workspace.put({ 'api.tl': 'a x:int = A; b = B;\n' })
      await printed(/[1-9]\d* added/)
      await workspace.put({ 'api.tl': '// LAYER 1\na x:int = A; b = B;\n' })
      await printed(/[1-9]\d* changed/)
      await workspace.put({ 'api.tl': '// LAYER 2\na x:int = A; b = B; c = C;\n' })
      await printed(/`Layer 1 → 2` was added to CHANGES\.md/)
      // What is written by a run brings about no other: the next thing printed is of what follows.
      await setTimeout(300)
      await workspace.put({ 'tlforge.config.json': '{' })
      expect(await printed(/TL4004/)).not.toContain('demo')
      await workspace.put({ 'tlforge.config.json': config.replaceAll('demo', 'other') })
      await printed(/other: /)
      const ended = once(child, 'exit')
      child.kill('SIGINT')
      expect(await ended).toEqual([0, null])
    } finally {
      child.kill('SIGKILL')
    }
  })

  it('hears the second of two changes, however soon it comes', async () => {
    await workspace.put({ 'tlforge.config.json': config, 'api.tl': 'a x:int = A;\n' })
    const { child, printed } = start()
    const file = join(workspace.cwd, 'out/api/types/a.ts')
    try {
      await printed(/[1-9]\d* added/)
      // The watcher itself is silent for 50 ms; a run begins after 30.
      for (const pause of [10, 20, 35, 40, 45, 60]) {
        await workspace.put({ 'api.tl': 'a x:int first:int = A;\n' })
        await setTimeout(pause)
        const last = `after${String(pause)}`
        await workspace.put({ 'api.tl': `a x:int ${last}:int = A;\n` })
        await expect.poll(() => readFile(file, 'utf8'), { timeout: 20_000 }).toContain(last)
        await setTimeout(300)
      }
    } finally {
      child.kill('SIGKILL')
    }
  })

  it('writes again what somebody edits meanwhile, and leaves nothing to do', async () => {
    await workspace.put({ 'tlforge.config.json': config, 'api.tl': 'a x:int = A;\n', 'node_modules/x': '' })
    const { child, printed } = start()
    const files = ['out/api/types/a.ts', 'out/api/types/b.ts'].map((path) => join(workspace.cwd, path))
    const texts = (): Promise<readonly string[]> =>
      Promise.all(files.map((file) => readFile(file, 'utf8').catch(() => '')))
    try {
      await printed(/[1-9]\d* added/)
      await workspace.put({ 'api.tl': 'a x:int = A; b = B;\n' })
      await printed(/1 added/)
      const made = await texts()
      for (const [index, text] of made.entries()) {
        await workspace.put({
          [`out/api/types/${'ab'.charAt(index)}.ts`]: `${text}// edited\n`,
          'api.tl': `\n${await readFile(join(workspace.cwd, 'api.tl'), 'utf8')}`,
        })
        await printed(/1 changed/)
        expect(await texts()).toEqual(made)
      }
      await rm(files[1] ?? '')
      await workspace.put({ 'api.tl': 'a x:int = A; b y:int = B;\n' })
      await printed(/1 added/)
      expect((await texts())[1]).toContain('y')
      const ended = once(child, 'exit')
      child.kill('SIGINT')
      await ended
      const { stdout, stderr } = await workspace.run(['regenerate'])
      expect(stdout).toMatch(/; 0 added, 0 changed, 0 removed/)
      expect(stderr).not.toContain('reading')
    } finally {
      child.kill('SIGKILL')
    }
  })

  it('looks at all that a target is made from, and at nothing that it makes', () => {
    const target = {
      name: 'x.y',
      output: 'out',
      schemas: [
        {
          name: 'api',
          files: ['a/b.tl', 'npm:c', 'https://d/e.tl'],
          errors: ['f.json'],
          changes: 'CHANGES.md',
        },
      ],
      idExceptions: 'ids.json',
      copies: [
        { from: './copied', to: 'copied' },
        { from: 'out/mine', to: 'b' },
      ],
    }
    const loaded = { config: { targets: [target] }, file: '/p/tlforge.config.ts', root: '/p' }
    expect([...inputsOf(loaded)].sort()).toEqual(
      ['a/b.tl', 'copied', 'f.json', 'ids.json', 'tlforge.config.ts'].map((path) => `/p/${path}`),
    )
  })
})
