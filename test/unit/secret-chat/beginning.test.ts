import { describe, expect, test } from 'vitest'
import {
  EncryptedChat,
  EncryptedChatDiscarded,
  EncryptedChatRequested,
  EncryptedChatWaiting,
  EncryptedFileEmpty,
  EncryptedMessage,
  InputUser,
  UpdateEncryption,
  UpdateNewEncryptedMessage,
} from '../../../generated/telegram/api/index.js'
import { DecryptedMessage } from '../../../generated/telegram/secret/index.js'
import {
  SecretChatError,
  SecretChats,
  parseState,
  type SecretChatRequest,
} from '../../../templates/secret-chat/index.js'
import { crypto, deliver, group } from './network.js'

const now = (): number => 1_700_000_000
const userId = new InputUser({ userId: 2n, accessHash: 22n })

interface Meeting {
  readonly alice: SecretChats
  readonly bob: SecretChats
  readonly id: number
  readonly waiting: EncryptedChatWaiting
  readonly requested: EncryptedChatRequested
  /** What the server tells each of them once bob has accepted. */
  readonly atAlice: EncryptedChat
  readonly atBob: EncryptedChat
}

/** Alice has asked for a chat, and bob has accepted it: nobody has heard of that yet. */
function meeting(): Meeting {
  const alice = new SecretChats({ crypto, now })
  const bob = new SecretChats({ crypto, now })
  const asked = alice.request({ userId, group })
  const shared = { id: asked.randomId, date: 1, adminId: 1n, participantId: 2n }
  const requested = new EncryptedChatRequested({ ...shared, accessHash: 20n, gA: asked.gA })
  const { gB, keyFingerprint } = bob.accept({ chat: requested, group })
  return {
    ...{ alice, bob, id: shared.id, requested },
    waiting: new EncryptedChatWaiting({ ...shared, accessHash: 10n }),
    atAlice: new EncryptedChat({ ...shared, accessHash: 10n, gAOrB: gB, keyFingerprint }),
    atBob: new EncryptedChat({ ...shared, accessHash: 20n, gAOrB: asked.gA, keyFingerprint }),
  }
}

function say(chats: SecretChats, id: number, text: string): readonly SecretChatRequest[] {
  return chats.sendEncrypted({
    peer: id,
    message: new DecryptedMessage({ randomId: 1n, ttl: 0, message: text }),
  })
}

/** Brings requests to the other side, and says what came of each. */
function bring(to: SecretChats, requests: readonly SecretChatRequest[]): readonly (readonly string[])[] {
  return requests.map((request) => {
    const message = deliver(request)
    const outcome = message && to.handle(new UpdateNewEncryptedMessage({ message, qts: 1 }))
    return outcome?.refusal ? [outcome.refusal.code] : kindsOf(outcome)
  })
}

function kindsOf(outcome: ReturnType<SecretChats['handle']>): readonly string[] {
  return (outcome?.events ?? []).map((event) =>
    event.kind === 'message' ? event.message.message : event.kind,
  )
}

const codeOf = (work: () => unknown): string | undefined => {
  try {
    work()
    return undefined
  } catch (error) {
    if (error instanceof SecretChatError) return error.code
    throw error
  }
}

describe('a request that comes again', () => {
  test('before the server has the answer, is answered with the same values', () => {
    const { bob, id, requested, atBob } = meeting()
    const before = bob.state(id)
    const after = new SecretChats({ crypto, now, states: [parseState(JSON.stringify(before))] })
    const again = after.accept({ chat: requested, group })
    expect(again).toEqual(bob.accept({ chat: requested, group }))
    expect(after.state(id)).toEqual(before)
    expect(again.keyFingerprint).toBe(atBob.keyFingerprint)
    expect(kindsOf(after.handle(atBob))).toEqual(['ready'])
  })

  test('with other values is refused', () => {
    const { bob, id, requested } = meeting()
    const before = JSON.stringify(bob.state(id))
    const other = meeting().requested
    const { date, adminId, participantId, accessHash, gA } = requested
    for (const changed of [{ gA: other.gA }, { accessHash: 21n }]) {
      const fields = { id, date, adminId, participantId, accessHash, gA, ...changed }
      const chat = new EncryptedChatRequested(fields)
      expect(codeOf(() => bob.accept({ chat, group }))).toBe('wrong-phase')
    }
    expect(JSON.stringify(bob.state(id))).toBe(before)
  })

  test('for a chat that goes on is refused, and the chat goes on', () => {
    const { alice, bob, id, requested, atAlice, atBob } = meeting()
    bring(bob, alice.handle(atAlice)?.requests ?? [])
    bring(alice, bob.handle(atBob)?.requests ?? [])
    say(bob, id, 'not confirmed yet')
    const before = JSON.stringify(bob.state(id))
    expect(bob.phase(id)).toBe('ready')
    expect(codeOf(() => bob.accept({ chat: requested, group }))).toBe('wrong-phase')
    expect(JSON.stringify(bob.state(id))).toBe(before)
    expect(codeOf(() => alice.accept({ chat: requested, group }))).toBe('wrong-phase')
    expect(bring(bob, say(alice, id, 'hello'))).toEqual([['hello']])
  })

  test('after the end of the chat begins another one', () => {
    const { bob, id, requested } = meeting()
    bob.discard(id)
    expect(bob.phase(id)).toBe('ended')
    expect(bob.accept({ chat: requested, group }).peer.chatId).toBe(id)
    expect(bob.phase(id)).toBe('accepted')
  })
})

