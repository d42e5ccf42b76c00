import { mkdir, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { GenerateOptions, OutputFile } from '../../../generator/options.js'
import { generate } from '../../../generator/pipeline.js'
import { compilerSays } from '../../support/compiler.js'

const root = join(import.meta.dirname, '../../..')

const schema = `answer value:int = Answer;
---functions---
ping = Answer;
invokeLater {X:Type} query:!X = X;
deep.er.ask name:string = Answer;
account.reset = Answer;
`
const errors = {
  errors: [
    { code: 400, name: 'TWICE', description: 'One.' },
    { code: 403, name: 'TWICE', description: 'Another.' },
    { code: 418, name: 'WAIT_%d', description: 'Wait */ {seconds} @seconds.' },
    { code: 418, name: 'WAIT_X' },
    { code: -1, name: 'Odd' },
    { code: 420, name: '2FA_%d_OF_%d', arguments: ['at', 'total'] },
    { code: 420, name: 'constructor' },
  ],
  common: ['-1 Odd'],
  methods: {
    ping: { callers: 'both', withoutLogin: true, errors: ['400 TWICE', '403 TWICE'] },
    'deep.er.ask': { callers: 'bot', errors: ['418 WAIT_%d', '420 constructor'] },
    'account.reset': { callers: 'user', business: true, errors: [] },
  },
}

async function files(
  change: Partial<GenerateOptions['schemas'][number]> = {},
): Promise<readonly OutputFile[]> {
  const folder = join(root, 'templates/runtime')
  const names = (await readdir(folder)).filter((name) => name.endsWith('.ts'))
  const runtime = await Promise.all(
    names.map(async (path) => ({ path, text: await readFile(join(folder, path), 'utf8') })),
  )
  const { files: generated, diagnostics } = await generate({
    schemas: [
      {
        name: 'api',
        sources: [{ name: 'api.tl', text: schema }],
        idRule: 'telegram',
        errors: [{ name: 'errors.json', text: JSON.stringify(errors) }],
        ...change,
      },
    ],
    main: 'api',
    package: { name: 'demo', version: '1.0.0', description: '' },
    importExtension: 'js',
    runtime,
    version: '1.0.0',
  })
  expect(diagnostics).toEqual([])
  return generated
}

/** What the compiler says of generated files and of a program that uses them. */
async function compile(generated: readonly OutputFile[], program: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'tlforge-errors-'))
  try {
    for (const { path, text } of [...generated, { path: 'program.ts', text: program }]) {
      await mkdir(dirname(join(folder, path)), { recursive: true })
      await writeFile(join(folder, path), text)
    }
    return await compilerSays('typescript', ['-p', folder, '--noEmit'])
  } finally {
    await rm(folder, { recursive: true })
  }
}

const textOf = (generated: readonly OutputFile[], path: string): string =>
  generated.find((file) => file.path === path)?.text ?? ''

/** A program that narrows errors, refuses requests and knows every name. */
const program = `
import { deep, account, Ping, InvokeLater } from './index.js'
import { RpcError, RpcErrorName, Code418Name, CodeMinus1Name, FloodName, methods, methodInfo } from './api/errors/index.js'
import type { BotMethod, ErrorsOf, OwnErrorsOf, UserMethod } from './api/errors/index.js'

const error: RpcError = RpcError.from(418, 'WAIT_5', Ping)
if (error.is(RpcErrorName.WAIT_X)) { const seconds: number = error.args.seconds; void seconds }
if (error.is('2FA_%d_OF_%d')) { const sum: number = error.args.at + error.args.total; void sum }
if (error.is('TWICE')) { const code: number = error.code; void code }
if (error.isOneOf(methods.deep.er.Ask.errors)) { const name: 'WAIT_%d' | 'constructor' = error.name; void name }
export function exhaust(one: OwnErrorsOf<Ping>): 400 | 403 {
  switch (one.key) {
    case '400 TWICE': return one.code
    case '403 TWICE': return one.code
    default: { const rest: never = one; return rest }
  }
}
export const common = (one: ErrorsOf<account.Reset>): -1 => one.code
declare function asBot(request: BotMethod): void
declare function asUser<Result>(request: UserMethod<Result>): Result
asBot(new deep.er.Ask({ name: '' }))
asBot(new InvokeLater({ query: new Ping() }))
export const value: number = asUser(new Ping()).value
// @ts-expect-error for users only
asBot(new account.Reset())
// @ts-expect-error for bots only
asUser(new deep.er.Ask({ name: '' }))
export const names: readonly string[] = [Code418Name.WAIT_X_, CodeMinus1Name.Odd, FloodName._2FA_X_OF_X, RpcErrorName.TWICE]
export const info: readonly string[] = [...methodInfo['deep.er.ask'].errors, ...methods.Ping.errors]
`

describe('the files of errors', () => {
  it('hold odd names, codes and texts', async () => {
    const generated = await files()
    expect(textOf(generated, 'api/errors/methods/deep/er.ts')).toContain(
      "errors: ['418 WAIT_%d', '420 constructor'],",
    )
    const docs = textOf(generated, 'api/functions/deep/er/ask.ts')
    expect(docs).toContain(' * For bots only\n')
    expect(docs).toContain(' * - `418 WAIT_%d`: Wait *\\/ {seconds} @seconds.\n * - `420 constructor`\n')
    expect(textOf(generated, 'api/functions/ping.ts')).toContain(' * For users and bots · needs no login\n')
    expect(textOf(generated, 'api/functions/account/reset.ts')).toContain(
      ' * For users only · may go through a business connection\n',
    )
    expect(textOf(generated, 'package.json')).toContain('"./errors/*"')
    expect(await compile(generated, program)).toBe('')
  }, 60_000)

  it('can have real enums', async () => {
    const generated = await files({ errorNames: 'enum' })
    const names = textOf(generated, 'api/errors/names.ts')
    expect(names).toContain("export enum Code418Name {\n  WAIT_X = 'WAIT_%d',\n  WAIT_X_ = 'WAIT_X',\n}")
    expect(names).toContain('export enum RpcErrorName {')
    expect(textOf(generated, 'tsconfig.json')).toContain('"erasableSyntaxOnly": false')
    expect(await compile(generated, program)).toBe('')
  }, 60_000)

  it('are not there where no errors are known', async () => {
    const { files: generated } = await generate({
      schemas: [{ name: 'api', sources: [{ name: 'api.tl', text: schema }], idRule: 'telegram' }],
      main: 'api',
      importExtension: 'js',
      runtime: [],
      version: '1.0.0',
    })
    expect(generated.filter(({ path }) => path.includes('errors'))).toEqual([])
  })

  it('can be empty', async () => {
    const generated = await files({ errors: [{ name: 'errors.json', text: '{ "errors": [] }' }] })
    expect(await compile(generated, `export * from './api/errors/index.js'`)).toBe('')
  }, 60_000)
})
