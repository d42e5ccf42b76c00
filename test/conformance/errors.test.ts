import { build } from 'esbuild'
import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import * as api from '../../generated/telegram/api/errors/index.js'
import { messages } from '../../generated/telegram/index.js'
import { importErrors } from '../../generator/import/errors.js'
import { printErrorsFile } from '../../generator/import/errors-file.js'
import { telegramErrors } from '../../generator/import/errors-telegram.js'
import { mtcuteSchemaPath } from '../../generator/import/telegram-main.js'
import { errorKey, type ErrorKey } from '../../generator/ir/errors.js'

const root = join(import.meta.dirname, '../..')
const text = (name: string) => ({ name, text: readFileSync(join(root, name), 'utf8') })
const ours = text('schema/telegram/errors.json')
const { table, diagnostics } = importErrors([ours])

const npm = join(dirname(mtcuteSchemaPath()), 'raw-errors.json')
const source = z
  .object({
    errors: z.record(z.string(), z.object({ code: z.number(), description: z.string().optional() })),
    throws: z.record(z.string(), z.array(z.string())),
    userOnly: z.record(z.string(), z.unknown()),
    botOnly: z.record(z.string(), z.unknown()),
  })
  .parse(JSON.parse(readFileSync(npm, 'utf8')))

/** Names that the source does not have. */
const ownNames = ['INTERNAL']

