import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Diagnostic } from '../../../generator/diagnostics/diagnostic.js'
import { importErrors } from '../../../generator/import/errors.js'
import { printErrorsFile } from '../../../generator/import/errors-file.js'

const source = (name: string, text: string) => ({ name, text })

/** The message, and the text that the place of the diagnostic covers. */
function shown({ code, message, place }: Diagnostic): string {
  const at = place ? place.source.text.slice(place.span.start, place.span.end) : '-'
  return `${code} ${message} @ ${at}`
}

const own = `{
  "errors": [
    { "code": 400, "name": "USER_IS_BLOCKED", "description": "The user has blocked you." },
    { "code": 403, "name": "USER_IS_BLOCKED" },
    { "code": 420, "name": "FLOOD_WAIT_%d", "description": "Wait {seconds} seconds." }
  ],
  "common": ["420 FLOOD_WAIT_%d"],
  "methods": {
    "messages.sendMessage": { "callers": "both", "business": true, "errors": ["403 USER_IS_BLOCKED", "420 FLOOD_WAIT_%d", "400 USER_IS_BLOCKED"] }
  }
}`

describe('errors in the form of tlforge', () => {
  it('keys an error by code and name, and takes what is common from the methods', () => {
    const { table, diagnostics } = importErrors([source('errors.json', own)])
    expect(diagnostics).toEqual([])
    expect([...table.errors.keys()]).toEqual([
      '400 USER_IS_BLOCKED',
      '403 USER_IS_BLOCKED',
      '420 FLOOD_WAIT_%d',
    ])
    expect(table.errors.get('420 FLOOD_WAIT_%d')?.arguments).toEqual(['seconds'])
    expect(table.methods.get('messages.sendMessage')).toMatchObject({
      callers: 'both',
      business: true,
      errors: ['400 USER_IS_BLOCKED', '403 USER_IS_BLOCKED'],
    })
  })

  it('prints what it reads, sorted, one line for each', () => {
    const { table } = importErrors([source('errors.json', own)])
    const printed = printErrorsFile(table)
    expect(printed.split('\n')[2]).toBe(
      '    { "code": 400, "name": "USER_IS_BLOCKED", "description": "The user has blocked you." },',
    )
    const again = importErrors([source('errors.json', printed)]).table
    expect(printErrorsFile(again)).toBe(printed)
  })

  it.each([
    [
      '{ "errors": [{ "code": "420", "name": "A" }] }',
      'TL5001 `errors.0.code`: expected a whole number from -999 to 999 @ "420"',
    ],
    [
      '{ "errors": [{ "code": 420, "name": "A B" }] }',
      'TL5001 `errors.0.name`: expected the name of an error, such as `FLOOD_WAIT_%d` @ "A B"',
    ],
    [
      '{ "errors": [{ "code": 1, "name": "A_%d", "arguments": [] }] }',
      'TL5001 `errors.0.arguments`: expected one name for each `%d` @ []',
    ],
    [
      '{ "errors": [{ "code": 1, "name": "A", "description": "{b}" }] }',
      'TL5001 `errors.0.description`: expected only arguments in braces @ "{b}"',
    ],
    [
      '{ "errors": [{ "code": 1, "name": "A" }, { "code": 1, "name": "A" }] }',
      'TL5001 `1 A` is listed twice @ { "code": 1, "name": "A" }',
    ],
    [
      '{ "errors": [], "common": ["A"] }',
      'TL5001 `common.0`: expected a code and the name of an error, such as `420 FLOOD_WAIT_%d` @ "A"',
    ],
    [
      '{ "errors": [], "methods": { "a.b": { "errors": ["1 A"] } } }',
      'TL5002 `a.b` gives `1 A`, which is not among the errors @ "1 A"',
    ],
    [
      '{ "errors": [], "methods": { "a b": { "errors": [] } } }',
      'TL5001 `methods.a b`: expected the TL name of a method @ { "errors": [] }',
    ],
    ['{ "errors": ["A"] }', 'TL5001 `errors.0`: expected an object with `code` and `name` @ "A"'],
    [
      '{ "errors": [{ "name": "A" }] }',
      'TL5001 `errors.0.code`: expected a whole number from -999 to 999 @ ',
    ],
    ['{ "errors": [{ "code": 1 }] }', 'TL5001 `errors.0.name`: expected the name of an error, such as'],
    [
      '{ "errors": [{ "code": 1, "name": "A", "arguments": 7 }] }',
      'TL5001 `errors.0.arguments`: expected a list of names @ 7',
    ],
    [
      '{ "errors": [{ "code": 1, "name": "A", "text": "" }] }',
      'TL5001 `errors.0`: `text` is not known here @ {',
    ],
    [
      '{ "errors": [{ "code": 1, "name": "A", "description": 7 }] }',
      'TL5001 `errors.0.description`: expected a text @ 7',
    ],
    [
      '{ "errors": [], "methods": { "a.b": { "errors": [], "callers": "all" } } }',
      'TL5001 `methods.a.b.callers`: expected user, bot or both @ "all"',
    ],
    [
      '{ "errors": [], "methods": { "a.b": { "errors": [], "business": 1 } } }',
      'TL5001 `methods.a.b.business`: expected true or false @ 1',
    ],
    [
      '{ "errors": [], "methods": { "a.b": {} } }',
      'TL5001 `methods.a.b.errors`: expected a list of errors, such as `420 FLOOD_WAIT_%d` @ {}',
    ],
    ['{ "errors": 7 }', 'TL4004 errors: expected `errors` as a list, or as an object of codes @ '],
    ['[', 'TL4004 errors: neither JSON nor CSV: Unexpected end'],
  ])('%s', (text, expected) => {
    const { diagnostics } = importErrors([source('errors.json', text)])
    expect(diagnostics.map(shown).join('\n')).toContain(expected)
    expect(diagnostics).toHaveLength(1)
  })

  it('reads the rows beside a wrong one', () => {
    const { table, diagnostics } = importErrors([
      source('errors.json', '{ "errors": [{ "code": 1 }, { "code": 2, "name": "B" }] }'),
    ])
    expect(diagnostics).toHaveLength(1)
    expect([...table.errors.keys()]).toEqual(['2 B'])
  })
})

