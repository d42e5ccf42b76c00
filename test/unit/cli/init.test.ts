import { readFile, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { loadConfig } from '../../../generator/cli/load-config.js'
import { useWorkspace } from './run.js'

const workspace = useWorkspace()
const tl = 'user id:long = User;\n---functions---\ngetUser id:long = User;\ngetOther = User;\n'

const config = (): Promise<string> => readFile(join(workspace.cwd, 'tlforge.config.ts'), 'utf8')

async function options(): Promise<unknown> {
  const result = await loadConfig(workspace.cwd)
  return result.kind === 'loaded' ? result.loaded.config : result.diagnostics
}

describe('tlforge init', () => {
  it('writes, with --yes, a configuration that works at once', async () => {
    await workspace.put({
      'my api.tl': tl,
      'schema/Other.tl': tl,
      'node_modules/x/no.tl': tl,
      'src/a.ts': '',
    })
    expect(await workspace.run(['init', '--yes'])).toMatchObject({
      code: 0,
      stdout: 'wrote tlforge.config.ts; next: tlforge regenerate\n',
    })
    expect(await options()).toEqual({
      targets: [
        {
          name: 'my-api',
          output: 'src/tl',
          schemas: [
            { name: 'my-api', files: ['my api.tl'] },
            { name: 'other', files: ['schema/Other.tl'] },
          ],
        },
      ],
    })
    const { code, stdout } = await workspace.run(['regenerate'])
    expect(code).toBe(0)
    expect(stdout).toContain('my-api: 6 definitions')
    expect(await readdir(join(workspace.cwd, 'src/tl'))).toContain('my-api')
    expect(await workspace.run(['regenerate', '--check'])).toMatchObject({ code: 0 })
  })

  it('writes what is formatted, and every option in a comment that works as well', async () => {
    await workspace.put({ 'a.tl': tl })
    await workspace.run(['init', '--yes'])
    const text = await config()
    const { format } = await import('prettier')
    const style = { parser: 'typescript', semi: false, singleQuote: true, printWidth: 130 }
    expect(await format(text, style)).toBe(text)
    // What stands in comments with code in them are options, too.
    const live = text.replace(/^( *)\/\/ (?=\w+: )/gm, '$1')
    expect(live).not.toBe(text)
    await workspace.put({
      'tlforge.config.ts': live
        .replace("include: ['messages.sendEncrypted*', 'updates.getDifference']", "include: ['getUser']")
        .replace("exclude: ['stories.**']", "exclude: ['getOther']")
        .replace("'*.date': 'number'", "'*.id': 'number'"),
      'errors.json': JSON.stringify({ errors: [] }),
      'id-exceptions.json': '[]',
    })
    const { code, stderr, stdout } = await workspace.run(['regenerate'])
    expect(stderr).not.toContain('error')
    expect(code).toBe(0)
    expect(stdout).toContain('of a: 1 of 2 methods, 1 of 1 constructor')
  })

  it.each([
    ['{ "compilerOptions": { /* node */ "allowImportingTsExtensions": true, } }', { importExtension: 'ts' }],
    ['{ "compilerOptions": { "strict": true } }', {}],
    ['{', {}],
  ])('looks at the compiler options: %s', async (tsconfig, expected) => {
    await workspace.put({ 'tsconfig.json': tsconfig })
    // A schema may come later.
    const { code, stderr } = await workspace.run(['init', '--yes', 'later.tl'])
    expect(code).toBe(0)
    expect(stderr).toContain('warning[TL4001]: there is no file later.tl yet')
    const schemas = [{ name: 'later', files: ['later.tl'] }]
    expect(await options()).toEqual({
      targets: [{ name: 'later', output: 'generated', schemas, ...expected }],
    })
  })

  it('asks', async () => {
    await workspace.put({ 'a.tl': tl })
    const [down, enter, erase] = ['\u001b[B', '\r', '\u0015']
    const { code, stderr } = await workspace.run(['init'], {
      isTTY: true,
      typing: [
        ['TL files', enter],
        ['Folder of the output', `lib/o'hara${enter}`],
        ['CRC32', down + down + enter],
        ['What is a long', down + enter],
        ['Where is the runtime', enter],
        ['Only a part', `${erase}getUser, getOther${enter}`],
      ],
    })
    expect(stderr).toContain('Only a part')
    expect(code).toBe(0)
    expect(await options()).toEqual({
      targets: [
        {
          name: 'a',
          output: "lib/o'hara",
          long: 'number',
          schemas: [{ name: 'a', files: ['a.tl'], idRule: 'tdlib', include: ['getUser', 'getOther'] }],
        },
      ],
    })
    expect(await workspace.run(['regenerate'])).toMatchObject({ code: 0 })
  })

  it('writes nothing where whoever is asked goes away', async () => {
    await workspace.put({ 'a.tl': tl })
    const { code, stderr } = await workspace.run(['init'], {
      isTTY: true,
      typing: [
        ['TL files', '\r'],
        ['Folder of the output', '\u0003'],
      ],
    })
    expect(code).toBe(1)
    expect(stderr).toContain('nothing was written\n')
    expect(await readdir(workspace.cwd)).toEqual(['a.tl'])
  })

  it.each([
    [
      ['init'],
      'error: there is no terminal to ask questions on\nhint: --yes takes what is found, and the defaults\n',
    ],
    [
      ['init', '-y'],
      'error: there is no .tl file in this folder or below it\nhint: name one: tlforge init --yes FILE\n',
    ],
  ])('%j: %s', async (args, expected) => {
    expect(await workspace.run(args)).toEqual({ code: 2, stdout: '', stderr: expected })
    expect(await readdir(workspace.cwd)).toEqual([])
  })

  it('writes over another configuration with --force only', async () => {
    await workspace.put({ 'a.tl': tl, 'tlforge.config.ts': 'mine' })
    expect(await workspace.run(['init', '--yes'])).toEqual({
      code: 2,
      stdout: '',
      stderr: 'error: there is a tlforge.config.ts already\nhint: --force writes over it\n',
    })
    expect(await config()).toBe('mine')
    expect(await workspace.run(['init', '--yes', '--force'])).toMatchObject({ code: 0 })
    expect(await config()).toContain('defineConfig({')
    expect((await readdir(workspace.cwd)).sort()).toEqual(['a.tl', 'tlforge.config.ts'])
  })
})
