import { build } from 'esbuild'
import { mkdir, readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { problemOf, problemText } from '../../generator/plugin/problem.js'
import { createProject, type Built, type BuiltModule } from '../../generator/plugin/project.js'
import tlforge from '../../generator/plugin/esbuild.js'
import { useProject } from './project.js'

function good(built: Built): BuiltModule {
  if (built.kind === 'failed') throw new Error(problemText(built.diagnostics))
  return built
}

function bad(built: Built): string {
  if (built.kind === 'built') throw new Error('nothing is wrong')
  return problemText(built.diagnostics)
}

describe('the modules of a project', () => {
  const project = useProject({
    'tlforge.config.json': JSON.stringify({
      targets: [
        {
          name: 'two',
          output: 'src/generated',
          schemas: [
            { name: 'first', files: ['src/first.tl', 'src/more.tl'], layer: 7 },
            { name: 'second', files: ['src/second.tl'], include: ['keep*'] },
          ],
          idExceptions: 'exceptions.json',
        },
      ],
    }),
    'exceptions.json':
      '[{ "schema": "second", "name": "keepOdd", "id": "00000005", "reason": "unexplained", "detail": "Odd." }]',
    'src/first.tl': 'first = First;\n',
    'src/more.tl': 'more first:First = More;\n',
    'src/second.tl': '---functions---\nkeepOdd#00000005 = Bool;\nkeepOther = Bool;\ndropped = Bool;\n',
  })
  const path = (name: string): string => project.path('src', name)

  test('have the options of the target that lists them', async () => {
    const { build } = createProject(project.root, {})
    const [first, more, second, pong] = [
      good(await build(path('first.tl'))),
      good(await build(path('more.tl'))),
      good(await build(path('second.tl'))),
      good(await build(path('pong.tl'))),
    ]
    expect(more.entry).toBe(first.entry)
    expect(await project.read(`${relative(first)}/types/more.d.ts`)).toContain('layer 7')
    expect([...second.files.keys()].filter((name) => name.startsWith('functions/')).sort()).toEqual([
      'functions/keep-odd.d.ts',
      'functions/keep-odd.js',
      'functions/keep-other.d.ts',
      'functions/keep-other.js',
    ])
    expect(pong.folder).not.toBe(first.folder)
    expect(second.watched).toContain(project.path('exceptions.json'))
    expect(second.watched).toContain(project.path('tlforge.config.json'))
    // What a target's output is belongs to `tlforge regenerate`.
    await expect(stat(path('generated'))).rejects.toThrow('ENOENT')
  })

  const relative = ({ folder }: BuiltModule): string => folder.slice(project.root.length + 1)

  test('are made once, and anew where they are damaged', async () => {
    const first = good(await createProject(project.root, {}).build(path('pong.tl')))
    const file = join(first.folder, 'types', 'pong.js')
    const before = await stat(file)
    expect(good(await createProject(project.root, {}).build(path('pong.tl'))).files).toEqual(first.files)
    expect((await stat(file)).mtimeMs).toBe(before.mtimeMs)
    const text = await project.read(`${relative(first)}/types/pong.js`)
    await project.put(`${relative(first)}/types/pong.js`, 'export const broken = 1\n')
    await createProject(project.root, {}).build(path('pong.tl'))
    expect(await project.read(`${relative(first)}/types/pong.js`)).toBe(text)
    await project.put(`${relative(first)}/.tlforge.json`, '{')
    await createProject(project.root, {}).build(path('pong.tl'))
    expect(await project.read(`${relative(first)}/.tlforge.json`)).toContain('types/pong.js')
    await rm(join(createProject(project.root, {}).cache, 'runtime'), { recursive: true })
    await createProject(project.root, {}).build(path('pong.tl'))
    expect(await readdir(join(createProject(project.root, {}).cache, 'runtime'))).toContain('reader.js')
  })

  test('are waited for where another process makes them', async () => {
    await project.put('src/both.tl', 'both = Both;\n')
    const results = await Promise.all(
      [1, 2, 3].map(() => createProject(project.root, {}).build(path('both.tl'))),
    )
    expect(results.map(({ kind }) => kind)).toEqual(['built', 'built', 'built'])
  })

  test('stay as they are while there are mistakes', async () => {
    const { build, dependants } = createProject(project.root, {})
    const first = good(await build(path('more.tl')))
    await project.put('src/first.tl', 'first = First\nfirst2 = ;\n')
    const failed = await build(path('more.tl'))
    expect(bad(failed)).toContain(' --> src/first.tl:2:10')
    expect(failed.kind === 'failed' && failed.lastGood).toEqual(first)
    expect(await project.read(`${relative(first)}/types/first.js`)).toContain('class First')
    expect(dependants(path('first.tl'))).toEqual([path('more.tl')])
    await project.put('src/first.tl', 'first = First;\n')
    expect(good(await build(path('more.tl')))).toEqual(first)
  })

  test('follow a change of the configuration, whose mistakes have their places', async () => {
    const { build } = createProject(project.root, {})
    const config = await project.read('tlforge.config.json')
    expect(good(await build(path('second.tl'))).files.has('functions/dropped.js')).toBe(false)
    await project.put('tlforge.config.json', config.replace('"keep*"', '"nothing*"'))
    const failed = await build(path('second.tl'))
    expect(bad(failed)).toContain(' --> tlforge.config.json:1:')
    if (failed.kind === 'failed') {
      expect(problemOf(failed.diagnostics, project.root)).toMatchObject({
        loc: { file: project.path('tlforge.config.json'), line: 1 },
        stack: '',
      })
    }
    await project.put('tlforge.config.json', config.replace('"keep*"', '"dropped"'))
    expect(good(await build(path('second.tl'))).files.has('functions/dropped.js')).toBe(true)
    await project.put('tlforge.config.json', config)
  })

  test('have the options of the call where no target lists them', async () => {
    await project.put('src/odd.tl', 'odd#00000006 = Odd;\n')
    await project.put(
      'odd.json',
      '[{ "schema": "api", "name": "odd", "id": "00000006", "reason": "unexplained", "detail": "Odd." }]',
    )
    expect(bad(await createProject(project.root, {}).build(path('odd.tl')))).toContain('TL2003')
    const schema = { idExceptions: 'odd.json', layer: 3 }
    const built = good(await createProject(project.root, { schema, cache: 'kept' }).build(path('odd.tl')))
    expect(built.folder.startsWith(project.path('kept'))).toBe(true)
  })

  test('are refused where the options are wrong', async () => {
    const schema = { idRule: 'telegrm' } as const
    // @ts-expect-error Not one of the rules.
    const wrongRule = createProject(project.root, { schema })
    expect(bad(await wrongRule.build(path('pong.tl')))).toBe(
      'error[TL3002]: wrong value of the option `schema.idRule`: expected one of "telegram"|"tdlib"|"auto"\n' +
        'note: in the options of the plugin tlforge\nhint: did you mean `telegram`?\n\n1 error',
    )
    // @ts-expect-error No such option.
    const wrongName = createProject(project.root, { type: false })
    expect(bad(await wrongName.build(path('pong.tl')))).toContain('unknown option `type`')
  })

  test('are an error, not a stack, where a file is missing', async () => {
    const { build } = createProject(project.root, { config: 'none.config.ts' })
    expect(bad(await build(path('pong.tl')))).toContain('cannot read none.config.ts')
  })

  test('leave a file of types alone that somebody has written', async () => {
    await project.put('src/mine.tl', 'mine = Mine;\n')
    await project.put('src/mine.d.tl.ts', 'export const mine: 1\n')
    const built = good(await createProject(project.root, {}).build(path('mine.tl')))
    expect(problemText(built.warnings)).toContain('mine.d.tl.ts is not from tlforge and stays as it is')
    expect(await project.read('src/mine.d.tl.ts')).toBe('export const mine: 1\n')
    await project.put('src/none.tl', 'none = None;\n')
    await createProject(project.root, { types: false }).build(path('none.tl'))
    await expect(stat(path('none.d.tl.ts'))).rejects.toThrow('ENOENT')
  })

  test('leave a namespace its name', async () => {
    await project.put(
      'src/spaces.tl',
      'json.value = json.Value;\nruntime.error = runtime.Error;\nplain = Plain;\n',
    )
    await mkdir(project.path('out'), { recursive: true })
    await project.put(
      'src/spaces.js',
      `import { json as values, runtime, registry as all } from './spaces.tl'
console.log(new values.Value()._, new runtime.Error()._, [...all.classes()].length)
`,
    )
    await build({
      absWorkingDir: project.root,
      entryPoints: ['src/spaces.js'],
      outfile: 'out/spaces.mjs',
      ...{ bundle: true, format: 'esm', platform: 'node' },
      plugins: [tlforge()],
    })
    expect(await project.run('out/spaces.mjs')).toBe('json.value runtime.error 3')
  })
})
