import { describe, expect, it } from 'vitest'
import { parseIdExceptions } from '../../../generator/check/id-exceptions.js'
import {
  checkIds,
  type IdCheckOptions,
  type IdCheckResult,
  type IdItem,
} from '../../../generator/check/ids.js'
import { parseSchema } from '../../../generator/syntax/parse.js'

function itemsOf(text: string): IdItem[] {
  const { schema, diagnostics } = parseSchema({ name: 'test.tl', text })
  expect(diagnostics).toEqual([])
  let isFunction = false
  return schema.items.flatMap((item) => {
    if (item.kind === 'section') isFunction = item.section === 'functions'
    return item.kind === 'combinator' || item.kind === 'builtin'
      ? [{ item, source: schema.source, isFunction }]
      : []
  })
}

function check(text: string, options: Partial<IdCheckOptions> = {}): IdCheckResult {
  return checkIds(itemsOf(text), { schema: 'api', rule: 'telegram', ...options })
}

function exceptionsOf(...entries: readonly object[]) {
  const text = JSON.stringify(
    entries.map((entry) => ({ schema: 'api', reason: 'unexplained', detail: '-', ...entry })),
  )
  return parseIdExceptions({ name: 'ids.json', text }).exceptions
}

describe('checkIds', () => {
  it('verifies explicit ids and computes missing ones', () => {
    const { ids, counts, diagnostics } = check('boolTrue#997275b5 = Bool;\nboolFalse = Bool;\nint ? = Int;')
    expect(diagnostics).toEqual([])
    expect(counts).toEqual({ verified: 1, explained: 0, unexplained: 0, computed: 2 })
    expect([...ids.values()]).toEqual([0x997275b5, 0xbc799737, 0xa8509bda])
  })

  it('reports an id that nothing explains, and keeps it', () => {
    const { ids, counts, diagnostics } = check('boolTrue#997275b6 = Bool;')
    expect([...ids.values()]).toEqual([0x997275b6])
    expect(counts).toEqual({ verified: 0, explained: 0, unexplained: 1, computed: 0 })
    expect(diagnostics).toMatchObject([
      {
        code: 'TL2003',
        severity: 'error',
        message: 'the id of `boolTrue` is 997275b6, but its text gives 997275b5',
        notes: [{ message: 'hashed under the rule `telegram`: `boolTrue = Bool`' }],
        hint: 'write #997275b5, or list `boolTrue` in the id exceptions if the other side really uses 997275b6',
      },
    ])
    const place = diagnostics[0]?.place
    expect(place?.source.text.slice(place.span.start, place.span.end)).toMatch(/^#?997275b6$/)
  })

  it.each([
    ['ipPortSecret#37982646 ipv4:int port:int secret:bytes = IpPort;', 'bytes-kept', '`bytes` kept'],
    [
      'liteServer.listBlockTransactions#adfcc7da id:tonNode.blockIdExt mode:# count:# after:mode.7?liteServer.transactionId3 reverse_order:mode.6?true want_proof:mode.5?true = liteServer.BlockTransactions;',
      'other-rule',
      'the rule `tdlib`',
    ],
    [
      'decryptedMessage8#1f814f1f random_id:long random_bytes:bytes message:string media:DecryptedMessageMedia = DecryptedMessage;',
      'version-suffix',
      'the name without its suffix, `decryptedMessage`',
    ],
    [
      'documentAttributeAudio45#ded218e0 duration:int title:string performer:string = DocumentAttribute;',
      'version-suffix',
      'the name without its suffix, `documentAttributeAudio`',
    ],
    [
      'sendMessageTypingActionLegacy#16bf744e = SendMessageAction;',
      'version-suffix',
      'the name without its suffix, `sendMessageTypingAction`',
    ],
    [
      'sendMessageTypingAction_layer133#16bf744e = SendMessageAction;',
      'version-suffix',
      'the name without its suffix, `sendMessageTypingAction`',
    ],
    [
      'ipPortSecret2#37982646 ipv4:int port:int secret:bytes = IpPort;',
      'version-suffix',
      'the name without its suffix, `ipPortSecret`, and `bytes` kept',
    ],
    ['gzip_packed#3072cfa1 packed_data:bytes = GzipPacked;', 'other-wording', 'other wording'],
    [
      'msg_container#73f1f8dc messages:vector<%Message> = MessageContainer;',
      'other-wording',
      'other wording',
    ],
    [
      'future_salts#ae500895 req_msg_id:long now:int salts:vector<%FutureSalt> = FutureSalts;',
      'other-wording',
      'other wording',
    ],
  ])('explains %s', (text, reason, description) => {
    const { counts, diagnostics } = check(text)
    expect(counts).toMatchObject({ explained: 1, unexplained: 0 })
    expect(diagnostics).toMatchObject([{ code: 'TL2003', severity: 'warning' }])
    expect(diagnostics[0]?.notes?.[1]?.message).toContain(`explained by ${description}: \``)
    expect(diagnostics[0]?.hint).toContain(`with the reason \`${reason}\``)
  })

  it.each([
    'accessPointRule#4679b65f phone_prefix_rules:string dc_id:int ips:vector<IpPort> = AccessPointRule;',
    'help.configSimple#5a592a6c date:int expires:int rules:vector<AccessPointRule> = help.ConfigSimple;',
  ])('cannot explain %s', (text) => {
    expect(check(text).counts).toMatchObject({ unexplained: 1 })
  })

  it('only warns under the rule tdlib, whose schemas write an id because it is another one', () => {
    const { counts, diagnostics } = check('boolTrue#997275b6 = Bool;', { rule: 'tdlib' })
    expect(counts).toMatchObject({ unexplained: 1 })
    expect(diagnostics).toMatchObject([{ code: 'TL2003', severity: 'warning' }])
  })

  it('is silent about an id that is listed', () => {
    const exceptions = exceptionsOf({ name: 'boolTrue', id: '997275b6' })
    const { counts, diagnostics } = check('boolTrue#997275b6 = Bool;', { exceptions })
    expect(diagnostics).toEqual([])
    expect(counts).toMatchObject({ explained: 1, unexplained: 0 })
  })

  it('warns of exceptions that are not needed, not of those of other schemas', () => {
    const exceptions = exceptionsOf(
      { name: 'boolTrue', id: '997275b5' },
      { name: 'boolTrue', id: '997275b6' },
      { name: 'boolTrue', id: '997275b7', schema: 'mtproto' },
    )
    const { diagnostics } = check('boolTrue#997275b5 = Bool;', { exceptions })
    expect(diagnostics).toMatchObject([
      {
        code: 'TL2013',
        severity: 'warning',
        message: 'the id exception for `boolTrue#997275b5` is not needed: the id is the CRC32 of the text',
        place: { source: { name: 'ids.json' } },
      },
      {
        code: 'TL2013',
        message: 'the id exception for `boolTrue#997275b6` matches no definition of the schema `api`',
        place: { source: { name: 'ids.json' } },
      },
    ])
  })
})

describe('ids that are used twice', () => {
  it('reports two definitions of one id', () => {
    const { diagnostics } = check('a#997275b5 = A;\nboolTrue = Bool;', {
      exceptions: exceptionsOf({ name: 'a', id: '997275b5' }),
    })
    expect(diagnostics).toMatchObject([
      {
        code: 'TL2004',
        severity: 'error',
        message: '`boolTrue` has the id 997275b5 of `a`',
        notes: [{ message: 'first defined here', place: { source: { name: 'test.tl' } } }],
      },
    ])
  })

  it('reports a function with the id of a constructor of the same name', () => {
    const text = 'wait#00000001 = W;\n---functions---\nwait#00000001 = W;'
    const { diagnostics } = check(text, { exceptions: exceptionsOf({ name: 'wait', id: '1' }) })
    expect(diagnostics).toMatchObject([{ code: 'TL2004' }])
  })

  it('leaves a definition that comes again in a later layer alone', () => {
    expect(check('===8===\nboolTrue = Bool;\n===17===\nboolTrue = Bool;').diagnostics).toEqual([])
  })
})
