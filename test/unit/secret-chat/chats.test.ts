import { describe, expect, test } from 'vitest'
import {
  EncryptedChat,
  EncryptedChatDiscarded,
  EncryptedChatRequested,
  EncryptedChatWaiting,
  EncryptedFile,
  EncryptedFileEmpty,
  EncryptedMessage,
  InputEncryptedChat,
  InputEncryptedFile,
  InputEncryptedFileUploaded,
  InputUser,
  UpdateConfig,
  UpdateEncryptedChatTyping,
  UpdateEncryptedMessagesRead,
  UpdateEncryption,
  UpdateNewEncryptedMessage,
  messages,
} from '../../../generated/telegram/api/index.js'
import {
  DecryptedMessage,
  DecryptedMessageActionReadMessages,
  DecryptedMessageService,
  MessageEntityBold,
} from '../../../generated/telegram/secret/index.js'
import { SecretChats, parseState, type SecretChatPeer } from '../../../templates/secret-chat/index.js'
import { agree, crypto, deliver, group, restored } from './network.js'

const hello = new DecryptedMessage({ randomId: 11n, ttl: 0, message: 'hello' })
const now = (): number => 1_700_000_000

/** Two accounts with one chat, which have told each other their layers. */
function accounts(layers: { alice?: number; bob?: number } = {}): {
  alice: SecretChats
  bob: SecretChats
  id: number
} {
  const pair = agree(layers)
  const alice = new SecretChats({ crypto, states: [pair.alice], now })
  const bob = new SecretChats({ crypto, states: [pair.bob], now })
  for (const request of pair.fromAlice) give(bob, request)
  for (const request of pair.fromBob) give(alice, request)
  return { alice, bob, id: pair.alice.chatId }
}

function give(chats: SecretChats, request: Parameters<typeof deliver>[0]): ReturnType<SecretChats['handle']> {
  const message = deliver(request)
  return message && chats.handle(new UpdateNewEncryptedMessage({ message, qts: 1 }))
}

const textsOf = (outcome: ReturnType<SecretChats['handle']>): readonly string[] =>
  outcome?.events.flatMap((event) => (event.kind === 'message' ? [event.message.message] : [])) ?? []

describe('a peer is', () => {
  const { alice, id } = accounts()
  const fields = {
    chatId: id,
    date: 1,
    randomId: 1n,
    bytes: new Uint8Array(),
    file: new EncryptedFileEmpty(),
  }
  const message = new EncryptedMessage(fields)
  const peers: readonly SecretChatPeer[] = [
    id,
    new InputEncryptedChat({ chatId: id, accessHash: 1n }),
    message,
    new UpdateNewEncryptedMessage({ message, qts: 1 }),
    new UpdateEncryptedChatTyping({ chatId: id }),
    new UpdateEncryptedMessagesRead({ chatId: id, maxDate: 1, date: 1 }),
    new UpdateEncryption({ chat: new EncryptedChatDiscarded({ id }), date: 1 }),
  ]
  test.each(peers.map((peer) => [typeof peer === 'number' ? 'a chat id' : peer._, peer] as const))(
    '%s',
    (_, peer) => {
      const [request] = alice.sendEncrypted({ peer, message: hello })
      expect(request?.peer).toEqual(new InputEncryptedChat({ chatId: id, accessHash: 10n }))
      expect(request?.randomId).toBe(11n)
    },
  )

  test('a chat that is known', () => {
    expect(() => alice.sendEncrypted({ peer: 1, message: hello })).toThrow('there is no secret chat 1')
  })
})

describe('requests', () => {
  test('a message', () => {
    const { alice, bob, id } = accounts()
    const [request, ...more] = alice.sendEncrypted({ peer: id, message: hello, silent: true })
    expect(request).toBeInstanceOf(messages.SendEncrypted)
    expect(request).toMatchObject({ silent: true })
    expect(more).toEqual([])
    expect(request && textsOf(give(bob, request))).toEqual(['hello'])
  })

  test('a long message is several', () => {
    const { alice, bob, id } = accounts()
    const text = `${'x'.repeat(4095)}😀${'y'.repeat(5000)}`
    const entities = [new MessageEntityBold({ offset: 4090, length: 20 })]
    const message = new DecryptedMessage({ randomId: 1n, ttl: 0, message: text, entities })
    const requests = alice.sendEncrypted({ peer: id, message })
    expect(requests).toHaveLength(3)
    expect(requests.flatMap((request) => textsOf(give(bob, request))).join('')).toBe(text)
  })

  test('a message with a file', () => {
    const { alice, bob, id } = accounts()
    const file = new InputEncryptedFileUploaded({ id: 1n, parts: 1, md5Checksum: '', keyFingerprint: 5 })
    const [request] = alice.sendEncryptedFile({ peer: id, message: hello, file })
    expect(request).toBeInstanceOf(messages.SendEncryptedFile)
    expect(request).toMatchObject({ file })
    const outcome = request && give(bob, request)
    expect(outcome?.events).toMatchObject([{ kind: 'message', file: { keyFingerprint: 5 } }])
  })

  test('a service message', () => {
    const { alice, bob, id } = accounts()
    const action = new DecryptedMessageActionReadMessages({ randomIds: [1n] })
    const message = new DecryptedMessageService({ randomId: 3n, action })
    const [request] = alice.sendEncryptedService({ peer: id, message })
    expect(request).toBeInstanceOf(messages.SendEncryptedService)
    expect(request && give(bob, request)?.events).toMatchObject([{ kind: 'service', action, randomId: 3n }])
  })

  test('what the peer cannot be told changes nothing', () => {
    const { alice, id } = accounts({ bob: 46 })
    const quiet = new DecryptedMessage({ randomId: 1n, ttl: 0, message: 'psst', silent: true })
    const before = JSON.stringify(alice.state(id))
    expect(() => alice.sendEncrypted({ peer: id, message: quiet })).toThrow(
      'silent is known from layer 73; the peer is at 46',
    )
    expect(JSON.stringify(alice.state(id))).toBe(before)
  })
})

