import { spawnSync } from 'node:child_process'
import { appendFile, readdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { contents } from '../write/folder.js'
import { useWorkspace } from './run.js'

const workspace = useWorkspace()
const config = `export default { targets: [{ name: 'demo', output: 'out', schemas: [{ name: 'api', files: ['api.tl'] }] }] }`
const schema =
  'user id:int name:string = User;\nchat owner:User = Chat;\n---functions---\nget id:int = User;\n'

/** The output folder by path, and what the command said of it. */
async function run(
  ...args: readonly string[]
): Promise<{ files: Record<string, string>; said: string; read: boolean }> {
  // Files that were written just now are not trusted: wait until the clock of the disk has ticked.
  await new Promise((resolve) => setTimeout(resolve, 60))
  const { code, stdout, stderr } = await workspace.run(['regenerate', ...args])
  expect(code).toBe(0)
  const said = / ids? verified.*; (.*) in out/.exec(stdout)?.[1] ?? ''
  return { files: await contents(join(workspace.cwd, 'out')), said, read: stderr.includes('reading') }
}

async function prepare(): Promise<Record<string, string>> {
  await workspace.put({ 'tlforge.config.ts': config, 'api.tl': schema, 'node_modules/x': '' })
  return (await run()).files
}

const cache = (): string => join(workspace.cwd, 'node_modules/.cache/tlforge')
const unchanged = /^0 added, 0 changed, 0 removed, \d+ files unchanged$/

describe('regenerate with a cache', { timeout: 60_000 }, () => {
  it('does nothing when nothing has changed', async () => {
    const files = await prepare()
    const again = await run()
    expect(again).toMatchObject({ files, read: false })
    expect(again.said).toMatch(unchanged)
  })

  it('does nothing when files only look otherwise', async () => {
    const files = await prepare()
    const file = join(workspace.cwd, 'out/api/types/user.ts')
    await rm(file)
    await writeFile(file, files['api/types/user.ts'] ?? '')
    expect(await run()).toMatchObject({ files, read: false })
    expect(await run()).toMatchObject({ files, read: false })
  })

  it('removes the lock of a run that was killed when all was written', async () => {
    const files = await prepare()
    const gone = spawnSync(process.execPath, ['--version']).pid
    await workspace.put({ 'out.tlforge-lock': JSON.stringify({ pid: gone, host: hostname(), nonce: '1' }) })
    const again = await run()
    expect(again.files).toEqual(files)
    expect(again.said).toMatch(unchanged)
    expect(await readdir(workspace.cwd)).not.toContain('out.tlforge-lock')
  })

  it('does not call finished what another run is writing', async () => {
    await prepare()
    await workspace.put({
      'out.tlforge-lock': JSON.stringify({ pid: process.pid, host: hostname(), nonce: '1' }),
    })
    const { code, stderr } = await workspace.run(['regenerate'])
    expect(code).toBe(1)
    expect(stderr).toContain('another run is writing into out')
  })

  it.each([
    ['edited', (file: string) => appendFile(file, '// mine\n')],
    ['deleted', (file: string) => rm(file)],
    [
      'edited to the same size and date',
      async (file: string) => {
        const { atime, mtime } = await stat(file)
        await writeFile(file, (await readFile(file, 'utf8')).replace('Generated', 'GENERATED'))
        await utimes(file, atime, mtime)
      },
    ],
  ])('notices a file that was %s', async (_, change) => {
    const files = await prepare()
    await change(join(workspace.cwd, 'out/api/types/user.ts'))
    const again = await run()
    expect(again).toMatchObject({ files, read: true })
    expect(again.said).toMatch(/^(?:1 added, 0|0 added, 1) changed, 0 removed/)
  })

  it.each([
    ['schema', 'api.tl', schema.replace('name:string', 'title:string')],
    ['options', 'tlforge.config.ts', config.replace("'out',", "'out', importExtension: 'ts',")],
  ])('gives the same bytes with and without it after a change of the %s', async (_, file, text) => {
    const before = await prepare()
    await workspace.put({ [file]: text })
    const { files, read } = await run()
    expect(read).toBe(true)
    expect(files).not.toEqual(before)
    await rm(join(workspace.cwd, 'out'), { recursive: true })
    expect((await run('--no-cache')).files).toEqual(files)
    expect((await run()).files).toEqual(files)
    await rm(join(workspace.cwd, 'out'), { recursive: true })
    expect((await run()).files).toEqual(files)
  })

  it('ignores and repairs files that are damaged', async () => {
    const files = await prepare()
    const damage = async (folder: string): Promise<void> => {
      for (const entry of await readdir(folder, { withFileTypes: true })) {
        const path = join(folder, entry.name)
        if (entry.isDirectory()) await damage(path)
        else {
          const content = await readFile(path, 'latin1')
          const middle = content.length >> 1
          await writeFile(path, `${content.slice(0, middle)}#${content.slice(middle + 1)}`, 'latin1')
        }
      }
    }
    await damage(cache())
    expect(await run()).toMatchObject({ files, read: true })
    expect(await run()).toMatchObject({ files, read: false })
  })

  it('neither reads nor writes it with --no-cache', async () => {
    await prepare()
    await rm(cache(), { recursive: true })
    const { read, said } = await run('--no-cache')
    expect(read).toBe(true)
    expect(said).toMatch(unchanged)
    expect(await readdir(join(workspace.cwd, 'node_modules/.cache/tlforge')).catch(() => ['none'])).toEqual([
      'config',
    ])
  })

  it('repeats the warnings of a run', async () => {
    await prepare()
    // An exception that is not needed is a warning.
    const exception = {
      schema: 'api',
      name: 'user',
      id: 'd23c81a4',
      reason: 'unexplained',
      detail: 'so it is',
    }
    await workspace.put({
      'ids.json': JSON.stringify([exception]),
      'tlforge.config.ts': config.replace("'out',", "'out', idExceptions: 'ids.json',"),
    })
    const first = await workspace.run(['regenerate', '--quiet'])
    expect(first.stderr).toContain('warning[TL2013]')
    expect(await workspace.run(['regenerate', '--quiet'])).toEqual(first)
  })
})
