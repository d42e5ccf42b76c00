import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { checkErrors } from '../../../generator/check/errors.js'
import { checkModule } from '../../../generator/check/check-module.js'
import type { SchemaInput, SubsetOptions } from '../../../generator/options.js'
import { outsideTable } from '../../../generator/plan/outside.js'
import { subsetOf, subsetSummary, type SubsetResult } from '../../../generator/plan/subset.js'
import { parseSchema } from '../../../generator/syntax/parse.js'

function checked(text: string, more: Partial<SchemaInput> = {}): ReturnType<typeof checkErrors> {
  const input = { name: 'api', sources: [{ name: 'api.tl', text }], idRule: 'telegram', ...more } as const
  const files = input.sources.map((source) => parseSchema(source).schema)
  return checkErrors(checkModule(input, files, []), input)
}

const text = `
userEmpty#1 = User;
user#2 id:long photo:UserPhoto = User;
photo#3 id:long = UserPhoto;
photoOwner#4 owner:User = UserPhoto;
pair#5 a:%single b:flags = Pair;
single#6 x:int = Single;
updateUser#7 user:User = Update;
updateGroup#8 flags:# group:flags.1?Group ids:Vector<long> = Update;
group#9 title:string n:# rest:n*[ int ] = Group;
help.config#a options:vector<help.option> = help.Config;
help.option#b key:bytes = help.Option;
---functions---
getUser#10 id:long = User;
getUpdates#11 = Vector<Update>;
help.getConfig#12 = help.Config;
wrap#13 {X:Type} query:!X = X;
send#14 any:Object = Bool;
`.replace('b:flags ', '')
const { schema } = checked(text)

function keys({ schema: { constructors, methods } }: SubsetResult): string {
  return [...constructors.keys(), '|', ...methods.keys()].join(' ')
}

describe('subsetOf', () => {
  it.each<[SubsetOptions, string]>([
    [{}, [...schema.constructors.keys(), '|', ...schema.methods.keys()].join(' ')],
    [{ include: ['getUser'] }, 'userEmpty user photo photoOwner | getUser'],
    [{ include: ['send', 'wrap'] }, '| wrap send'],
    [{ include: ['help'] }, 'help.config help.option | help.getConfig'],
    [{ include: ['help.get*'] }, 'help.config help.option | help.getConfig'],
    [
      { include: ['getUpdates'] },
      'userEmpty user photo photoOwner updateUser updateGroup group | getUpdates',
    ],
    // A constructor alone does not bring the others of its type; one that is held does.
    [{ include: ['photo'] }, 'photo |'],
    [{ include: ['UserPhoto'] }, 'userEmpty user photo photoOwner |'],
    [{ include: ['pair'] }, 'pair single |'],
    [
      { include: ['getUpdates'], exclude: ['updateGroup'] },
      'userEmpty user photo photoOwner updateUser | getUpdates',
    ],
    [{ include: ['getUpdates', 'updateGroup'], exclude: ['update*', 'Group'] }, 'updateGroup | getUpdates'],
    [{ include: ['getUpdates'], exclude: ['Update'] }, '| getUpdates'],
    [
      { exclude: ['*', 'pair', 'help.option'], include: ['help.getConfig', '*'] },
      'help.config | help.getConfig',
    ],
    [
      { exclude: ['update*', '{get*,wrap,send}'] },
      'userEmpty user photo photoOwner pair single group help.config help.option | help.getConfig',
    ],
  ])('%j leaves %s', (options, expected) => {
    const result = subsetOf(schema, options, [])
    const { diagnostics } = result
    if (options.exclude?.includes('help.option')) {
      expect(diagnostics.map(({ message }) => message)).toEqual([
        '`help.option` cannot be excluded: `help.config` holds it bare',
      ])
    } else {
      expect(diagnostics).toEqual([])
      expect(keys(result)).toBe(expected)
    }
  })

  it.each<[SubsetOptions, readonly string[]]>([
    [
      { include: ['getUsr', 'hlp.*', 'help.gt*', 'zzz'], exclude: ['updat?User'] },
      [
        'TL3003 schemas.0.include.0 `getUsr` matches no method, constructor, type or namespace of the schema `api` | did you mean `getUser`?',
        'TL3003 schemas.0.include.1 `hlp.*` matches no method, constructor, type or namespace of the schema `api` | did you mean `help.*`?',
        'TL3003 schemas.0.include.2 `help.gt*` matches no method, constructor, type or namespace of the schema `api` | did you mean `help.get*`?',
        'TL3003 schemas.0.include.3 `zzz` matches no method, constructor, type or namespace of the schema `api`',
      ],
    ],
    [
      { include: ['getUser', 'send'], exclude: ['send'] },
      [
        'TL3004 schemas.0.exclude.0 `send` is both included and excluded | a name that is included in full wins over an excluded pattern, but not over itself',
      ],
    ],
    [{ exclude: ['**'] }, ['TL3004 schemas.0 nothing of the schema `api` is left']],
    [
      { include: ['help.getConfig'], exclude: ['help.option'] },
      [
        'TL3004 schemas.0.exclude `help.option` cannot be excluded: `help.config` holds it bare | exclude `help.config` as well',
      ],
    ],
  ])('of %j says %j', (options, expected) => {
    const { diagnostics } = subsetOf(schema, options, ['schemas', 0])
    expect(
      diagnostics.map(
        ({ code, option = [], message, hint }) =>
          `${code} ${option.join('.')} ${message}${hint === undefined ? '' : ` | ${hint}`}`,
      ),
    ).toEqual(expected)
  })

  it('keeps the errors of its methods, and those of all', () => {
    const json = {
      errors: ['USER_GONE', 'NO_KEY', 'FLOOD', 'UNUSED'].map((name) => ({ code: 400, name })),
      common: ['400 FLOOD'],
      methods: { getUser: { errors: ['400 USER_GONE'] }, send: { errors: ['400 NO_KEY'] } },
    }
    const whole = checked(text, { errors: [{ name: 'errors.json', text: JSON.stringify(json) }] })
    expect(whole.schema.errors?.methods.size).toBe(2)
    const { errors } = subsetOf(whole.schema, { include: ['getUser'] }, []).schema
    expect([...(errors?.methods.keys() ?? [])]).toEqual(['getUser'])
    expect([...(errors?.errors.keys() ?? [])]).toEqual(['400 FLOOD', '400 USER_GONE'])
  })
})