test('updates that come again change nothing', () => {
  const { alice, bob, id, waiting, requested, atAlice, atBob } = meeting()
  const replay = (chats: SecretChats, ...updates: readonly Parameters<SecretChats['handle']>[0][]): void => {
    const before = JSON.stringify(chats.state(id))
    for (const update of updates) expect(chats.handle(update)).toBeUndefined()
    expect(JSON.stringify(chats.state(id))).toBe(before)
  }
  const updateOf = (chat: UpdateEncryption['chat']): UpdateEncryption =>
    new UpdateEncryption({ chat, date: 1 })
  replay(bob, requested, updateOf(requested), waiting)
  alice.handle(waiting)
  const fromAlice = alice.handle(atAlice)?.requests ?? []
  bob.handle(atBob)
  replay(alice, atAlice, updateOf(atAlice), waiting, requested, atBob)
  replay(bob, atBob, updateOf(atBob), waiting, requested, updateOf(requested), atAlice)
  expect(bring(bob, fromAlice)).toEqual([['layer']])
  replay(bob, atBob, requested)
  alice.discard(id)
  replay(alice, atAlice, waiting, requested)
  const ended = new EncryptedChatDiscarded({ id })
  expect(alice.handle(ended)).toMatchObject({ requests: [], events: [] })
})

describe('a message that comes before the chat is ready', () => {
  /** A packet with nothing in it that anybody could read. */
  const noise = (chatId: number, length: number): UpdateNewEncryptedMessage => {
    const fields = { chatId, date: 1, randomId: 1n, file: new EncryptedFileEmpty() }
    const message = new EncryptedMessage({ ...fields, bytes: new Uint8Array(length) })
    return new UpdateNewEncryptedMessage({ message, qts: 1 })
  }

  test('waits at the side that asked until the key is known', () => {
    const { alice, bob, id, waiting, atAlice, atBob } = meeting()
    const fromBob = [...(bob.handle(atBob)?.requests ?? []), ...say(bob, id, 'hello')]
    expect(bring(alice, [...fromBob].reverse())).toEqual([[], []])
    alice.handle(noise(id, 64))
    alice.handle(waiting)
    const after = new SecretChats({ crypto, now, states: [parseState(JSON.stringify(alice.state(id)))] })
    const outcome = after.handle(atAlice)
    expect(kindsOf(outcome)).toEqual(['ready', 'layer', 'hello'])
    expect(JSON.stringify(after.state(id))).not.toContain('early')
    expect(bring(bob, outcome?.requests ?? [])).toEqual([['layer'], []])
  })

  test('waits with no more than a few others, once', () => {
    const { alice, id } = meeting()
    const codes = Array.from({ length: 30 }, (_, at) => alice.handle(noise(id, at))?.refusal?.code)
    expect(codes).toEqual(codes.map((_, at) => (at < 20 ? undefined : 'not-ready')))
    expect(alice.handle(noise(id, 3))?.refusal?.code).toBe('repeated')
    const other = meeting()
    expect(other.alice.handle(noise(other.id, 1 << 20))?.refusal?.code).toBe('not-ready')
  })

  test('shows the side that accepted that the chat is ready', () => {
    const { alice, bob, id, atAlice, atBob } = meeting()
    expect(bring(bob, alice.handle(atAlice)?.requests ?? [])).toEqual([['ready', 'layer']])
    expect(bring(bob, say(alice, id, 'hello'))).toEqual([['hello']])
    expect(bob.handle(atBob)).toBeUndefined()
    expect(bring(alice, bob.resume(id))).toEqual([['layer']])
    expect(bring(alice, say(bob, id, 'hello, alice'))).toEqual([['hello, alice']])
  })

  test('shows nothing if the peer has not encrypted it', () => {
    const { bob, id } = meeting()
    const before = bob.state(id)
    const outcome = bob.handle(noise(id, 64))
    expect(outcome).toMatchObject({ requests: [], events: [], refusal: { code: 'unknown-key' } })
    expect(bob.state(id)).toBe(before)
  })

  test('is refused after the end', () => {
    const { bob, id } = meeting()
    bob.discard(id)
    expect(bob.handle(noise(id, 64))?.refusal?.code).toBe('not-ready')
  })
})
