import { describe, expect, it } from 'vitest'
import { useWorkspace } from './run.js'

const workspace = useWorkspace()
const good = 'user#d23c81a3 id:int first_name:string last_name:string = User;\n'
const bad = 'user#d23c81a4 id:int first_name:string last_name:string = User;\nchat a:Usr = Chat;\n'

function bytesOf(text: string): Uint8Array {
  return new TextEncoder().encode(text)
}

describe('check', () => {
  it('says that all is fine', async () => {
    await workspace.put({ 'api.tl': good })
    expect(await workspace.run(['check', 'api.tl'])).toEqual({
      code: 0,
      stdout: 'no mistakes in 1 definition; ids: 1 verified\n',
      stderr: '',
    })
  })

  it('shows all problems of all files, sorted, with paths relative to the working directory', async () => {
    await workspace.put({
      'b/bad.tl': bad,
      'a.tl': 'x y = Z;\n',
      'wrong.tl': Uint8Array.of(...bytesOf('a = A;\n'), 0xff, 0x0a),
    })
    const { code, stdout, stderr } = await workspace.run([
      'check',
      'wrong.tl',
      'b/bad.tl',
      'nowhere.tl',
      'a.tl',
    ])
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' })
    const titles = stderr.split('\n').filter((line) => /^(?:error|warning)|-->/.test(line))
    expect(titles.filter((line) => line.includes('-->'))).toEqual(
      titles.filter((line) => line.includes('-->')).sort(),
    )
    expect(stderr).toContain('error[TL4001]: cannot read nowhere.tl: there is no such file or folder')
    expect(stderr).toContain(' --> b/bad.tl:1:')
    expect(stderr).toContain('error[TL2001]')
    expect(stderr.match(/wrong\.tl:2:1/g)).toHaveLength(1)
  })

  it('gives JSON and SARIF on stdout', async () => {
    await workspace.put({ 'bad.tl': bad })
    const json = await workspace.run(['check', '--format', 'json', 'bad.tl'])
    expect(json).toMatchObject({ code: 1, stderr: '' })
    expect(JSON.parse(json.stdout)).toMatchObject({
      version: 1,
      diagnostics: [{ place: { file: 'bad.tl' } }, {}],
    })
    const sarif = await workspace.run(['check', '--format', 'sarif', 'bad.tl'])
    expect(JSON.parse(sarif.stdout)).toMatchObject({ version: '2.1.0' })
    await workspace.put({ 'good.tl': good })
    const fine = await workspace.run(['check', '--format', 'json', 'good.tl'])
    expect(JSON.parse(fine.stdout)).toEqual({ version: 1, errors: 0, warnings: 0, diagnostics: [] })
  })

  it('takes several files as one schema', async () => {
    await workspace.put({ 'types.tl': 'user id:int = User;\n', 'more.tl': 'chat owner:User = Chat;\n' })
    expect((await workspace.run(['check', 'types.tl', 'more.tl'])).code).toBe(1)
    expect((await workspace.run(['check', '--together', 'types.tl', 'more.tl'])).code).toBe(0)
  })

  it('uses id exceptions', async () => {
    const exception = {
      schema: 'api',
      name: 'user',
      id: 'd23c81a4',
      reason: 'unexplained',
      detail: 'so it is',
    }
    await workspace.put({
      'api.tl': bad.split('\n')[0] ?? '',
      'exceptions.json': JSON.stringify([exception]),
      'broken.json': '[',
    })
    expect((await workspace.run(['check', 'api.tl'])).code).toBe(1)
    expect(await workspace.run(['check', 'api.tl', '--id-exceptions', 'exceptions.json'])).toMatchObject({
      code: 0,
    })
    const broken = await workspace.run(['check', 'api.tl', '--id-exceptions', 'broken.json'])
    expect(broken.stderr).toContain('error[TL4004]')
  })

  it('has colours on a terminal only, and only if they are wanted', async () => {
    await workspace.put({ 'bad.tl': bad })
    const isColored = async (args: readonly string[], env = {}, isTTY = true): Promise<boolean> =>
      (await workspace.run(['check', 'bad.tl', ...args], { isTTY, env })).stderr.includes('\u001b[')
    expect(await isColored([])).toBe(true)
    expect(await isColored(['--no-color'])).toBe(false)
    expect(await isColored([], { NO_COLOR: '1' })).toBe(false)
    expect(await isColored([], { NO_COLOR: '' })).toBe(true)
    expect(await isColored([], { TERM: 'dumb' })).toBe(false)
    expect(await isColored([], {}, false)).toBe(false)
    expect(await isColored([], { FORCE_COLOR: '1' }, false)).toBe(true)
    expect(await isColored([], { FORCE_COLOR: '0' })).toBe(false)
    expect(await isColored([], { FORCE_COLOR: '1', NO_COLOR: '1' })).toBe(false)
  })
})