describe('outsideTable', () => {
  const options = { include: ['getUpdates'], exclude: ['Update', 'user*'] }

  it('names what an error is about', () => {
    expect([...outsideTable(subsetOf(schema, options, []).schema)]).toEqual([
      ['Update', ['updateUser#7', 'updateGroup#8']],
    ])
  })

  it('says how everything within lies in the bytes', () => {
    const { schema: part } = subsetOf(schema, { ...options, outside: 'unknown' }, [])
    expect([...outsideTable(part)]).toEqual([
      ['User', ['userEmpty#1', 'user#2 l o']],
      ['UserPhoto', ['photo#3 l', 'photoOwner#4 o']],
      ['Update', ['updateUser#7 o', 'updateGroup#8 n ?0.1o Vl']],
      ['Group', ['group#9 s n @0,i']],
    ])
  })
})

describe('the secret chats of Telegram', () => {
  const api = readFileSync(join(import.meta.dirname, '../../../schema/telegram/api.tl'), 'utf8')
  const methods = [
    'getDhConfig requestEncryption acceptEncryption discardEncryption setEncryptedTyping readEncryptedHistory',
    'sendEncrypted sendEncryptedFile sendEncryptedService receivedQueue reportEncryptedSpam uploadEncryptedFile',
  ]
  const include = methods.flatMap((line) => line.split(' ').map((name) => `messages.${name}`))

  it('need 29 constructors: 27 classes, and boolTrue and boolFalse, which the runtime has', () => {
    const { schema: part, diagnostics } = subsetOf(checked(api).schema, { include }, [])
    expect(diagnostics).toEqual([])
    expect(subsetSummary(part)).toMatchObject({
      methods: 12,
      constructors: 27,
      allConstructors: 1641,
      outside: 0,
    })
    const answers = [...part.methods.values()].map(({ tlResult }) => tlResult)
    expect(answers).toContain('Bool')
  })
})
