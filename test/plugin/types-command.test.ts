import { readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { build } from 'esbuild'
import { describe, expect, it } from 'vitest'
import tlforge from '../../generator/plugin/esbuild.js'
import { compilerSays } from '../support/compiler.js'
import { useWorkspace } from '../unit/cli/run.js'

const workspace = useWorkspace()

/** A clone of a project, before any bundler has run. */
const clone = {
  'package.json': '{ "private": true, "type": "module" }',
  'tsconfig.json': JSON.stringify({
    compilerOptions: {
      ...{ target: 'ES2022', lib: ['ES2022'], types: [], strict: true, noEmit: true },
      ...{ module: 'ESNext', moduleResolution: 'Bundler', allowArbitraryExtensions: true },
    },
    files: ['src/main.ts'],
  }),
  'tlforge.config.json': JSON.stringify({
    targets: [
      {
        name: 'app',
        output: 'out',
        schemas: [{ name: 'api', files: ['src/api.tl'], include: ['get'] }],
      },
    ],
  }),
  'src/api.tl': 'user id:long = User;\nother = Other;\n---functions---\nget id:int = User;\nmore = Other;\n',
  'src/own.tl': 'pong id:long = Pong;\n',
  'src/main.ts': `import { Get, type TypeUser } from './api.tl'
import { Pong } from './own.tl'
// @ts-expect-error The configuration leaves it out.
import { More } from './api.tl'
const user: TypeUser = Get.decodeResult(new Get({ id: 5 }).toBytes())
export const id: bigint = user.id + new Pong({ id: 5n }).id
`,
}

function typeCheck(): Promise<string> {
  return compilerSays('typescript', ['-p', workspace.cwd])
}

describe('tlforge types', { timeout: 120_000 }, () => {
  it('lets a fresh clone be type-checked, and leaves a bundler nothing to do', async () => {
    await workspace.put(clone)
    expect(await typeCheck()).toContain("Cannot find module './api.tl'")
    expect(await workspace.run(['types'])).toEqual({
      code: 0,
      stdout: 'src/api.tl: types in src/api.d.tl.ts\n',
      stderr: '',
    })
    expect(await workspace.run(['types', 'src/own.tl'])).toMatchObject({ code: 0 })
    expect(await typeCheck()).toBe('')
    const made =
      /'(.*)entry\.js'/.exec(await readFile(join(workspace.cwd, 'src/api.d.tl.ts'), 'utf8'))?.[1] ?? ''
    const key = join(workspace.cwd, 'src', made, 'key.json')
    const before = await stat(key)
    await build({
      absWorkingDir: workspace.cwd,
      entryPoints: ['src/main.ts'],
      ...{ bundle: true, format: 'esm', write: false, logLevel: 'silent' },
      plugins: [tlforge()],
    }).catch(() => undefined)
    const after = await stat(key)
    expect([after.ino, after.mtimeMs]).toEqual([before.ino, before.mtimeMs])
  })

  it('says what is wrong', async () => {
    await workspace.put({ ...clone, 'src/own.tl': 'pong id:lonng = Pong;\n', 'src/api.d.tl.ts': 'mine\n' })
    const { code, stdout, stderr } = await workspace.run(['types', 'src/own.tl', 'src/api.tl'])
    expect([code, stdout]).toEqual([1, ''])
    expect(stderr).toContain(' --> src/own.tl:1:9\n')
    expect(stderr).toContain('warning[TL4002]: api.d.tl.ts is not from tlforge and stays as it is')
    expect((await workspace.run(['types', 'none.tl'])).stderr).toContain('error[TL4001]: cannot read none.tl')
    expect(await workspace.run(['types', 'package.json'])).toMatchObject({
      code: 2,
      stderr: 'error: package.json is no .tl file\n',
    })
    await workspace.put({
      'tlforge.config.json': clone['tlforge.config.json'].replace('src/api.tl', 'npm:x'),
    })
    expect(await workspace.run(['types'])).toMatchObject({
      code: 2,
      stderr: 'error: the configuration has no .tl file\nhint: name one: tlforge types FILE\n',
    })
  })
})
