import { describe, expect, it } from 'vitest'
import { loadConfig } from '../../../generator/cli/load-config.js'
import { loadTarget } from '../../../generator/cli/load-target.js'
import { parseConfig } from '../../../generator/config.js'
import { positionAt } from '../../../generator/diagnostics/position.js'
import { useWorkspace } from './run.js'

const workspace = useWorkspace()
const schema = { name: 'api', files: ['api.tl'] }
const target = { name: 'demo', output: 'out', schemas: [schema] }

function problems(value: unknown): string[] {
  const result = parseConfig(value)
  if (!('diagnostics' in result)) return []
  return result.diagnostics.map(({ code, message, hint }) =>
    [code, message, ...(hint ? [hint] : [])].join(' | '),
  )
}

describe('parseConfig', () => {
  it.each([
    [{ targets: [target] }, []],
    [
      { tragets: [target], targets: [target] },
      ['TL3001 | unknown option `tragets` | did you mean `targets`?'],
    ],
    [
      { targets: [{ ...target, schemas: [{ ...schema, layr: 1, idrule: 'auto' }] }] },
      [
        'TL3001 | unknown option `targets[0].schemas[0].layr` | did you mean `layer`?',
        'TL3001 | unknown option `targets[0].schemas[0].idrule` | did you mean `idRule`?',
      ],
    ],
    [
      { targets: [{ ...target, package: { name: 'X Y', version: '1', descripton: '' } }] },
      [
        'TL3002 | wrong value of the option `targets[0].package.name`: expected an npm name',
        'TL3002 | wrong value of the option `targets[0].package.version`: expected a version such as 1.2.3',
        'TL3002 | wrong value of the option `targets[0].package.description`: expected string, received undefined',
        'TL3001 | unknown option `targets[0].package.descripton` | did you mean `description`?',
      ],
    ],
    [
      {
        targets: [{ ...target, importExtension: 'mjs', schemas: [{ ...schema, files: 'api.tl', layer: 0 }] }],
      },
      [
        'TL3002 | wrong value of the option `targets[0].schemas[0].files`: expected array, received string',
        'TL3002 | wrong value of the option `targets[0].schemas[0].layer`: expected number to be >0',
        'TL3002 | wrong value of the option `targets[0].importExtension`: expected one of "js"|"ts"|"none" | did you mean `js`?',
      ],
    ],
    [
      { targets: [{ ...target, main: 'apo', schemas: [schema, schema] }, target] },
      [
        'TL3002 | wrong value of the option `targets[1].name`: two targets have the name `demo`',
        'TL3002 | wrong value of the option `targets[0].schemas[1].name`: two schemas have the name `api`',
        'TL3002 | wrong value of the option `targets[0].main`: expected the name of a schema: `api` | did you mean `api`?',
      ],
    ],
    [
      {
        targets: [
          {
            ...target,
            schemas: ['node', 'runtime', 'api'].map((name) => ({ ...schema, name })),
            copies: [{ from: 'x', to: 'registry' }],
            package: { name: 'x', version: '1.0.0', description: '' },
          },
        ],
      },
      [
        'TL3002 | wrong value of the option `targets[0].schemas[0].name`: the package has something else of the name `node` | such as `node-api`',
        'TL3002 | wrong value of the option `targets[0].schemas[1].name`: the output has something else of the name `runtime` | such as `runtime-api`',
        'TL3002 | wrong value of the option `targets[0].copies[0].to`: the package has something else of the name `registry` | such as `registry-api`',
      ],
    ],
    [{ targets: [{ ...target, schemas: [{ ...schema, name: 'node' }] }] }, []],
    [{ targets: [{ ...target, runtime: 'imported', schemas: [{ ...schema, name: 'runtime' }] }] }, []],
    [undefined, ['TL3002 | wrong value of the configuration: expected object, received undefined']],
    [
      { targets: [{ ...target, schemas: [{ ...schema, name: '../x' }] }] },
      [expect.stringContaining('schemas[0].name')],
    ],
  ])('of %j finds %j', (value, expected) => {
    expect(problems(value)).toEqual(expected)
  })
})

async function messages(file?: string): Promise<string[]> {
  const result = await loadConfig(workspace.cwd, file)
  return result.kind === 'loaded' ? [] : result.diagnostics.map(({ code, message }) => `${code} ${message}`)
}

