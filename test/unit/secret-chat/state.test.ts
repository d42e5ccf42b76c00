import { describe, expect, test } from 'vitest'
import {
  EncryptedChatRequested,
  EncryptedFileEmpty,
  EncryptedMessage,
  InputEncryptedFile,
  InputUser,
} from '../../../generated/telegram/api/index.js'
import { DecryptedMessage } from '../../../generated/telegram/secret/index.js'
import {
  SecretChatError,
  acceptChat,
  discardChat,
  parseState,
  receiveMessage,
  renewKey,
  requestChat,
  sendMessage,
  type SecretChatState,
} from '../../../templates/secret-chat/index.js'
import { agree, context, group, packetOf, ready } from './network.js'

const userId = new InputUser({ userId: 2n, accessHash: 22n })
const hello = new DecryptedMessage({ randomId: 11n, ttl: 0, message: 'hello' })

/** A state of each phase, with all that it can hold. */
function states(): Readonly<Record<string, SecretChatState>> {
  const asked = requestChat({ userId, group }, context)
  const { chatId } = asked.state
  const fields = { chatId, date: 1, randomId: 1n, file: new EncryptedFileEmpty() }
  const early = new EncryptedMessage({ ...fields, bytes: new Uint8Array(40) })
  const chat = { id: chatId, accessHash: 20n, date: 1, adminId: 1n, participantId: 2n }
  const requested = new EncryptedChatRequested({ ...chat, gA: asked.request.gA })
  const pair = agree()
  const withFile = { kind: 'file' as const, file: new InputEncryptedFile({ id: 1n, accessHash: 2n }) }
  const sent = sendMessage(pair.alice, { message: hello, ...withFile }, context)
  const next = sendMessage(sent.state, { message: hello, ...withFile }, context)
  const asking = renewKey(next.state, context).state
  const until = { ...asking.key, until: 3 }
  const answering = { kind: 'accepted' as const, id: '-5', key: asking.key.bytes, fingerprint: '6' }
  return {
    requested: receiveMessage(asked.state, early, context).state,
    accepted: acceptChat({ chat: requested, group }, context).state,
    ready: asking,
    'ready, with a gap': receiveMessage(pair.bob, packetOf(next), context).state,
    'ready, with two keys': { ...asking, announced: 1, previousKey: until, exchange: answering },
    ended: discardChat(pair.alice).state,
  }
}

/** The error of a text that is refused. */
function problemOf(text: string): string | undefined {
  try {
    parseState(text)
    return undefined
  } catch (error) {
    expect(error).toBeInstanceOf(SecretChatError)
    expect(error).toMatchObject({ code: 'wrong-argument' })
    return error instanceof Error ? error.message : ''
  }
}

const none = 'the text is no state of a secret chat'

describe('a text', () => {
  test.each(['', 'nope', '{', 'null', '[]', '{}', '1', '"x"', '{"format":1}', '{"phase":"ready"}'])(
    'that is none: %s',
    (text) => {
      expect(problemOf(text)).toMatch(none)
    },
  )

  test.each([
    ['nope', `${none}: it is not JSON`],
    ['{"format":2,"phase":"ready"}', `${none}: \`format\` is not 1`],
    ['{"format":1,"phase":"begun"}', `${none}: \`phase\` is not one of requested, accepted, ready, ended`],
    ['{"format":1,"phase":"ready"}', `${none}: \`chatId\` is missing`],
  ])('says what is wrong with it: %s', (text, problem) => {
    expect(problemOf(text)).toBe(problem)
  })
})

describe.each(Object.entries(states()))('%s', (_, state) => {
  const json = (): Record<string, unknown> =>
    Object.fromEntries(Object.entries(parseState(JSON.stringify(state))))

  test('comes back as it was', () => {
    expect(parseState(JSON.stringify(state))).toEqual(JSON.parse(JSON.stringify(state)))
  })

  test('without any of its fields is refused', () => {
    const optionalFields = ['early', 'exchange', 'previousKey', 'announced']
    for (const key of Object.keys(state)) {
      const problem = problemOf(JSON.stringify({ ...json(), [key]: undefined }))
      if (optionalFields.includes(key)) expect(problem).toBeUndefined()
      else expect(problem).toMatch(`\`${key}\``)
    }
  })

  test('with any of its fields of another kind is refused', () => {
    for (const key of Object.keys(state)) {
      for (const value of [null, {}, [1], 'x!', 1.5]) {
        expect(
          problemOf(JSON.stringify({ ...json(), [key]: value })),
          `${key} = ${JSON.stringify(value)}`,
        ).toMatch(`\`${key}`)
      }
    }
  })
})

describe('a state that is ready', () => {
  const pair = agree()
  const sent = sendMessage(pair.alice, { message: hello, kind: 'message' }, context).state
  const [first] = sent.outbox
  const short = Buffer.alloc(255).toString('base64')
  test.each([
    ['key', { ...sent.key, bytes: short }, 'key.bytes'],
    ['key', { ...sent.key, fingerprint: '9223372036854775808' }, 'key.fingerprint'],
    ['key', { ...sent.key, fingerprint: '1.5' }, 'key.fingerprint'],
    ['key', { ...sent.key, uses: -1 }, 'key.uses'],
    ['p', short, 'p'],
    ['g', 8, 'g'],
    ['chatId', 2 ** 31, 'chatId'],
    ['accessHash', '', 'accessHash'],
    ['myLayer', 45, 'myLayer'],
    ['peerLayer', 2 ** 40, 'peerLayer'],
    ['sent', -1, 'sent'],
    ['received', 0.5, 'received'],
    ['visualisation', short, 'visualisation'],
    ['outbox', [{ ...first, seqNo: -1 }], 'outbox.0.seqNo'],
    ['outbox', [first, { ...first, kind: 'letter' }], 'outbox.1.kind'],
    ['outbox', [{ ...first, plain: '=' }], 'outbox.0.plain'],
    ['held', [null], 'held.0'],
    ['exchange', { kind: 'begun' }, 'exchange.kind'],
    ['exchange', { kind: 'requested', id: '1', secret: short }, 'exchange.secret'],
    ['previousKey', sent.key, 'previousKey.until'],
  ])('with a wrong %s is refused', (key, value, path) => {
    expect(problemOf(JSON.stringify({ ...sent, [key]: value }))).toMatch(`${none}: \`${path}\` is `)
  })

  test('the right one is taken', () => {
    expect(ready(parseState(JSON.stringify(sent)))).toEqual(JSON.parse(JSON.stringify(sent)))
  })
})
