import { describe, expect, test } from 'vitest'
import {
  DecryptedMessage,
  DecryptedMessageActionAbortKey,
  DecryptedMessageActionAcceptKey,
  DecryptedMessageActionCommitKey,
  DecryptedMessageActionNoop,
  DecryptedMessageActionRequestKey,
  type TypeDecryptedMessageAction,
} from '../../../generated/telegram/secret/index.js'
import {
  receiveMessage,
  renewKey,
  sendMessage,
  type Outcome,
  type ReadyChat,
  type SecretChatEvent,
  type SecretChatRequest,
} from '../../../templates/secret-chat/index.js'
import { queueAction, requestOf } from '../../../templates/secret-chat/outgoing.js'
import { agree, at, context, crypto, deliver, ready } from './network.js'

/** Takes an action that no application can take. */
function act(
  before: ReadyChat,
  action: TypeDecryptedMessageAction,
): Pick<Outcome<ReadyChat>, 'state' | 'requests'> {
  const { state, sent } = queueAction(before, action)
  return { state, requests: sent.map((item) => requestOf(state, item, crypto)) }
}

/** Two sides whose packets wait until they are delivered. */
class Line {
  alice: ReadyChat
  bob: ReadyChat
  toBob: SecretChatRequest[] = []
  toAlice: SecretChatRequest[] = []
  events: SecretChatEvent[] = []

  constructor() {
    const pair = agree()
    this.alice = pair.alice
    this.bob = pair.bob
    this.toBob.push(...pair.fromAlice)
    this.toAlice.push(...pair.fromBob)
    this.run()
    this.events = []
  }

  /** Gives the side that is named what is next for it. */
  step(side: 'alice' | 'bob', now = context.now): void {
    const request = (side === 'alice' ? this.toAlice : this.toBob).shift()
    const packet = request && deliver(request)
    if (!packet) throw new Error('nothing is under way')
    const { state, requests, events, refusal } = receiveMessage(this[side], packet, at(now))
    // What was asked for again may come twice, and then with a key that is gone.
    if (refusal && refusal.code !== 'repeated' && refusal.code !== 'unknown-key')
      throw new Error(refusal.message)
    this[side] = ready(state)
    this.events.push(...events)
    ;(side === 'alice' ? this.toBob : this.toAlice).push(...requests)
  }

  run(): void {
    while (this.toAlice.length + this.toBob.length > 0) this.step(this.toAlice.length > 0 ? 'alice' : 'bob')
  }

  say(
    side: 'alice' | 'bob',
    action?: TypeDecryptedMessageAction,
    now = context.now,
  ): readonly SecretChatRequest[] {
    const message = new DecryptedMessage({ randomId: 1n, ttl: 0, message: 'hello' })
    const { state, requests } = action
      ? act(this[side], action)
      : sendMessage(this[side], { message, kind: 'message' }, at(now))
    this[side] = ready(state)
    ;(side === 'alice' ? this.toBob : this.toAlice).push(...requests)
    return requests
  }

  renew(side: 'alice' | 'bob'): void {
    const { state, requests } = renewKey(this[side], context)
    this[side] = ready(state)
    ;(side === 'alice' ? this.toBob : this.toAlice).push(...requests)
  }

  /** The exchange is over, on both sides, with the same key. */
  expectAgreed(): void {
    expect(this.alice.key.bytes).toBe(this.bob.key.bytes)
    for (const side of [this.alice, this.bob]) {
      expect(side.exchange).toBeUndefined()
      expect(side.previousKey).toBeUndefined()
    }
  }
}

const week = 7 * 24 * 60 * 60

describe('a key is due', () => {
  test('after more than 100 messages', () => {
    const line = new Line()
    const first = line.alice.key.bytes
    while (line.alice.key.uses < 100) expect(line.say('alice')).toHaveLength(1)
    expect(line.say('alice')).toHaveLength(2)
    expect(line.say('alice')).toHaveLength(1)
    line.run()
    line.expectAgreed()
    expect(line.alice.key.bytes).not.toBe(first)
    expect(line.events.filter(({ kind }) => kind === 'key')).toHaveLength(2)
  })

  test('after more than a week', () => {
    const line = new Line()
    expect(line.say('alice', undefined, context.now + week)).toHaveLength(1)
    expect(line.say('alice', undefined, context.now + week + 1)).toHaveLength(2)
  })

  test('but not while an exchange goes on', () => {
    const line = new Line()
    line.renew('alice')
    line.renew('alice')
    expect(line.toBob).toHaveLength(1)
    expect(line.say('alice', undefined, context.now + week + 1)).toHaveLength(1)
  })
})

