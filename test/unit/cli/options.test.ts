import { describe, expect, it } from 'vitest'
import { useWorkspace, type RunResult } from './run.js'

const workspace = useWorkspace()
const tl = 'user#d23c81a3 id:int first_name:string last_name:string = User;\n'
const config = JSON.stringify({
  targets: [{ name: 'demo', output: 'out', schemas: [{ name: 'api', files: ['api.tl'] }] }],
})
const files = {
  'tlforge.config.json': config,
  'api.tl': `// LAYER 2\n${tl}`,
  'old.tl': `// LAYER 1\n${tl}`,
  'wrong.tl': 'a x:Nobody = A;\n',
  'messy.tl': 'a   x:int = A;\n',
  'broken.tl': 'a = ;\n',
}

/** Which of the common options a command has. */
const common = ['--format', '--json', '--quiet'] as const
const table: Readonly<Record<string, string>> = {
  init: '--json --quiet',
  regenerate: '--format --json --quiet',
  check: '--format --json --quiet',
  docs: '--format --json --quiet',
  diff: '--format --json --quiet',
  update: '--json --quiet',
  fmt: '--json --quiet',
  id: '--json',
  types: '--format --json --quiet',
  decode: '--json',
  encode: '--json',
  explain: '--json',
  completion: '',
}

describe('the options of commands', () => {
  it('are listed for every command', async () => {
    const { stdout } = await workspace.run(['--help'])
    const commands = [...stdout.matchAll(/^ {2}([a-z]+) .*/gm)].map(([, name]) => name)
    const listed = commands.filter((name) => name !== 'help' && name !== 'tlforge')
    expect(listed).toEqual(Object.keys(table))
  })

  it.each(Object.entries(table))('of %s are %j, with examples', async (command, options) => {
    const { code, stdout, stderr } = await workspace.run([command, '--help'])
    expect([code, stderr]).toEqual([0, ''])
    expect(common.filter((option) => new RegExp(`^ {2}${option}\\b`, 'm').test(stdout)).join(' ')).toBe(
      options,
    )
    const examples = stdout.split('\nExamples:\n')[1] ?? ''
    expect(examples).toMatch(new RegExp(`^ {2}tlforge ${command}\\b`))
    // An option of an example is one of the command.
    const used = [...examples.matchAll(/ (--[a-z-]+)/g)].map(([, option = '']) => option)
    for (const option of used) expect(stdout.split('\nExamples:\n')[0]).toContain(option)
    expect(stdout.split('\n').filter((line) => line.length > 130)).toEqual([])
    expect((await workspace.run(['help', command])).stdout).toBe(stdout)
  })

  it.each(Object.entries(table).filter(([, options]) => /--format.*--json/.test(options)))(
    '--json and --format of %s exclude each other',
    async (command) => {
      const format = command === 'diff' ? 'markdown' : 'sarif'
      const result = await workspace.run([command, 'a', 'b', '--json', '--format', format])
      expect(result).toMatchObject({ code: 2, stdout: '' })
      expect(result.stderr).toContain("option '--json' cannot be used with option '--format")
    },
  )
})

/** What is on stdout, all of it, as one document. */
function documentOf({ stdout }: RunResult): unknown {
  expect(stdout.endsWith('}\n')).toBe(true)
  return JSON.parse(stdout)
}

const clean = { version: 1, errors: 0, warnings: 0, diagnostics: [] }
const problem = (code: string): object => ({ version: 1, errors: 1, diagnostics: [{ code }] })