test('a state that something else has written is refused', () => {
  for (const text of ['{}', 'null', '[]', '{"format":1,"phase":"begun"}', '{"format":2,"phase":"ready"}']) {
    expect(() => parseState(text)).toThrow('the text is no state of a secret chat')
  }
})

describe('a crash', () => {
  test('loses nothing that the server has not confirmed', () => {
    const { alice, bob, id } = accounts()
    alice.sendEncrypted({ peer: id, message: hello })
    const again = new SecretChats({ crypto, states: [restored(alice.state(id))], now })
    const pending = again.resume(id)
    expect(pending.map((request) => request._)).toEqual([
      'messages.sendEncryptedService',
      'messages.sendEncrypted',
    ])
    expect(pending.flatMap((request) => textsOf(give(bob, request)))).toEqual(['hello'])
    for (const request of pending) again.confirm(request)
    expect(again.resume(id)).toEqual([])
  })

  test('does not upload a file again', () => {
    const { alice, id } = accounts()
    const uploaded = new InputEncryptedFileUploaded({ id: 1n, parts: 1, md5Checksum: '', keyFingerprint: 5 })
    const [request] = alice.sendEncryptedFile({ peer: id, message: hello, file: uploaded })
    const file = new EncryptedFile({ id: 8n, accessHash: 9n, size: 16n, dcId: 2, keyFingerprint: 5 })
    if (request) alice.confirm(request, new messages.SentEncryptedFile({ date: 1, file }))
    const stored = new InputEncryptedFile({ id: 8n, accessHash: 9n })
    expect(JSON.stringify(alice.state(id))).toContain(Buffer.from(stored.toBytes()).toString('base64'))
  })

  test('after an update of the app the peer is told of the new layer', () => {
    const { alice, bob, id } = accounts({ alice: 66 })
    const updated = new SecretChats({ crypto, states: [restored(alice.state(id))], now })
    const told = updated.resume(id)
    expect(told).toHaveLength(2)
    const events = told.flatMap((request) => give(bob, request)?.events ?? [])
    expect(events).toEqual([{ kind: 'layer', layer: 144 }])
  })
})

test('what was deleted before it was acknowledged is sent again as its own deletion', () => {
  const { alice, bob, id } = accounts()
  alice.sendEncrypted({ peer: id, message: hello })
  const [deletion] = alice.deleteMessages(id, [11n])
  const state = alice.state(id)
  const kept =
    state.phase === 'ready'
      ? state.outbox.map(({ plain }) => Buffer.from(plain, 'base64').toString('latin1'))
      : []
  expect(kept).toHaveLength(3)
  expect(kept.join('')).not.toContain('hello')
  const asked = deletion && give(bob, deletion)
  const again = asked?.requests.flatMap((request) => give(alice, request)?.requests ?? [])
  const events = again?.flatMap((request) => give(bob, request)?.events ?? [])
  expect(events).toMatchObject([
    { kind: 'service', action: { randomIds: [11n] } },
    { kind: 'service', action: { randomIds: [11n] } },
  ])
})

describe('a chat from its beginning', () => {
  const userId = new InputUser({ userId: 2n, accessHash: 22n })

  test('to its end', () => {
    const alice = new SecretChats({ crypto, now })
    const bob = new SecretChats({ crypto, now })
    const asked = alice.request({ userId, group })
    const shared = { id: asked.randomId, date: 1, adminId: 1n, participantId: 2n }
    alice.handle(new EncryptedChatWaiting({ ...shared, accessHash: 10n }))
    const chat = new EncryptedChatRequested({ ...shared, accessHash: 20n, gA: asked.gA })
    expect(bob.handle(new UpdateEncryption({ chat, date: 1 }))).toBeUndefined()
    const accepted = bob.accept({ chat, group })
    const { gB, keyFingerprint } = accepted
    const atBob = new EncryptedChat({ ...shared, accessHash: 20n, gAOrB: asked.gA, keyFingerprint })
    const atAlice = new EncryptedChat({ ...shared, accessHash: 10n, gAOrB: gB, keyFingerprint })
    const readyBob = bob.handle(atBob)
    const readyAlice = alice.handle(new UpdateEncryption({ chat: atAlice, date: 1 }))
    expect(readyAlice?.events).toEqual(readyBob?.events)
    expect(alice.handle(atAlice)).toBeUndefined()

    const [end] = alice.discard(shared.id, true)
    expect(end).toEqual(new messages.DiscardEncryption({ chatId: shared.id, deleteHistory: true }))
    expect(() => alice.sendEncrypted({ peer: shared.id, message: hello })).toThrow('the secret chat is ended')
    const told = bob.handle(new EncryptedChatDiscarded({ id: shared.id }))
    expect(told).toMatchObject({ requests: [], events: [{ kind: 'ended', reason: 'discarded' }] })
  })

  test('an update that is about something else is left alone', () => {
    expect(new SecretChats({ crypto }).handle(new UpdateConfig())).toBeUndefined()
    expect(new SecretChats({ crypto }).handle(new EncryptedChatDiscarded({ id: 1 }))).toBeUndefined()
  })
})
