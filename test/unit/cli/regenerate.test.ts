import { appendFile, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { useWorkspace } from './run.js'

const workspace = useWorkspace()
const target = { name: 'demo', output: 'out/demo', schemas: [{ name: 'api', files: ['api.tl'] }] }
const config = { 'tlforge.config.json': JSON.stringify({ targets: [target] }) }
const schema = 'user#d23c81a3 id:int first_name:string last_name:string = User;\n'

describe('regenerate', { timeout: 30_000 }, () => {
  it('writes, then has nothing to do, then finds what was edited', async () => {
    await workspace.put({ ...config, 'api.tl': schema, 'inner/x': '', 'node_modules/x': '' })
    const first = await workspace.run(['regenerate'])
    expect(first.code).toBe(0)
    expect(first.stdout).toMatch(
      /^demo: 1 definition, 1 id verified, 0 exceptions explained; \d+ added, 0 changed, 0 removed, 0 files unchanged in out\/demo\ndone in [\d.]+ m?s\n$/,
    )
    expect(first.stderr).toMatch(/^demo: reading .*\ndemo: checking .*\n(?:demo: .*\n)*demo: writing .*\n$/)
    expect((await workspace.run(['regenerate'])).stdout).toMatch(
      /; 0 added, 0 changed, 0 removed, \d+ files unchanged/,
    )
    expect(await workspace.run(['regenerate', '--check', '--quiet'])).toEqual({
      code: 0,
      stdout: '',
      stderr: '',
    })
    await appendFile(join(workspace.cwd, 'out/demo/index.ts'), '// mine\n')
    const check = await workspace.run(['regenerate', '--check', '--quiet'])
    expect(check.code).toBe(1)
    expect(check.stderr).toContain(
      'error[TL4003]: out/demo/index.ts differs from what the schema gives\nnote: @@ ',
    )
    expect(check.stderr).toContain('\n  -// mine\n')
    expect(check.stderr).not.toContain(workspace.cwd)
    expect((await workspace.run(['regenerate', '--quiet'])).code).toBe(0)
    expect(await readFile(join(workspace.cwd, 'out/demo/index.ts'), 'utf8')).not.toContain('mine')
  })

  it('writes nothing when the schema has mistakes', async () => {
    await workspace.put({ ...config, 'api.tl': 'chat owner:User = Chat;\n' })
    const { code, stderr } = await workspace.run(['regenerate', '--quiet'])
    expect(code).toBe(1)
    expect(stderr).toContain('error[TL2001]')
    await expect(readFile(join(workspace.cwd, 'out/demo/index.ts'))).rejects.toThrow()
  })

  it('reports the problems of all targets at once, for machines on stdout', async () => {
    const second = {
      ...target,
      name: 'other',
      output: 'out/other',
      schemas: [{ name: 'api', files: ['none.tl'] }],
    }
    await workspace.put({
      'my.json': JSON.stringify({ targets: [target, second] }),
      'api.tl': 'chat owner:User = Chat;\n',
    })
    const { code, stdout } = await workspace.run(['regenerate', '--config', 'my.json', '--format', 'json'])
    expect(code).toBe(1)
    expect(JSON.parse(stdout)).toMatchObject({ diagnostics: [{ code: 'TL2001' }, { code: 'TL4001' }] })
    const one = await workspace.run([
      'regenerate',
      '--config',
      'my.json',
      '--target',
      'other',
      '--format',
      'json',
    ])
    expect(JSON.parse(one.stdout)).toMatchObject({ errors: 1 })
  })

  it('does not overwrite what others wrote', async () => {
    await workspace.put({ ...config, 'api.tl': schema, 'out/demo/index.ts': 'mine' })
    const { code, stderr } = await workspace.run(['regenerate', '--quiet'])
    expect(code).toBe(1)
    expect(stderr).toContain(
      'error[TL4002]: out/demo/index.ts was not written by tlforge, so it is not overwritten\nhint: move',
    )
    expect(await readFile(join(workspace.cwd, 'out/demo/index.ts'), 'utf8')).toBe('mine')
  })

  it('draws a spinner on a terminal', async () => {
    await workspace.put({ ...config, 'api.tl': schema })
    const { code, stderr } = await workspace.run(['regenerate'], { isTTY: true, env: { NO_COLOR: '1' } })
    expect(code).toBe(0)
    expect(stderr).toContain('demo: ')
    await rm(join(workspace.cwd, 'out'), { recursive: true })
  })

  it('knows no other target', async () => {
    await workspace.put(config)
    expect(await workspace.run(['regenerate', '--target', 'dmo'])).toEqual({
      code: 2,
      stdout: '',
      stderr: "error: the configuration has no target 'dmo'\nhint: did you mean `demo`?\n",
    })
  })

  it('points at an unknown option', async () => {
    await workspace.put({ 'tlforge.config.json': JSON.stringify({ targets: [{ ...target, outptu: 'x' }] }) })
    const { code, stderr } = await workspace.run(['regenerate'])
    expect(code).toBe(1)
    expect(stderr).toBe(`error[TL3001]: unknown option \`targets[0].outptu\`
 --> tlforge.config.json:1:94
  |
1 | …s":[{"name":"demo","output":"out/demo","schemas":[{"name":"api","files":["api.tl"]}],"outptu":"x"}]}
  |                                                                                       ^^^^^^^^
hint: did you mean \`output\`?

1 error
`)
  })
})
