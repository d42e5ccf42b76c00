import { expect, it } from 'vitest'
import { detectIdRule } from '../../../generator/check/ids-rule.js'
import { parseSchema } from '../../../generator/syntax/parse.js'

const audio =
  'documentAttributeAudio#9852f9c6 flags:# voice:flags.10?true duration:int title:flags.0?string performer:flags.1?string waveform:flags.2?bytes = DocumentAttribute;'
const query = 'liteServer.query#798c06df data:bytes = Object;'
const blocks =
  'liteServer.listBlockTransactions#adfcc7da id:tonNode.blockIdExt mode:# count:# after:mode.7?liteServer.transactionId3 reverse_order:mode.6?true want_proof:mode.5?true = liteServer.BlockTransactions;'
const boolTrue = 'boolTrue#997275b5 = Bool;'

it.each([
  ['telegram', [audio]],
  ['tdlib', [blocks]],
  // one against one: an id that is hashed with `bytes` kept occurs under both rules
  ['telegram', [query, boolTrue]],
  ['tdlib', [query, blocks]],
  ['telegram', [boolTrue]],
  [
    'telegram',
    ['ipPortSecret#37982646 ipv4:int port:int secret:bytes = IpPort;', boolTrue, 'boolFalse = Bool;'],
  ],
  ['tdlib', ['boolTrue = Bool;']],
  ['tdlib', [boolTrue, '@read f#00000001 = Bool;']],
  ['telegram', []],
] as const)('%s', (rule, lines) => {
  const { schema, diagnostics } = parseSchema({ name: 'test.tl', text: lines.join('\n') })
  expect(diagnostics).toEqual([])
  const items = schema.items.flatMap((item) => (item.kind === 'combinator' ? [item] : []))
  expect(detectIdRule(items)).toBe(rule)
})
