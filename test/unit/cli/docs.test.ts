import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { useWorkspace } from './run.js'

const workspace = useWorkspace()
const schema = 'answer = Answer;\n---functions---\na.ask = Answer;\n'
const config = JSON.stringify({
  targets: [
    {
      name: 'demo',
      output: 'out',
      schemas: [{ name: 'api', files: ['api.tl'] }],
      docs: 'descriptions',
      package: { name: '@demo/api', version: '1.0.0', description: '' },
    },
  ],
})
const files = {
  'tlforge.config.json': config,
  'api.tl': schema,
  'descriptions/methods/a.yaml': 'a.ask: { description: Asks. }',
}
const read = (path: string): Promise<string> => readFile(join(workspace.cwd, path), 'utf8')

describe('tlforge docs', { timeout: 30_000 }, () => {
  it('documents the target of the configuration', async () => {
    await workspace.put(files)
    const { code, stdout, stderr } = await workspace.run(['docs'])
    expect([code, stderr]).toEqual([0, ''])
    expect(stdout).toMatch(/^\d+ files in docs\/reference\n$/)
    const page = await read('docs/reference/methods/a.ask.md')
    expect(page).toContain('\nAsks.\n')
    expect(page).toContain("from '@demo/api'")
    expect(await workspace.run(['docs'])).toMatchObject({ code: 0 })
  })

  it('documents files, in other forms, and without what an older run left', async () => {
    await workspace.put({ 'api.tl': schema })
    await workspace.run(['docs', 'api.tl', '--output', 'pages'])
    expect(await workspace.run(['docs', 'api.tl', '--output', 'pages', '--as', 'json'])).toMatchObject({
      code: 0,
    })
    expect(JSON.parse(await read('pages/methods/a.ask.json'))).toMatchObject({
      kind: 'method',
      name: 'a.ask',
    })
    const names = await readdir(join(workspace.cwd, 'pages'), { recursive: true })
    expect(names.filter((name) => name.endsWith('.md'))).toEqual([])
    expect(await workspace.run(['docs', 'api.tl', '--output', 'one', '--as', 'llms'])).toMatchObject({
      code: 0,
    })
    expect(await read('one/llms.txt')).toContain('## a.ask (method)')
  })

  it('takes skeletons and older layers', async () => {
    await workspace.put({
      'api.tl': `// LAYER 2\n${schema}`,
      'old.tl': '// LAYER 1\nanswer x:int = Answer;\n',
      'own/method.md': '<%= page.history.since %>\n',
    })
    const args = ['docs', 'api.tl', '--templates', 'own', '--older', 'old.tl', '--output', 'pages']
    expect(await workspace.run(args)).toMatchObject({ code: 0, stderr: '' })
    expect(await read('pages/methods/a.ask.md')).toBe('layer 2\n')
    expect(await read('pages/constructors/answer.md')).toContain('### Layer 2')
  })

  it('documents what is generated of a schema, or all of it', async () => {
    const part = (options: object): string =>
      config.replace('"files":["api.tl"]', `"files":["api.tl"],${JSON.stringify(options).slice(1, -1)}`)
    await workspace.put({
      ...files,
      'api.tl': `answer = Answer;\nlong.answer = Answer;\nother x:Answer = Other;\n---functions---\na.ask = Answer;\na.tell what:Other = Bool;\n`,
      'descriptions/methods/a.yaml': 'a.ask: { description: Asks., see: [a.tell, other] }',
      'tlforge.config.json': part({ include: ['a.ask'], exclude: ['long.answer'] }),
    })
    const pages = async (...args: readonly string[]): Promise<readonly string[]> => {
      expect(await workspace.run(['docs', '--output', 'pages', ...args])).toMatchObject({
        code: 0,
        stderr: '',
      })
      const names = await readdir(join(workspace.cwd, 'pages'), { recursive: true })
      return names.filter((name) => /^(?:methods|constructors|types)\/(?!index)/.test(name)).sort()
    }
    expect(await pages()).toEqual(['constructors/answer.md', 'methods/a.ask.md', 'types/Answer.md'])
    // Nothing leads to what has no page.
    expect(await read('pages/methods/a.ask.md')).not.toMatch(/a\.tell|other/)
    expect(await pages('--all')).toContain('methods/a.tell.md')
    expect(await pages('--all')).toContain('constructors/long.answer.md')
    expect(await read('pages/methods/a.ask.md')).toMatch(/\]\(a\.tell\.md\)/)
    // A type that nothing is left of.
    await workspace.put({
      'tlforge.config.json': part({ include: ['a.ask'], exclude: ['answer', 'long.answer'] }),
    })
    expect(await pages()).toEqual(['methods/a.ask.md', 'types/Answer.md'])
    await workspace.put({ 'tlforge.config.json': part({ include: ['a.aks'] }) })
    const { code, stderr } = await workspace.run(['docs', '--output', 'pages'])
    expect(code).toBe(1)
    expect(stderr).toContain('error[TL3003]')
    expect(stderr).toContain(' --> tlforge.config.json:1:')
  })

  it('says what is wrong', async () => {
    await workspace.put({ 'api.tl': schema, 'own/metod.md': '', 'wrong.tl': 'a x:Nothing = A;\n' })
    const templates = await workspace.run(['docs', 'api.tl', '--templates', 'own'])
    expect(templates.code).toBe(1)
    expect(templates.stderr).toBe(
      'error[TL3002]: the pages have no skeleton `metod.md`\nhint: did you mean `method.md`?\n\n1 error\n',
    )
    expect((await workspace.run(['docs', 'wrong.tl'])).stderr).toContain('error[TL2001]')
    expect((await workspace.run(['docs', 'gone.tl'])).stderr).toContain('error[TL4001]: cannot read gone.tl')
    expect((await workspace.run(['docs', 'api.tl', '--older', 'gone.tl'])).stderr).toContain('TL4001')
    expect((await workspace.run(['docs', 'api.tl', '--older', 'api.tl'])).stderr).toBe(
      'error[TL3002]: the older schema `api.tl` does not say which layer it is of\n' +
        'hint: add a line such as `// LAYER 190`\n\n1 error\n',
    )
    expect((await workspace.run(['docs', 'api.tl', '--templates', 'gone'])).stderr).toContain('TL4001')
    expect(await readdir(workspace.cwd)).not.toContain('docs')
  })
})