describe("Telegram's errors", () => {
  it('are read without a problem, and are what the import makes', () => {
    expect(diagnostics).toEqual([])
    const made = telegramErrors({
      errors: { name: 'raw-errors.json', text: readFileSync(npm, 'utf8') },
      schema: { name: 'api-schema.json', text: readFileSync(mtcuteSchemaPath(), 'utf8') },
      facts: text('schema/telegram/errors-facts.json'),
      before: ours,
    })
    expect(made.diagnostics).toEqual([])
    expect(made.added).toEqual([])
    expect(made.removed).toEqual([])
    expect(made.undescribed).toEqual([])
    expect(printErrorsFile(made.table)).toBe(ours.text)
  })

  it('are those of the source, with further codes', () => {
    const names = new Set([...table.errors.values()].map(({ name }) => name))
    expect([...names].filter((name) => !ownNames.includes(name)).sort()).toEqual(
      Object.keys(source.errors).sort(),
    )
    expect(names.size).toBe(824 + ownNames.length)
    for (const [name, { code }] of Object.entries(source.errors)) {
      expect(table.errors.has(errorKey({ code, name }))).toBe(true)
    }
    expect(table.errors.size).toBe(864)
    const several = [...names].filter((name) => codesOf(name).length > 1)
    expect(several).toHaveLength(37)
    expect(codesOf('USER_IS_BLOCKED')).toEqual([400, 403])
    expect(codesOf('MSG_WAIT_FAILED')).toEqual([400, 500])
    expect(codesOf('PEER_ID_INVALID')).toEqual([400, 403, 404, 406])
    expect(codesOf('Timeout')).toEqual([-503])
  })

  it('are given by the methods that the source says', () => {
    const common = new Set(table.common.map((key) => key.slice(key.indexOf(' ') + 1)))
    const methods = Object.entries(source.throws)
    expect(methods).toHaveLength(821)
    for (const [method, names] of methods) {
      const own = table.methods.get(method)?.errors.map((key) => key.slice(key.indexOf(' ') + 1))
      const expected = new Set(names.filter((name) => !common.has(name)))
      // The source gives this method an error that the facts do not.
      if (method === 'messages.sendEncryptedService') expected.delete('CHAT_ID_INVALID')
      expect([method, [...new Set(own)].sort()]).toEqual([method, [...expected].sort()])
    }
    const pairs = methods.flatMap(([, names]) => names).length
    const taken = methods.flatMap(([, names]) => names.filter((name) => common.has(name))).length
    expect([pairs, taken]).toEqual([4097, 1522])
  })

  it('say who may call a method', () => {
    const who = (callers: string): readonly string[] =>
      [...table.methods.values()].filter((method) => method.callers === callers).map(({ name }) => name)
    expect(who('user')).toEqual(Object.keys(source.userOnly).sort())
    expect(who('bot')).toEqual(Object.keys(source.botOnly).sort())
    expect([who('user').length, who('bot').length]).toEqual([656, 31])
    const marked = (mark: 'business' | 'withoutLogin' | 'retired'): number =>
      [...table.methods.values()].filter((method) => method[mark] === true).length
    expect([marked('business'), marked('withoutLogin'), marked('retired')]).toEqual([19, 40, 42])
  })

  it('have a sentence each, in our own words', () => {
    const plain = (sentence: string): string => sentence.toLowerCase().replace(/[^a-z0-9]/g, '')
    for (const { code, name, description = '', arguments: names } of table.errors.values()) {
      expect(description, name).toMatch(/^[A-Z`].{8,110}\.$/)
      expect(description, name).not.toMatch(/[.!?] [A-Z]/)
      for (const argument of names) expect(description, name).toContain(`{${argument}}`)
      const theirs = source.errors[name]
      if (theirs?.code === code) expect(plain(description)).not.toBe(plain(theirs.description ?? ''))
    }
  })
})

function codesOf(name: string): readonly number[] {
  return [...table.errors.values()].filter((spec) => spec.name === name).map(({ code }) => code)
}

describe('the errors of secret chats', () => {
  const same: readonly ErrorKey[] = [
    '400 DATA_INVALID',
    '400 DATA_TOO_LONG',
    '400 ENCRYPTION_DECLINED',
    '400 MSG_WAIT_FAILED',
    '403 USER_IS_BLOCKED',
    '500 MSG_WAIT_FAILED',
  ]
  const sorted = (keys: readonly string[]): readonly string[] => [...keys].sort()

  it('sendEncrypted and sendEncryptedService have exactly theirs', () => {
    const { SendEncrypted, SendEncryptedService } = api.methods.messages
    expect(sorted(SendEncrypted.errors)).toEqual(sorted(['400 CHAT_ID_INVALID', ...same]))
    expect(sorted(SendEncryptedService.errors)).toEqual(
      sorted([...same, '400 ENCRYPTION_ID_INVALID', '400 USER_IS_BLOCKED', '403 USER_DELETED']),
    )
    expect(api.commonErrors).toContain('401 AUTH_KEY_UNREGISTERED')
  })

  it.each([
    ['sendEncryptedFile', ['400 FILE_EMTPY', '400 MD5_CHECKSUM_INVALID']],
    ['requestEncryption', ['400 DH_G_A_INVALID', '400 USER_ID_INVALID']],
    ['acceptEncryption', ['400 ENCRYPTION_ALREADY_ACCEPTED', '400 ENCRYPTION_ALREADY_DECLINED']],
    [
      'discardEncryption',
      [
        '400 CHAT_ID_EMPTY',
        '400 ENCRYPTION_ALREADY_ACCEPTED',
        '400 ENCRYPTION_ALREADY_DECLINED',
        '400 ENCRYPTION_ID_INVALID',
      ],
    ],
    ['getDhConfig', ['400 RANDOM_LENGTH_INVALID']],
    ['receivedQueue', ['400 MAX_QTS_INVALID', '500 MSG_WAIT_FAILED']],
    ['readEncryptedHistory', ['400 MAX_DATE_INVALID', '500 MSG_WAIT_FAILED']],
  ])('%s', (name, errors) => {
    expect(table.methods.get(`messages.${name}`)?.errors).toEqual(expect.arrayContaining(errors))
  })

  it('are for users', () => {
    expect(api.methods.messages.SendEncrypted.availability).toEqual({
      known: true,
      users: true,
      bots: false,
      business: false,
      withoutLogin: false,
    })
  })
})

describe('the generated errors', () => {
  it('every name parses back from a message that is built from it', () => {
    for (const { code, name, arguments: names } of table.errors.values()) {
      let number = 40
      const message = name.replace(/%d/g, () => String(++number))
      const error = api.RpcError.from(code, message, messages.SendEncrypted)
      expect(error.key).toBe(errorKey({ code, name }))
      expect(error.args).toEqual(Object.fromEntries(names.map((argument, at) => [argument, 41 + at])))
      expect(error.text).toBe(message)
      expect(error.method).toBe('messages.sendEncrypted')
      expect(api.describeError(error)).toMatch(/^[^{}]+\.$/)
    }
  })

  it('keep what is not known as it came', () => {
    const error = api.RpcError.from(499, 'SOMETHING_NEW_12')
    expect([error.code, error.name, error.args, error.method]).toEqual([
      499,
      'SOMETHING_NEW_12',
      {},
      undefined,
    ])
    expect(api.describeError(error)).toBeUndefined()
  })

  it('are told apart by name, and by code and name', () => {
    const error = api.RpcError.from(403, 'USER_IS_BLOCKED', 'messages.sendEncrypted')
    expect(error.is('USER_IS_BLOCKED')).toBe(true)
    expect(error.is('USER_DELETED')).toBe(false)
    expect(error.isOneOf(['400 USER_IS_BLOCKED'])).toBe(false)
    expect(error.isOneOf(api.methods.messages.SendEncrypted.errors)).toBe(true)
    expect(error.isOneOf(api.commonErrors)).toBe(false)
  })

  it('have lists of names: all, and by code', () => {
    expect(Object.keys(api.RpcErrorName)).toHaveLength(824 + ownNames.length)
    expect(api.RpcErrorName.FLOOD_WAIT_X).toBe('FLOOD_WAIT_%d')
    expect(api.RpcErrorName._2FA_CONFIRM_WAIT_X).toBe('2FA_CONFIRM_WAIT_%d')
    expect(api.RpcErrorName.AUTH_TOKEN_INVALIDX).toBe('AUTH_TOKEN_INVALIDX')
    expect(api.ServerTimeoutName).toEqual({
      MSG_WAIT_TIMEOUT: 'MSG_WAIT_TIMEOUT',
      Timedout: 'Timedout',
      Timeout: 'Timeout',
    })
    const families = [
      api.ServerTimeoutName,
      api.SeeOtherName,
      api.BadRequestName,
      api.UnauthorizedName,
      api.ForbiddenName,
      api.NotFoundName,
      api.NotAcceptableName,
      api.FloodName,
      api.InternalName,
    ]
    expect(families.flatMap((family) => Object.keys(family))).toHaveLength(864)
  })

  it('know every method', () => {
    const methods = Object.values<api.MethodInfo>({ ...api.methodInfo })
    expect(methods.filter(({ availability }) => !availability.bots)).toHaveLength(656)
    expect(methods.filter(({ availability }) => !availability.users)).toHaveLength(31)
    expect(methods.filter(({ availability }) => availability.business)).toHaveLength(19)
    expect(methods.filter(({ availability }) => availability.withoutLogin)).toHaveLength(40)
    expect(methods.filter(({ availability }) => !availability.known)).toHaveLength(17)
    expect(api.methodInfo['messages.sendEncrypted']).toBe(api.methods.messages.SendEncrypted)
  })

  it('are listed in the documentation of the method', () => {
    const code = text('generated/telegram/api/functions/messages/send-encrypted.ts').text
    expect(code).toContain(' * For users only\n')
    expect(code).toContain(' * - `400 DATA_INVALID`: The encrypted data is malformed.\n')
    expect(code).toContain(' * - `403 USER_IS_BLOCKED`: The other user has blocked this account.\n')
  })
})

describe('a bundle', () => {
  /** The bundle of a program that sends a request, and does something with errors. */
  async function bundle(more: string, minifyIdentifiers = true): Promise<string> {
    const contents = `
      import { SendEncrypted } from './api/namespaces/messages.js'
      console.log(SendEncrypted.fromBytes(new Uint8Array(8)))
      ${more}`
    const { outputFiles } = await build({
      stdin: { contents, resolveDir: join(root, 'generated/telegram'), loader: 'ts' },
      bundle: true,
      ...{ minifyIdentifiers, minifySyntax: true, minifyWhitespace: true },
      write: false,
      format: 'esm',
      target: 'es2022',
      logLevel: 'silent',
    })
    return outputFiles[0]?.text ?? ''
  }

  it('without errors does not have their data', async () => {
    // Short names are given by how often letters occur, also in the files that are dropped.
    const [without, unused] = await Promise.all(
      ['', `import './api/errors/index.js'`].map((more) => bundle(more, false)),
    )
    expect(without).not.toContain('CHAT_ID_INVALID')
    expect(unused).toBe(without)
  })

  it('has the data of the methods that it asks for, and no other', async () => {
    const code = await bundle(`
      import * as errors from './api/errors/methods/messages.js'
      console.log(errors.SendEncrypted.errors)`)
    expect(code).toContain('400 CHAT_ID_INVALID')
    expect(code).not.toContain('USER_DELETED')
    expect(code.length - (await bundle('')).length).toBeLessThan(350)
  })

  it('reads errors without the lists of their names', async () => {
    const code = await bundle(`
      import { RpcError } from './api/errors/index.js'
      console.log(RpcError.from(420, 'FLOOD_WAIT_3').is('FLOOD_WAIT_%d'))`)
    expect(code).not.toContain('CHAT_ID_INVALID')
    expect(code.length - (await bundle('')).length).toBeLessThan(3000)
  })
})
