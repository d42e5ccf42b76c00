import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { useWorkspace } from './run.js'

const workspace = useWorkspace()
const schema = 'answer = Answer;\n---functions---\na.ask = Answer;\na.tell = Answer;\n'

/** The files of a target with errors. */
function files(errors: Readonly<Record<string, string>>): Record<string, string> {
  const api = { name: 'api', files: ['api.tl'], errors: Object.keys(errors) }
  const target = { name: 'demo', output: 'out', schemas: [api] }
  return { 'tlforge.config.json': JSON.stringify({ targets: [target] }), 'api.tl': schema, ...errors }
}

const own = JSON.stringify({
  errors: [{ code: 420, name: 'FLOOD_WAIT_%d' }],
  methods: { 'a.ask': { callers: 'user', errors: ['420 FLOOD_WAIT_%d'] } },
})
const official = JSON.stringify({
  errors: { 420: { 'FLOOD_WAIT_%d': ['a.ask'] } },
  descriptions: {},
  user_only: ['a.ask'],
})
const mtcute = JSON.stringify({
  base: {},
  errors: { 'FLOOD_WAIT_%d': { code: 420, name: 'FLOOD_WAIT_%d' } },
  throws: { 'a.ask': ['FLOOD_WAIT_%d'] },
  userOnly: { 'a.ask': 1 },
})

describe('regenerate, with the errors of methods', { timeout: 30_000 }, () => {
  it.each([
    ["tlforge's own file", { 'errors.json': own }],
    ['the official JSON', { 'errors.json': official }],
    ["mtcute's file", { 'errors.json': mtcute }],
    [
      'two CSV files',
      {
        'methods.csv': 'method,usability,errors\na.ask,user,FLOOD_WAIT_X\n',
        'errors.csv': 'name,codes,description\nFLOOD_WAIT_X,420,\n',
      },
    ],
  ])('takes %s', async (_, errors) => {
    await workspace.put(files(errors))
    expect(await workspace.run(['regenerate', '--quiet'])).toEqual({ code: 0, stdout: '', stderr: '' })
    expect(await readFile(join(workspace.cwd, 'out/api/errors/methods/a.ts'), 'utf8')).toContain(
      `export const Ask = {
  errors: ['420 FLOOD_WAIT_%d'],
  availability: { known: true, users: true, bots: false, business: false, withoutLogin: false },
} as const`,
    )
  })

  it('points at a wrong row', async () => {
    await workspace.put(files({ 'errors.csv': 'name,codes,description\nBAD NAME,400,\nGOOD,400,\n' }))
    const { code, stderr } = await workspace.run(['regenerate', '--quiet'])
    expect(code).toBe(1)
    expect(stderr).toBe(`error[TL5001]: \`BAD NAME\`: expected the name of an error, such as \`FLOOD_WAIT_%d\`
 --> errors.csv:2:1
  |
2 | BAD NAME,400,
  | ^^^^^^^^

1 error
`)
  })

  it('points at methods that the schema does not have', async () => {
    await workspace.put(files({ 'errors.json': official.replaceAll('a.ask', 'a.askk') }))
    const { code, stderr } = await workspace.run(['regenerate', '--quiet'])
    expect(code).toBe(0)
    expect(stderr).toContain(
      'warning[TL5003]: the schema `api` does not have the method `a.askk`\n --> errors.json:1:',
    )
    expect(stderr).toContain('did you mean `a.ask`?')
  })

  it('says which file is missing', async () => {
    await workspace.put({ 'tlforge.config.json': files({ 'gone.json': own })['tlforge.config.json'] ?? '' })
    const { code, stderr } = await workspace.run(['regenerate', '--quiet'])
    expect(code).toBe(1)
    expect(stderr).toContain('error[TL4001]: cannot read gone.json')
  })
})
