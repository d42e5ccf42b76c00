import { spawnSync } from 'node:child_process'
import { describe, expect, it } from 'vitest'
import { useWorkspace } from './run.js'

const workspace = useWorkspace()

describe('tlforge', () => {
  it('prints its version and help', async () => {
    expect(await workspace.run(['--version'])).toMatchObject({ code: 0, stderr: '' })
    const help = await workspace.run(['--help'])
    expect(help).toMatchObject({ code: 0, stderr: '' })
    expect(help.stdout).toContain('Exit codes: 0 fine, 1 problems, 2 wrong usage.')
  })

  it.each([
    'regenerate',
    'check',
    'fmt',
    'id',
    'decode',
    'encode',
    'explain',
    'completion',
    'diff',
    'update',
  ])('has help with examples for %s', async (command) => {
    const { code, stdout } = await workspace.run([command, '--help'])
    expect(code).toBe(0)
    expect(stdout).toContain(`Examples:\n  tlforge ${command}`)
    expect((await workspace.run(['help', command])).stdout).toBe(stdout)
  })

  it.each([
    [['chek', 'a.tl'], "error: unknown command 'chek'\n(Did you mean check?)"],
    [['check'], "error: missing required argument 'file'"],
    [['check', '--formt', 'json', 'a.tl'], "error: unknown option '--formt'\n(Did you mean --format?)"],
    [['check', '--format', 'xml', 'a.tl'], 'Allowed choices are text, json, sarif.'],
    [['fmt', '-', 'a.tl'], 'error: stdin (-) cannot be mixed with files\n'],
    [['explain', 'TL2099'], "error: there is no code 'TL2099'\nhint: did you mean `TL2009`?\n"],
    [['explain', 'x\u001b[31m'], "error: there is no code 'x␛[31m'\nhint: tlforge explain lists all codes\n"],
    [['\u001b]0;x\u0007'], "unknown command '␛]0;x␇'"],
    [['id', '// nothing'], 'error: there is no definition'],
    [['id', '   '], 'error: there is no definition'],
  ])('ends with 2 for %j', async (args, message) => {
    const { code, stdout, stderr } = await workspace.run(args)
    expect(stderr).toContain(message)
    expect(stdout).toBe('')
    expect(code).toBe(2)
  })

  it('shows help on stderr when there is no command', async () => {
    const { code, stdout, stderr } = await workspace.run([])
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(stderr).toContain('Usage: tlforge')
  })
})

describe('explain', () => {
  it('explains a code, however it is written, and lists all', async () => {
    expect((await workspace.run(['explain', 'tl2003'])).stdout).toMatch(/^TL2003: id is not the CRC32/)
    expect((await workspace.run(['explain'])).stdout).toContain('TL1001  unexpected token\n')
  })
})

describe('id', () => {
  it.each([
    ['user id:int first_name:string last_name:string = User', 'd23c81a3'],
    ['user#1 id:int first_name:string last_name:string = User;', 'd23c81a3'],
    ['vector#1cb5c415 {t:Type} # [ t ] = Vector t;', '1cb5c415'],
    ['boolFalse = Bool; boolTrue = Bool;', 'bc799737\n997275b5'],
  ])('of %s is %s', async (tl, id) => {
    expect(await workspace.run(['id', tl])).toEqual({ code: 0, stdout: `${id}\n`, stderr: '' })
  })

  it('knows two rules, and shows what is hashed', async () => {
    const tl = 'a flags:# b:flags.0?true = A'
    expect((await workspace.run(['id', '--text', tl])).stdout).toMatch(/^[0-9a-f]{8} a flags:# = A\n$/)
    expect((await workspace.run(['id', '--text', '--rule', 'tdlib', tl])).stdout).toMatch(
      / a flags:# b:flags.0\?true = A\n$/,
    )
  })

  it('shows what is wrong with the definition', async () => {
    const { code, stdout, stderr } = await workspace.run(['id', 'user id: = User'])
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' })
    expect(stderr).toContain('--> <argument>:1:')
  })
})

describe('completion', () => {
  it.each([
    ['bash', ['-n']],
    ['zsh', ['-n']],
    ['fish', ['--no-execute']],
  ])('is a script of %s that names all commands and options', async (shell, check) => {
    const { code, stdout } = await workspace.run(['completion', shell])
    expect(code).toBe(0)
    for (const word of ['regenerate', 'decode', 'check', 'no-color', 'together', 'sarif', 'completion']) {
      expect(stdout).toContain(word)
    }
    const { status, error, stderr } = spawnSync(shell, check, { input: stdout, encoding: 'utf8' })
    // Not every machine has every shell.
    if (error === undefined) expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
  })

  it.each([
    [['tlforge', 'reg'], 'regenerate'],
    [['tlforge', 'check', '--toge'], '--together'],
    [['tlforge', 'check', '--format', 'sa'], 'sarif'],
    [['tlforge', 'completion', 'fi'], 'fish'],
  ])('completes %j in bash', async (words, expected) => {
    const { stdout } = await workspace.run(['completion', 'bash'])
    const list = words.map((word) => `'${word}'`).join(' ')
    const input = `${stdout}\nCOMP_WORDS=(${list}); COMP_CWORD=${words.length - 1}; _tlforge; echo "\${COMPREPLY[*]}"\n`
    expect(spawnSync('bash', { input, encoding: 'utf8' }).stdout).toBe(`${expected}\n`)
  })

  it('knows no other shell', async () => {
    expect(await workspace.run(['completion', 'tcsh'])).toMatchObject({ code: 2 })
  })
})