const official = `{
  "errors": {
    "400": { "USER_IS_BLOCKED": ["a.one", "a.two"], "FILE_PART_%d_MISSING": [] },
    "-503": { "Timeout": [] },
    "403": { "USER_IS_BLOCKED": ["a.one"] }
  },
  "descriptions": { "FILE_PART_%d_MISSING": "Part %d of [the file](https://example.org) is gone." },
  "user_only": ["a.one"],
  "bot_only": ["a.two"],
  "business_supported": ["a.two"],
  "unauthed_allowed": ["a.three"]
}`

describe('the official errors.json', () => {
  it('has several codes for a name, and no methods for what any of them gives', () => {
    const { table, diagnostics } = importErrors([source('official.json', official)])
    expect(diagnostics).toEqual([])
    expect([...table.errors.keys()]).toEqual([
      '-503 Timeout',
      '400 FILE_PART_%d_MISSING',
      '400 USER_IS_BLOCKED',
      '403 USER_IS_BLOCKED',
    ])
    expect(table.common).toEqual(['-503 Timeout', '400 FILE_PART_%d_MISSING'])
    expect(table.errors.get('400 FILE_PART_%d_MISSING')).toMatchObject({
      arguments: ['part'],
      description: 'Part {part} of the file is gone.',
    })
    expect(table.methods.get('a.one')).toMatchObject({
      callers: 'user',
      errors: ['400 USER_IS_BLOCKED', '403 USER_IS_BLOCKED'],
    })
    expect(table.methods.get('a.two')).toMatchObject({ callers: 'bot', business: true })
    expect(table.methods.get('a.three')).toMatchObject({ withoutLogin: true, errors: [] })
  })

  it.each([
    ['{ "errors": { "4oo": { "A": [] } } }', 'TL5001 `errors.4oo`: expected an error code @ { "A": [] }'],
    [
      '{ "errors": { "400": { "A": ["b", 7] } } }',
      'TL5001 `errors.400.A.1`: expected the TL name of a method @ 7',
    ],
    [
      '{ "errors": { "400": { "A-B": [] } } }',
      'TL5001 `errors.400.A-B`: expected the name of an error, such as `FLOOD_WAIT_%d` @ []',
    ],
    [
      '{ "errors": {}, "user_only": ["a", "b c"] }',
      'TL5001 `user_only.1`: expected the TL name of a method @ "b c"',
    ],
  ])('%s', (text, expected) => {
    expect(importErrors([source('official.json', text)]).diagnostics.map(shown)).toEqual([expected])
  })
})

