import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { useWorkspace } from './run.js'

const workspace = useWorkspace()

/** Two schemas with one name in both, and a folder of descriptions. */
function files(descriptions: Readonly<Record<string, string>>): Record<string, string> {
  const schemas = [
    { name: 'api', files: ['api.tl'] },
    { name: 'secret', files: ['secret.tl'] },
  ]
  const target = { name: 'demo', output: 'out', schemas, docs: 'docs' }
  const config = { 'tlforge.config.json': JSON.stringify({ targets: [target] }) }
  return {
    ...config,
    'api.tl': 'answer = Answer;\n',
    'secret.tl': 'answer x:int = Answer;\n',
    ...descriptions,
  }
}

describe('regenerate, with descriptions', { timeout: 30_000 }, () => {
  it('takes those of each schema from its folder', async () => {
    await workspace.put(
      files({
        'docs/constructors/_.yaml': 'answer: { description: Of the main schema. }',
        'docs/types/root.yml': 'Answer: { description: What is answered., see: [answer] }',
        'docs/secret/_.yaml': 'answer: { description: Of the other one., fields: { x: A number. } }',
        'docs/README.md': 'not YAML: { at all',
      }),
    )
    expect(await workspace.run(['regenerate', '--quiet'])).toEqual({ code: 0, stdout: '', stderr: '' })
    const main = await readFile(join(workspace.cwd, 'out/api/types/answer.ts'), 'utf8')
    expect(main).toContain(' * Of the main schema.\n')
    expect(main).toContain(' * What is answered.\n')
    const other = await readFile(join(workspace.cwd, 'out/secret/types/answer.ts'), 'utf8')
    expect(other).toContain(' * Of the other one.\n')
    expect(other).toContain('/** A number. — `x:int` */')
  })

  it('points at what the schema does not have', async () => {
    await workspace.put(
      files({ 'docs/constructors/_.yaml': '# all of them\nanswer:\n  fields:\n    x: A number.\n' }),
    )
    const { code, stderr } = await workspace.run(['regenerate', '--quiet'])
    expect(code).toBe(1)
    expect(stderr).toBe(`error[TL2019]: the constructor \`answer\` has no fields to describe
 --> docs/constructors/_.yaml:4:5
  |
4 |     x: A number.
  |     ^

1 error
`)
  })

  it('says that the folder is missing', async () => {
    await workspace.put(files({}))
    const { code, stderr } = await workspace.run(['regenerate', '--quiet'])
    expect(code).toBe(1)
    expect(stderr).toContain('error[TL4001]: cannot read docs')
  })
})