describe('loadConfig', () => {
  const json = JSON.stringify({ targets: [target] })

  it.each([
    ['tlforge.config.ts', `const name: string = 'demo'; export default ${json.replace('"demo"', 'name')}`],
    ['tlforge.config.js', `export default ${json}`],
    ['tlforge.config.mjs', `export default ${json}`],
    ['tlforge.config.json', json],
  ])('finds %s in a folder above', async (name, text) => {
    await workspace.put({ [name]: text, 'inner/most/x': '' })
    expect(await loadConfig(`${workspace.cwd}/inner/most`)).toMatchObject({
      kind: 'loaded',
      loaded: { config: { targets: [target] }, root: workspace.cwd, file: `${workspace.cwd}/${name}` },
    })
  })

  it.each([
    ['none.json', 'TL4001 cannot read none.json: there is no such file or folder'],
    ['throws.ts', 'TL4001 cannot load throws.ts: on purpose'],
    ['none.ts', 'TL4001 cannot read none.ts: there is no such'],
    [
      'root.json',
      'TL3002 wrong value of the option `targets[0].output`: the folder contains the configuration',
    ],
    [
      'nested.json',
      'TL3002 wrong value of the option `targets[1].output`: the folder and that of `targets[0]`',
    ],
  ])('says what is wrong with %s', async (file, message) => {
    await workspace.put({
      'throws.ts': "throw new Error('on purpose')",
      'root.json': JSON.stringify({ targets: [{ ...target, output: '.' }] }),
      'nested.json': JSON.stringify({ targets: [target, { ...target, name: 'b', output: 'out/b' }] }),
    })
    expect(await messages(file)).toEqual([expect.stringContaining(message)])
  })

  it.each([
    ['{\n  "targets": [\n}', '3:1 not JSON: value expected'],
    ['{ "targets": [], }', '1:18 not JSON: property name expected'],
    ['{\n  // mine\n}', '2:3 not JSON: invalid comment token'],
    ['{', '1:2 not JSON: close brace expected'],
  ])('says where %j is broken', async (text, expected) => {
    await workspace.put({ 'tlforge.config.json': text })
    const result = await loadConfig(workspace.cwd)
    const [diagnostic] = result.kind === 'failed' ? result.diagnostics : []
    expect(diagnostic).toMatchObject({ code: 'TL4004', place: { source: { name: 'tlforge.config.json' } } })
    if (!diagnostic?.place) return
    const { line, column } = positionAt(diagnostic.place.source, diagnostic.place.span.start)
    expect(`${line}:${column} ${diagnostic.message}`).toBe(expected)
  })

  it('says so when there is none', async () => {
    expect(await messages()).toEqual([
      expect.stringMatching(/^TL4001 no tlforge.config.ts, .* in this folder or above/),
    ])
  })
})

describe('loadTarget', () => {
  it('reads schemas, exceptions and the runtime', async () => {
    await workspace.put({ 'api.tl': 'a = A;', 'ids.json': '[]' })
    const more = { ...target, idExceptions: 'ids.json', importExtension: 'ts' } as const
    const { options, diagnostics } = await loadTarget(more, workspace.cwd, workspace.cwd)
    expect(diagnostics).toEqual([])
    expect(options).toMatchObject({
      schemas: [{ name: 'api', sources: [{ name: 'api.tl', text: 'a = A;' }], idRule: 'auto' }],
      main: 'api',
      idExceptions: { name: 'ids.json', text: '[]' },
      importExtension: 'ts',
    })
    expect(options?.runtime.map(({ path }) => path)).toContain('reader.ts')
  })

  it('reads the licence of the package, and the notice of the runtime', async () => {
    await workspace.put({ 'api.tl': 'a = A;', COPYING: 'do as you like\n' })
    const about = { name: 'x', version: '1.0.0', description: '', license: 'ISC', licenseFile: 'COPYING' }
    const { options } = await loadTarget({ ...target, package: about }, workspace.cwd, workspace.cwd)
    expect(options?.package).toMatchObject({ license: 'ISC', licenseText: 'do as you like\n' })
    const notice = options?.runtime.find(({ path }) => path === 'LICENSE')
    expect(notice?.text).toContain('Copyright (c)')
  })

  it('names every file that is missing', async () => {
    const broken = { ...target, idExceptions: 'ids.json' }
    const { options, diagnostics } = await loadTarget(broken, workspace.cwd, workspace.cwd)
    expect(options).toBeUndefined()
    expect(diagnostics.map(({ code }) => code)).toEqual(['TL4001', 'TL4001'])
  })
})
