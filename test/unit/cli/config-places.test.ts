import { describe, expect, it } from 'vitest'
import { loadConfig } from '../../../generator/cli/load-config.js'
import { positionAt } from '../../../generator/diagnostics/position.js'
import { useWorkspace } from './run.js'

const workspace = useWorkspace()

/** What is pointed at, and where: `3:12 'valeu'`. */
async function places(file: string, text: string): Promise<string[]> {
  await workspace.put({ [file]: text })
  const result = await loadConfig(workspace.cwd, file)
  if (result.kind === 'loaded') return []
  return result.diagnostics.map(({ place, message }) => {
    if (!place) return `nowhere: ${message}`
    const { line, column } = positionAt(place.source, place.span.start)
    expect(place.source).toEqual({ name: file, text })
    return `${line}:${column} ${text.slice(place.span.start, place.span.end)}`
  })
}

describe('the place of an option', () => {
  it.each([
    ['JSON', 'c.json', '{\n  "targets": [{ "name": "a", "output": 1, "schemas": [{ "nmae": 2 }] }]\n}'],
    [
      'a module',
      'c.ts',
      'export default {\n  "targets": [{ "name": "a", "output": 1, "schemas": [{ "nmae": 2 }] }]\n}',
    ],
    [
      'a call',
      'c.mjs',
      'export default (defineConfig({\n  "targets": [{ "name": "a", "output": 1, "schemas": [{ "nmae": 2 }] }]\n}))\nfunction defineConfig(x) { return x }',
    ],
  ])('is found in %s', async (_, file, text) => {
    expect(await places(file, text)).toEqual([
      '2:40 1',
      '2:55 { "nmae": 2 }',
      '2:55 { "nmae": 2 }',
      '2:57 "nmae"',
    ])
  })

  it.each([
    [
      'names of the file',
      `const output = 7
const schema = { name: 'Api', files: ['a.tl'] } as const
const rest = { main: '' }
const target = { name: 'x', output, schemas: [schema], ...rest }
const config = { targets: [target] } satisfies object
export default config`,
      ['4:29 output', "2:24 'Api'", "3:22 ''"],
    ],
    [
      'what is computed: the nearest around it',
      `const names = ['a', '']
export default { targets: names.map((name) => ({ name, output: name, schemas: [{ name: 'api', files: ['a.tl'] }] })) }`,
      [
        "2:27 names.map((name) => ({ name, output: name, schemas: [{ name: 'api', files: ['a.tl'] }] }))",
        "2:27 names.map((name) => ({ name, output: name, schemas: [{ name: 'api', files: ['a.tl'] }] }))",
      ],
    ],
    [
      'what is behind a spread',
      `const more = []
export default { targets: [...more, { name: '' }] }`,
      ["2:27 [...more, { name: '' }]", "2:27 [...more, { name: '' }]", "2:27 [...more, { name: '' }]"],
    ],
    [
      'values that contradict each other',
      `export default { targets: [
  { name: 'a', output: 'x', main: 'b', schemas: [{ name: 'api', files: ['a.tl'] }, { name: 'api', files: ['a.tl'] }] },
  { name: 'a', output: 'x/y', schemas: [{ name: 'api', files: ['a.tl'], outside: 'error' }] },
] }`,
      ["3:11 'a'", "2:92 'api'", "2:35 'b'", "3:82 'error'"],
    ],
    [
      'patterns',
      `export default { targets: [
  { name: 'a', output: 'x', longFields: { '*.date': 'int' }, schemas: [{ name: 'api', files: ['a.tl'], include: [''] }] },
] }`,
      ["2:114 ''", "2:53 'int'"],
    ],
    [
      'folders within each other',
      `const api = { name: 'api', files: ['a.tl'] }
export default { targets: [{ name: 'a', output: 'x', schemas: [api] }, { name: 'b', output: 'x/y', schemas: [api] }] }`,
      ["2:93 'x/y'"],
    ],
    [
      'nothing at all',
      'export {}',
      ['nowhere: wrong value of the option `targets`: expected array, received undefined'],
    ],
  ])('is that of %s', async (_, text, expected) => {
    expect(await places('c.ts', text)).toEqual(expected)
  })

  it('is of CommonJS, too', async () => {
    expect(await places('c.cjs', `module.exports = {\n targets: [] }`)).toEqual(['2:11 []'])
  })
})

it('is printed with the line, and a suggestion', async () => {
  await workspace.put({
    'api.tl': '---functions---\nmessages.sendMessage = Bool;\n',
    'tlforge.config.ts': `export default {
  targets: [{ name: 'a', output: 'x', schemas: [{ name: 'api', files: ['api.tl'], include: ['mesages.*'] }] }],
}`,
  })
  const { code, stderr } = await workspace.run(['regenerate', '--quiet'])
  expect(code).toBe(1)
  expect(stderr.slice(stderr.indexOf('error'))).toMatchInlineSnapshot(`
    "error[TL3003]: \`mesages.*\` matches no method, constructor, type or namespace of the schema \`api\`
     --> tlforge.config.ts:2:93
      |
    2 | …[{ name: 'a', output: 'x', schemas: [{ name: 'api', files: ['api.tl'], include: ['mesages.*'] }] }],
      |                                                                                   ^^^^^^^^^^^
    hint: did you mean \`messages.*\`?

    1 error
    "
  `)
})