const errorsCsv = `name,codes,description
2FA_CONFIRM_WAIT_X,420,"Deleted in a week, or reset in {seconds}"
PREVIOUS_CHAT_IMPORT_ACTIVE_WAIT_XMIN,406,Wait {minutes} minutes
AUTH_TOKEN_INVALIDX,400,
USER_IS_BLOCKED,400 403,"He said ""no"""
Timedout,-503,Timeout
FILE_PART_X_MISSING,400,Part {which} is missing
EMAIL_UNCONFIRMED_X,400,The code has {code_length} characters
`
const methodsCsv = `method,usability,errors
account.deleteAccount,user,2FA_CONFIRM_WAIT_X
messages.sendMessage,both,USER_IS_BLOCKED AUTH_TOKEN_INVALIDX
bots.setBotCommands,bot,
`

describe('the CSV files', () => {
  it('are one table, whatever their order', () => {
    const { table, diagnostics } = importErrors([
      source('methods.csv', methodsCsv),
      source('errors.csv', errorsCsv),
    ])
    expect(diagnostics).toEqual([])
    expect(
      [...table.errors.values()].map(({ code, name, arguments: names, description }) => [
        code,
        name,
        names,
        description,
      ]),
    ).toEqual([
      [-503, 'Timedout', [], 'Timeout'],
      [400, 'AUTH_TOKEN_INVALIDX', [], undefined],
      [400, 'EMAIL_UNCONFIRMED_%d', ['codeLength'], 'The code has {codeLength} characters'],
      [400, 'FILE_PART_%d_MISSING', ['part'], 'Part {part} is missing'],
      [400, 'USER_IS_BLOCKED', [], 'He said "no"'],
      [403, 'USER_IS_BLOCKED', [], 'He said "no"'],
      [406, 'PREVIOUS_CHAT_IMPORT_ACTIVE_WAIT_%dMIN', ['minutes'], 'Wait {minutes} minutes'],
      [420, '2FA_CONFIRM_WAIT_%d', ['seconds'], 'Deleted in a week, or reset in {seconds}'],
    ])
    expect(table.methods.get('messages.sendMessage')).toMatchObject({
      callers: 'both',
      errors: ['400 AUTH_TOKEN_INVALIDX', '400 USER_IS_BLOCKED', '403 USER_IS_BLOCKED'],
    })
    expect(table.methods.get('bots.setBotCommands')).toMatchObject({ callers: 'bot', errors: [] })
  })

  it('read the same with CRLF and a byte order mark', () => {
    const plain = importErrors([source('errors.csv', errorsCsv)]).table
    const windows = importErrors([source('errors.csv', `\ufeff${errorsCsv.replaceAll('\n', '\r\n')}`)]).table
    expect(printErrorsFile(windows)).toBe(printErrorsFile(plain))
  })

  it.each([
    ['name,codes,description\nA,400\n', 'TL5001 expected 3 cells, found 2 @ A,400'],
    [
      'name,codes,description\nA,4x,b\n',
      'TL5001 `4x`: expected codes between spaces, such as `400 403` @ 4x',
    ],
    [
      'name,codes,description\nA,4000,b\n',
      'TL5001 `4000`: expected codes between spaces, such as `400 403` @ 4000',
    ],
    ['name,codes,description\nA,,b\n', 'TL5001 ``: expected codes between spaces, such as `400 403` @ '],
    [
      'name,codes,description\n__proto__,400,b\n',
      'TL5001 `__proto__`: cannot be the name of an error @ __proto__',
    ],
    [
      'name,codes,description\nA B,400,b\n',
      'TL5001 `A B`: expected the name of an error, such as `FLOOD_WAIT_%d` @ A B',
    ],
    ['name,codes,description\nA,400,"b\n', 'TL5001 a quoted cell does not end @ A,400,"b\n'],
    [
      'method,usability,errors\na.b,user,NOPE\n',
      'TL5002 `a.b` gives `NOPE`, which is not among the errors @ NOPE',
    ],
    ['method,usability,errors\na.b,users,\n', 'TL5001 `users`: expected user, bot, both or unknown @ users'],
    ['method,usability,errors\na-b,user,\n', 'TL5001 `a-b`: expected the TL name of a method @ a-b'],
  ])('%j', (text, expected) => {
    expect(importErrors([source('file.csv', text)]).diagnostics.map(shown)).toEqual([expected])
  })
})