describe('both ask at once', () => {
  function both(aliceId: string, bobId: string): Line {
    const line = new Line()
    line.renew('alice')
    line.renew('bob')
    line.toBob = []
    line.toAlice = []
    for (const [side, id] of [
      ['alice', aliceId],
      ['bob', bobId],
    ] as const) {
      const { exchange } = line[side]
      if (exchange?.kind !== 'requested') throw new Error('no exchange')
      line[side] = { ...line[side], exchange: { ...exchange, id } }
    }
    return line
  }

  const asks = (line: Line, side: 'alice' | 'bob', id: bigint): void => {
    const other = side === 'alice' ? line.bob : line.alice
    // What the other side shows is not what this test is about: any value between the margins is safe.
    const action = new DecryptedMessageActionRequestKey({
      exchangeId: id,
      gA: new Uint8Array(256).fill(0x55),
    })
    line[side] = { ...line[side], sent: line[side].sent - 1 }
    const { state, requests } = act(line[side], action)
    line[side] = ready(state)
    ;(side === 'alice' ? line.toBob : line.toAlice).push(...requests)
    expect(other.exchange?.kind).toBe('requested')
  }

  test('the greater id goes on, the smaller one is dropped without a word', () => {
    const line = both('-5', '3')
    asks(line, 'alice', -5n)
    asks(line, 'bob', 3n)
    line.step('bob')
    expect(line.bob.exchange).toMatchObject({ kind: 'requested', id: '3' })
    expect(line.toAlice).toHaveLength(1)
    line.step('alice')
    expect(line.alice.exchange).toMatchObject({ kind: 'accepted', id: '3' })
    expect(line.toBob).toHaveLength(1)
  })

  test('equal ids are both dropped', () => {
    const line = both('4', '4')
    asks(line, 'alice', 4n)
    asks(line, 'bob', 4n)
    line.run()
    expect(line.alice.exchange ?? line.bob.exchange).toBeUndefined()
  })

  test('with the ids that they have, one new key comes of it', () => {
    const line = new Line()
    line.renew('alice')
    line.renew('bob')
    line.run()
    line.expectAgreed()
    expect(line.events.filter(({ kind }) => kind === 'key')).toHaveLength(2)
  })
})

describe('the old key', () => {
  test('stays with the side that commits until the other has shown that it knows the new one', () => {
    const line = new Line()
    const before = line.alice.key.bytes
    line.renew('alice')
    line.step('bob')
    line.say('bob')
    line.step('alice')
    expect(line.alice.previousKey?.bytes).toBe(before)
    line.step('alice')
    expect(line.alice.previousKey?.bytes).toBe(before)
    expect(line.bob.key.bytes).toBe(before)
    line.step('bob')
    expect(line.bob.key.bytes).toBe(line.alice.key.bytes)
    line.step('alice')
    line.expectAgreed()
  })

  test('is used to say that the new one will be', () => {
    const line = new Line()
    const { fingerprint } = line.alice.key
    line.renew('alice')
    line.step('bob')
    line.step('alice')
    const [commit] = line.toBob
    if (!commit || !('data' in commit)) throw new Error('no commit')
    expect(String(Buffer.from(commit.data).readBigInt64LE(0))).toBe(fingerprint)
  })

  test('is not needed for a message that overtakes the news', () => {
    const line = new Line()
    line.renew('alice')
    line.step('bob')
    line.step('alice')
    line.say('alice')
    line.toBob.reverse()
    line.step('bob')
    expect(line.bob.held).toHaveLength(1)
    line.run()
    line.expectAgreed()
    expect(line.events.filter(({ kind }) => kind === 'message')).toHaveLength(1)
  })
})

describe('an exchange that goes wrong', () => {
  test('is given up when the peer aborts it, and tried again later', () => {
    const line = new Line()
    line.renew('alice')
    const { exchange } = line.alice
    line.toBob = []
    line.alice = { ...line.alice, sent: line.alice.sent - 1 }
    line.say('bob', new DecryptedMessageActionAbortKey({ exchangeId: BigInt(exchange?.id ?? 0) }))
    line.step('alice')
    expect(line.alice.exchange).toBeUndefined()
    expect(line.alice.key.uses).toBe(0)
  })

  test('of which this side knows nothing is aborted', () => {
    const line = new Line()
    const gB = new Uint8Array(256).fill(0x55)
    line.say('alice', new DecryptedMessageActionAcceptKey({ exchangeId: 7n, gB, keyFingerprint: 1n }))
    line.step('bob')
    expect(line.toAlice).toHaveLength(1)
    expect(line.bob.exchange).toBeUndefined()
    line.step('alice')
    expect(line.alice.key.bytes).toBe(line.bob.key.bytes)
  })

  const ends = (line: Line, action: TypeDecryptedMessageAction): unknown => {
    const [request] = line.say('alice', action)
    const packet = request && deliver(request)
    return packet && receiveMessage(line.bob, packet, context).state
  }

  test('by a value that is not safe ends the chat', () => {
    const gA = new Uint8Array(256)
    expect(ends(new Line(), new DecryptedMessageActionRequestKey({ exchangeId: 7n, gA }))).toMatchObject({
      reason: 'unsafe-key-exchange',
    })
  })

  test('by a commitment to something else ends the chat', () => {
    const unasked = new DecryptedMessageActionCommitKey({ exchangeId: 7n, keyFingerprint: 1n })
    expect(ends(new Line(), unasked)).toMatchObject({ reason: 'different-keys' })
    const line = new Line()
    line.renew('alice')
    line.step('bob')
    const exchangeId = BigInt(line.bob.exchange?.id ?? 0)
    const other = new DecryptedMessageActionCommitKey({ exchangeId, keyFingerprint: 1n })
    expect(ends(line, other)).toMatchObject({ reason: 'different-keys' })
  })

  test('a no-op is no event', () => {
    const line = new Line()
    line.say('alice', new DecryptedMessageActionNoop())
    line.run()
    expect(line.events).toEqual([])
  })
})
