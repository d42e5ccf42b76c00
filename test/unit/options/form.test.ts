import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import type { GenerateOptions } from '../../../generator/options.js'
import { bundle, makeOutput } from '../../support/output.js'
import { declaration } from '../emit/support.js'

const text = `
// @description A person
user#1 id:long bot:Bool = User;
messages.user#2 flags:# size:flags.0?int by:User = messages.User;
messages.user2#3 = messages.User;
error#4 code:int = Error;
---functions---
getUser#5 id:long = User;
messages.getUser#6 {X:Type} query:!X = X;
messages.user3#7 a:messages.User = Vector<messages.User>;
`

const packageShape = z.object({ dependencies: z.unknown(), exports: z.object({}).loose() })

const use = `import { registry } from './api/registry.js'
import { json } from './api/json.js'
import * as api from './api/index.js'
import { messages } from './api/index.js'
`

/** Uses everything that has another name or place under the option. */
function useOf(prefix: string): string {
  return `${use}
const user = new api.${prefix}User({ id: 1n, bot: false })
const inner = new messages.${prefix}User({ size: 3, by: user })
const types: [api.TypeUser, messages.TypeUser, api.${prefix}UserFields, messages.${prefix}UserFields] = [user, inner, user, inner]
const read: typeof api.readTypeUser = api.readTypeUser
const result: api.${prefix}User = new messages.${prefix}GetUser({ query: new api.${prefix}GetUser({ id: 2n }) }).decodeResult(user.toBytes())
export const out: readonly unknown[] = [types, read, result, registry.find(1), json.toJson(inner), new messages.${prefix}User3({ a: inner })]
`
}

describe('the form of the code', () => {
  it.each<[Partial<GenerateOptions>, readonly string[]]>([
    [{}, ['functions/get-user', 'functions/messages/get-user', 'types/messages/user', 'types/user']],
    [{ layout: 'namespace' }, ['definitions/messages', 'definitions/root']],
    [{ layout: 'schema' }, ['definitions']],
    [
      { classPrefix: 'Tl' },
      ['functions/get-user', 'functions/messages/get-user', 'types/messages/user', 'types/user'],
    ],
    [
      { documentation: false },
      ['functions/get-user', 'functions/messages/get-user', 'types/messages/user', 'types/user'],
    ],
    [{ layout: 'schema', classPrefix: 'My', documentation: false }, ['definitions']],
    [
      { importExtension: 'js', layout: 'namespace', classPrefix: 'A' },
      ['definitions/messages', 'definitions/root'],
    ],
  ])('%j: works, in %j', async (options, files) => {
    const output = await makeOutput(text, options)
    for (const file of files) expect([...output.texts.keys()]).toContain(`api/${file}.ts`)
    const definitions = [...output.texts.keys()].filter((path) =>
      /^api\/(?:definitions|types|functions)/.test(path),
    )
    if (options.layout) expect(definitions.sort()).toEqual(files.map((file) => `api/${file}.ts`))
    expect(await output.compile(useOf(options.classPrefix ?? ''))).toBe('')
    expect(await output.load('use.ts')).toBeTypeOf('object')
  })

  it('has no comments where none are wanted', async () => {
    const { texts } = await makeOutput(text, { documentation: false, runtime: [] })
    const comments = [...texts.values()].flatMap((one) => one.match(/\/\*\*/g) ?? [])
    expect(comments).toEqual([])
    expect(texts.get('api/types/user.ts')).toContain('export class User extends TlObject')
  })

  it('gives names their namespaces where one file has them twice', async () => {
    const { texts } = await makeOutput(text, { layout: 'schema' })
    expect(declaration(texts, 'api/namespaces/messages.ts', 'export {')).toMatchInlineSnapshot(`
      "export {
        type MessagesTypeUser as TypeUser,
        readMessagesTypeUser as readTypeUser,
        MessagesUser as User,
        type MessagesUserFields as UserFields,
        User2,
        MessagesGetUser as GetUser,
        type MessagesGetUserFields as GetUserFields,
        User3,
        type User3Fields,
      } from '../definitions.js'"
    `)
    expect(declaration(texts, 'api/definitions.ts', 'export type Messages')).toMatchInlineSnapshot(
      `"export type MessagesTypeUser = MessagesUser | User2"`,
    )
  })

  it('prefixes classes, and nothing else', async () => {
    const { texts } = await makeOutput(text, { classPrefix: 'Tl' })
    expect(declaration(texts, 'api/types/user.ts', 'export type')).toBe('export type TypeUser = TlUser')
    expect(texts.get('api/types/user.ts')).toContain(`declare readonly _: 'user'`)
  })

  it('imports the runtime from the package', async () => {
    const output = await makeOutput(text, {
      runtimeFrom: 'imported',
      package: { name: 'x', version: '1.0.0', description: '' },
    })
    expect([...output.texts.keys()].filter((path) => path.startsWith('runtime'))).toEqual([])
    expect(output.texts.get('api/types/user.ts')).toMatch(/^import \{[^}]+\} from 'tlforge\/runtime'$/m)
    expect(await output.compile(useOf(''))).toBe('')
    const code = await bundle(output, useOf(''))
    const module: unknown = await import(`data:text/javascript,${encodeURIComponent(code)}`)
    expect(module).toHaveProperty('out.length', 6)
    const { dependencies, exports } = packageShape.parse(JSON.parse(output.texts.get('package.json') ?? ''))
    expect(dependencies).toEqual({ tlforge: '^1.0.0' })
    expect(exports).not.toHaveProperty('./runtime')
  })
})