describe('--json', { timeout: 60_000 }, () => {
  it.each([
    [['check', 'api.tl'], { ...clean, definitions: 1, verifiedIds: 1 }],
    [['check', 'wrong.tl'], { ...problem('TL2001'), definitions: 1 }],
    [['check', 'none.tl'], problem('TL4001')],
    [['docs', 'api.tl'], { ...clean, output: 'docs/reference', files: { changed: 0 } }],
    [['docs', 'wrong.tl'], problem('TL2001')],
    [
      ['diff', 'old.tl', 'api.tl'],
      { ...clean, layerBefore: 1, layerAfter: 2, readers: 'compatible', definitions: [] },
    ],
    [['diff', 'old.tl', 'wrong.tl'], problem('TL2001')],
    [
      ['update', 'old.tl', 'api.tl'],
      { ...clean, file: 'old.tl', from: 'api.tl', state: 'written', diff: { layerAfter: 2 } },
    ],
    [['update', '--dry-run', 'old.tl', 'api.tl'], { ...clean, state: 'not written' }],
    [['update', 'api.tl', 'api.tl'], { ...clean, state: 'up to date' }],
    [['update', 'api.tl', 'wrong.tl'], problem('TL2001')],
    [
      ['fmt', 'messy.tl', 'old.tl'],
      {
        ...clean,
        files: [
          { file: 'messy.tl', state: 'rewritten' },
          { file: 'old.tl', state: 'formatted' },
        ],
      },
    ],
    [['fmt', '--check', 'messy.tl'], { ...clean, files: [{ file: 'messy.tl', state: 'not formatted' }] }],
    [['fmt', '-'], { ...clean, files: [{ file: 'stdin', state: 'formatted', text: 'a x:int = A;\n' }] }],
    [['fmt', 'broken.tl'], { ...problem('TL1001'), files: [{ file: 'broken.tl', state: 'failed' }] }],
    [
      ['id', tl],
      { ...clean, ids: [{ name: 'user', id: 'd23c81a3', hashed: tl.replace('#d23c81a3', '').slice(0, -2) }] },
    ],
    [['id', 'a = ;'], problem('TL1001')],
    [
      ['decode', '--schema', 'api.tl', '--type', 'int', '05000000'],
      { ...clean, bytes: 4, rest: 0, root: { kind: 'int', value: 5, start: 0, end: 4 } },
    ],
    [
      ['decode', '--schema', 'api.tl', '--type', 'int', '050000'],
      { ...problem('TL4005'), bytes: 3, root: { kind: 'broken' } },
    ],
    [
      ['encode', '--schema', 'api.tl', '--type', 'int', '5'],
      { ...clean, output: 'hex', length: 4, bytes: '05000000' },
    ],
    [['encode', '--schema', 'api.tl', '--type', 'int', '"x"'], problem('TL4006')],
    [
      ['explain', 'tl2003'],
      { ...clean, code: 'TL2003', title: 'id is not the CRC32 of the definition', language: 'tl' },
    ],
    [['init', '--yes', '--force', 'api.tl'], { ...clean, file: 'tlforge.config.ts', schemas: ['api.tl'] }],
    [['regenerate', '--config', 'none.json'], problem('TL4001')],
    [['types'], { ...clean, files: [{ file: 'api.tl', types: 'api.d.tl.ts' }] }],
    [['types', 'wrong.tl'], { ...problem('TL2001'), files: [] }],
  ])('gives one document for %j', async (args, expected) => {
    await workspace.put(files)
    const result = await workspace.run([...args, '--json'], { stdin: files['messy.tl'] })
    const document = documentOf(result)
    expect(document).toMatchObject(expected)
    const fails = 'errors' in expected && expected.errors === 1
    expect(result.code).toBe(fails || args.includes('--check') ? 1 : 0)
    expect(result.stderr).toBe('')
  })

  it('lists all codes', async () => {
    const { stdout } = await workspace.run(['explain'])
    const codes = [...stdout.matchAll(/^(TL\d+) {2}(.*)$/gm)].map(([, code, title]) => ({ code, title }))
    expect(codes.length).toBeGreaterThan(40)
    expect(documentOf(await workspace.run(['explain', '--json']))).toMatchObject({ codes })
  })

  it('tells what became of targets', async () => {
    await workspace.put(files)
    const run = async (...args: readonly string[]): Promise<unknown> =>
      documentOf(await workspace.run(['regenerate', '--json', '--quiet', ...args]))
    const title = { name: 'demo', output: 'out', definitions: 1, verifiedIds: 1 }
    expect(await run()).toMatchObject({
      ...clean,
      targets: [
        { ...title, files: { kind: 'written', changed: 0, removed: 0, recovered: false, edited: [] } },
      ],
    })
    expect(await run('--check')).toMatchObject({
      ...clean,
      targets: [{ files: { kind: 'compared', missing: [] } }],
    })
    await workspace.put({ 'out/mine.ts': '// Generated by tlforge 0.1.0: do not edit.\n' })
    expect(await run('--check')).toMatchObject({
      ...problem('TL4003'),
      targets: [{ ...title, files: { missing: [], changed: [], stray: ['mine.ts'] } }],
    })
    await workspace.put({ 'api.tl': files['wrong.tl'] })
    expect(await run()).toMatchObject({ ...problem('TL2001'), targets: [] })
  })

  it('has no place for raw bytes, and nobody watches it', async () => {
    await workspace.put(files)
    const raw = await workspace.run([
      'encode',
      '--schema',
      'api.tl',
      '--type',
      'int',
      '5',
      '--json',
      '--output',
      'raw',
    ])
    expect(raw).toEqual({
      code: 2,
      stdout: '',
      stderr: 'error: --json cannot hold raw bytes\nhint: --output base64\n',
    })
    expect((await workspace.run(['regenerate', '--json', '--watch'])).code).toBe(2)
  })
})

describe('--quiet', { timeout: 60_000 }, () => {
  it.each([
    [['init', '--yes', '--force', 'api.tl']],
    [['regenerate']],
    [['regenerate', '--check']],
    [['check', 'api.tl']],
    [['docs', 'api.tl']],
    [['diff', 'old.tl', 'api.tl']],
    [['update', 'old.tl', 'api.tl']],
    [['fmt', 'messy.tl']],
    [['types', 'messy.tl']],
  ])('prints nothing where nothing is wrong: %j', async (args) => {
    await workspace.put(files)
    if (args.includes('--check')) await workspace.run(['regenerate'])
    const loud = await workspace.run(args)
    expect([loud.code, loud.stdout === '']).toEqual([0, false])
    await workspace.put(files)
    expect(await workspace.run([...args, '--quiet'])).toEqual({ code: 0, stdout: '', stderr: '' })
  })

  it.each([
    [['check', 'wrong.tl'], 'error[TL2001]'],
    [['docs', 'wrong.tl'], 'error[TL2001]'],
    [['diff', 'old.tl', 'wrong.tl'], 'error[TL2001]'],
    [['update', 'old.tl', 'wrong.tl'], 'error[TL2001]'],
    [['fmt', 'broken.tl'], 'error[TL1001]'],
    [['fmt', '--check', 'messy.tl'], 'messy.tl is not formatted\n'],
    [['regenerate', '--config', 'none.json'], 'error[TL4001]'],
  ])('prints problems all the same: %j', async (args, message) => {
    await workspace.put(files)
    const { code, stdout, stderr } = await workspace.run([...args, '--quiet'])
    expect([code, stdout]).toEqual([1, ''])
    expect(stderr).toContain(message)
  })

  it('leaves the exit code of a comparison', async () => {
    await workspace.put({ ...files, 'new.tl': tl.replace('first_name', 'given_name') })
    const args = ['diff', '--fail-on', 'breaking', 'old.tl', 'new.tl', '--quiet']
    expect(await workspace.run(args)).toMatchObject({ code: 1, stdout: '' })
  })
})