describe('what contradicts what came before in the same file', () => {
  /** Each diagnostic with the text of the place that its note points to. */
  const notes = (text: string): readonly string[] =>
    importErrors([source('file', text)]).diagnostics.map((diagnostic) => {
      const [note] = diagnostic.notes ?? []
      const { source: at, span } = note?.place ?? {}
      return `${shown(diagnostic)} / ${note?.message ?? ''} @ ${at?.text.slice(span?.start, span?.end) ?? ''}`
    })

  it.each([
    [
      'name,codes,description\nA,400 403,one\nA,403,two\n',
      'TL5001 `403 A` has another description here @ two / the first one is here @ one',
    ],
    [
      'method,usability,errors\na.b,user,\na.c,bot,\na.b,bot,\n',
      'TL5001 `a.b` is for others here @ bot / first here @ user',
    ],
    [
      '{ "errors": {}, "user_only": ["a.b"], "bot_only": ["a.c", "a.b"] }',
      'TL5001 `a.b` is for others here @ "a.b" / first here @ "a.b"',
    ],
    [
      '{ "base": {}, "errors": {}, "throws": {}, "userOnly": { "a.b": 1 }, "botOnly": { "a.b": 2 } }',
      'TL5001 `a.b` is for others here @ 2 / first here @ 1',
    ],
  ])('%j', (text, expected) => {
    expect(notes(text)).toEqual([expected])
  })

  it.each([
    'name,codes,description\nA,400,one\nA,403,two\nA,400,one\nA,400,\n',
    'method,usability,errors\na.b,user,\na.b,user,\na.b,unknown,\n',
  ])('and what does not: %j', (text) => {
    expect(notes(text)).toEqual([])
  })
})

describe('several files', () => {
  it('are one table: what came first stays, arguments have one name', () => {
    const csv = 'name,codes,description\nEMAIL_UNCONFIRMED_X,400,A code of {code_length} letters\n'
    const json = JSON.stringify({
      errors: { '400': { 'EMAIL_UNCONFIRMED_%d': [] }, '403': { 'EMAIL_UNCONFIRMED_%d': ['a.b'] } },
      descriptions: { 'EMAIL_UNCONFIRMED_%d': 'Enter %d letters.' },
    })
    const { table } = importErrors([source('errors.csv', csv), source('official.json', json)])
    expect(
      [...table.errors.values()].map(({ code, arguments: names, description }) => [code, names, description]),
    ).toEqual([
      [400, ['codeLength'], 'A code of {codeLength} letters'],
      [403, ['codeLength'], 'Enter {codeLength} letters.'],
    ])
    expect(table.common).toEqual(['400 EMAIL_UNCONFIRMED_%d'])
  })

  it('are read whatever they hold', () => {
    const words = fc.constantFrom(
      '{',
      '}',
      '[',
      ']',
      '"',
      ',',
      ':',
      '"errors"',
      '"400"',
      '"A"',
      '1',
      '\n',
      'A',
    )
    const start = fc.constantFrom('', 'name,codes,description\n', 'method,usability,errors\n', '{"errors":')
    fc.assert(
      fc.property(start, fc.array(words), fc.string(), (head, parts, rest) => {
        const { diagnostics } = importErrors([source('any', head + parts.join('') + rest)])
        for (const { place } of diagnostics) expect(place).toBeDefined()
      }),
    )
    fc.assert(
      fc.property(fc.json(), (value) => {
        for (const text of [value, `{"errors":[${value}]}`, `{"errors":{"400":${value}}}`]) {
          for (const { place } of importErrors([source('any', text)]).diagnostics) expect(place).toBeDefined()
        }
      }),
    )
  })
})

describe('the errors file of mtcute', () => {
  it('gives one code for each name', () => {
    const text = JSON.stringify({
      base: { BAD_REQUEST: 400 },
      errors: {
        A: { code: 400, name: 'A', description: 'x' },
        'B_%d': { code: 303, name: 'B_%d', description: 'at %d', _paramNames: ['new_dc'] },
      },
      throws: { 'a.b': ['A', 'C'] },
      userOnly: { 'a.b': 1 },
      botOnly: {},
    })
    const { table, diagnostics } = importErrors([source('raw-errors.json', text)])
    expect(diagnostics.map(shown)).toEqual(['TL5002 `a.b` gives `C`, which is not among the errors @ "C"'])
    expect(table.errors.get('303 B_%d')).toMatchObject({ arguments: ['newDc'], description: 'at {newDc}' })
    expect(table.methods.get('a.b')).toMatchObject({ callers: 'user', errors: ['400 A'] })
  })
})
