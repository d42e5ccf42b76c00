import { describe, expect, it } from 'vitest'
import { telegramErrors, type TelegramErrors } from '../../../generator/import/errors-telegram.js'

const json = (name: string, value: unknown) => ({ name, text: JSON.stringify(value) })

const errors = {
  base: { BAD_REQUEST: 400 },
  errors: {
    KNOWN: { code: 400, name: 'KNOWN', description: 'Theirs.' },
    NEWER: { code: 400, name: 'NEWER', description: 'Theirs.' },
    'MOVED_%d': { code: 400, name: 'MOVED_%d' },
    AUTH_KEY_UNREGISTERED: { code: 401, name: 'AUTH_KEY_UNREGISTERED' },
    BUSINESS_CONNECTION_INVALID: { code: 400, name: 'BUSINESS_CONNECTION_INVALID' },
  },
  throws: {
    'a.user': ['KNOWN', 'MOVED_%d', 'AUTH_KEY_UNREGISTERED'],
    'a.open': ['NEWER', 'BUSINESS_CONNECTION_INVALID'],
    'a.gone': ['KNOWN'],
  },
  userOnly: { 'a.user': 1 },
  botOnly: {},
}
const schema = {
  l: 1,
  e: [
    { kind: 'class', name: 'thing' },
    {
      kind: 'method',
      name: 'a.user',
      available: 'user',
      throws: [{ code: 403, name: 'KNOWN', comment: '' }],
    },
    { kind: 'method', name: 'a.open', available: 'both' },
    { kind: 'method', name: 'a.fresh' },
    { kind: 'method', name: 'mtcute.own' },
  ],
}
const facts = {
  about: '',
  arguments: { 'MOVED_%d': ['place'] },
  codes: { NEWER: [406] },
  common: ['401 AUTH_KEY_UNREGISTERED'],
  methods: { 'a.fresh': { withoutLogin: true, also: ['500 OWN'] } },
}
const before = {
  errors: [
    { code: 400, name: 'KNOWN', description: 'Ours.' },
    { code: 400, name: 'DROPPED', description: 'Ours.' },
  ],
}

function run(change: { facts?: object; before?: object } = {}): TelegramErrors {
  return telegramErrors({
    errors: json('raw-errors.json', errors),
    schema: json('api-schema.json', schema),
    facts: json('facts.json', { ...facts, ...change.facts }),
    before: json('errors.json', { ...before, ...change.before }),
  })
}

describe("the import of Telegram's errors", () => {
  const { table, added, removed, undescribed, diagnostics } = run()

  it('keeps our descriptions, and takes none of theirs', () => {
    expect(diagnostics).toEqual([])
    const descriptions = [...table.errors].map(([key, { description }]) => [key, description])
    expect(Object.fromEntries(descriptions)).toMatchObject({
      '400 KNOWN': 'Ours.',
      // A further code of a name means the same until somebody says otherwise.
      '403 KNOWN': 'Ours.',
      '400 NEWER': undefined,
    })
    expect(JSON.stringify([...table.errors.values()])).not.toContain('Theirs')
  })

  it('lists what is new, gone, and not described', () => {
    expect(added).toEqual([
      '400 BUSINESS_CONNECTION_INVALID',
      '400 MOVED_%d',
      '400 NEWER',
      '401 AUTH_KEY_UNREGISTERED',
      '403 KNOWN',
      '406 NEWER',
      '500 OWN',
    ])
    expect(removed).toEqual(['400 DROPPED'])
    expect(undescribed).toEqual(added.filter((key) => key !== '403 KNOWN'))
  })

  it('takes the code of a method from the schema, arguments and further errors from the facts', () => {
    expect(table.errors.get('400 MOVED_%d')?.arguments).toEqual(['place'])
    expect([...table.methods.values()]).toEqual([
      { name: 'a.fresh', withoutLogin: true, errors: ['500 OWN'] },
      { name: 'a.gone', retired: true, errors: ['400 KNOWN'] },
      {
        name: 'a.open',
        callers: 'both',
        business: true,
        withoutLogin: true,
        errors: ['400 BUSINESS_CONNECTION_INVALID', '400 NEWER'],
      },
      { name: 'a.user', callers: 'user', errors: ['400 MOVED_%d', '403 KNOWN'] },
    ])
  })

  it('can be told all errors of a method', () => {
    const exactly = ['406 NEWER']
    expect(
      run({ facts: { methods: { 'a.user': { exactly } } } }).table.methods.get('a.user')?.errors,
    ).toEqual(exactly)
  })

  it('stops at a file that is not what it should be', () => {
    const failed = run({ facts: { codes: 7 }, before: { errors: 7 } })
    expect(failed.diagnostics.map(({ code, message }) => `${code} ${message}`)).toEqual([
      'TL4004 facts.json: codes: Invalid input: expected record, received number',
      'TL4004 errors.json: errors: Invalid input: expected array, received number',
    ])
  })
})
