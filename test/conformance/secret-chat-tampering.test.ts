import { describe, expect, test } from 'vitest'
import { EncryptedMessageService, type TypeEncryptedMessage } from '../../generated/telegram/api/index.js'
import {
  DecryptedMessage,
  DecryptedMessageActionNoop,
  DecryptedMessageActionResend,
  DecryptedMessageLayer,
  DecryptedMessageService,
  type TypeDecryptedMessageAction,
} from '../../generated/telegram/secret/index.js'
import {
  deriveKey,
  encryptPayload,
  receiveMessage,
  renewKey,
  sendMessage,
  type EncryptionVersion,
  type Outcome,
  type ReadyChat,
} from '../../templates/secret-chat/index.js'
import { agree, context, crypto, deliver, packetOf, ready } from '../unit/secret-chat/network.js'

const hello = new DecryptedMessage({ randomId: 1n, ttl: 0, message: 'hello' })

/** Both sides, after each has told the other its layer and knows that the other has heard it. */
function talking(layer: number): { alice: ReadyChat; bob: ReadyChat } {
  const start = agree({ alice: layer, bob: layer })
  const told = exchange(start.alice, start.bob, start.fromAlice, start.fromBob)
  const first = sendMessage(told.alice, { message: hello, kind: 'message' }, context)
  return exchange(first.state, told.bob, first.requests)
}

/** Delivers until nobody has anything to say. */
function exchange(
  alice: ReadyChat,
  bob: ReadyChat,
  fromAlice: Outcome['requests'],
  fromBob: Outcome['requests'] = [],
): { alice: ReadyChat; bob: ReadyChat } {
  let [here, there, open, answers] = [bob, alice, fromAlice, fromBob]
  let swapped = false
  while (open.length + answers.length > 0) {
    const replies = [...answers]
    for (const request of open) {
      const packet = deliver(request)
      if (!packet) continue
      const outcome = receiveMessage(here, packet, context)
      here = ready(outcome.state)
      replies.push(...outcome.requests)
    }
    ;[here, there, open, answers] = [there, here, replies, []]
    swapped = !swapped
  }
  return swapped ? { alice: here, bob: there } : { alice: there, bob: here }
}

function withBytes(
  { randomId, chatId, date }: TypeEncryptedMessage,
  bytes: Uint8Array,
): TypeEncryptedMessage {
  return new EncryptedMessageService({ randomId, chatId, date, bytes })
}

/** Takes a packet that must be refused, and sees that nothing came of it. */
function refused(state: ReadyChat, packet: TypeEncryptedMessage): string | undefined {
  const before = JSON.stringify(state)
  const outcome = receiveMessage(state, packet, context)
  expect(outcome.state).toBe(state)
  expect(JSON.stringify(state)).toBe(before)
  expect(outcome.requests).toEqual([])
  expect(outcome.events).toEqual([])
  return outcome.refusal?.code
}

describe.each([
  [2, 144],
  [1, 66],
] as const)('MTProto %i.0', (_version, layer) => {
  const { alice, bob } = talking(layer)
  const sent = sendMessage(alice, { message: hello, kind: 'message' }, context)
  const packet = packetOf(sent)

  test('the packet itself is taken', () => {
    const { refusal, events } = receiveMessage(bob, packet, context)
    expect(refusal).toBeUndefined()
    expect(events.map(({ kind }) => kind)).toEqual(['message'])
  })

  test('every byte flipped', () => {
    const codes = Array.from(packet.bytes, (byte, at) => {
      const bytes = packet.bytes.slice()
      bytes[at] = byte ^ (1 << (at % 8))
      return refused(bob, withBytes(packet, bytes))
    })
    expect(codes).toEqual(codes.map((_, at) => (at < 8 ? 'unknown-key' : 'wrong-message-key')))
  })

  test('cut at every length, and made longer', () => {
    for (let length = 0; length < packet.bytes.length; length++) {
      const code = refused(bob, withBytes(packet, packet.bytes.slice(0, length)))
      expect(code).toBe(length > 24 && length % 16 === 8 ? 'wrong-message-key' : 'wrong-length')
    }
    const longer = new Uint8Array(packet.bytes.length + 16)
    longer.set(packet.bytes)
    expect(refused(bob, withBytes(packet, longer))).toBe('wrong-message-key')
  })

  test('replayed', () => {
    const taken = ready(receiveMessage(bob, packet, context).state)
    expect(refused(taken, packet)).toBe('repeated')
  })

  test('replayed while it waits for one before it', () => {
    const second = sendMessage(sent.state, { message: hello, kind: 'message' }, context)
    const waiting = receiveMessage(bob, packetOf(second), context)
    expect(waiting.events).toEqual([])
    expect(refused(ready(waiting.state), packetOf(second))).toBe('repeated')
  })

  test('reflected to its sender', () => {
    expect(refused(sent.state, packet)).toBe(layer >= 73 ? 'wrong-message-key' : 'reflected')
  })

  test('encrypted with an old key', () => {
    const renewed = renewKey(sent.state, context)
    const after = exchange(renewed.state, ready(receiveMessage(bob, packet, context).state), renewed.requests)
    expect(after.alice.key.bytes).not.toBe(alice.key.bytes)
    expect(after.alice.key.bytes).toBe(after.bob.key.bytes)
    const old = { ...after.alice, key: alice.key }
    const late = packetOf(sendMessage(old, { message: hello, kind: 'message' }, context))
    expect(refused(after.bob, late)).toBe('unknown-key')
    expect(refused(after.bob, packet)).toBe('unknown-key')
  })

  test('for another chat', () => {
    expect(refused(talking(layer).bob, packet)).toBe('unknown-key')
  })
})

describe('what only the peer itself can send', () => {
  const { alice, bob } = talking(144)

  /** A packet of alice's with anything in it. */
  function forged(
    change: Partial<{ inSeqNo: number; outSeqNo: number; layer: number; action: TypeDecryptedMessageAction }>,
    version: EncryptionVersion = 2,
  ): TypeEncryptedMessage {
    const whole = new DecryptedMessageLayer({
      randomBytes: new Uint8Array(15),
      layer: change.layer ?? 144,
      inSeqNo: change.inSeqNo ?? 2 * alice.received,
      outSeqNo: change.outSeqNo ?? 2 * alice.sent + 1,
      message: new DecryptedMessageService({
        randomId: 1n,
        action: change.action ?? new DecryptedMessageActionNoop(),
      }),
    })
    return encrypted(whole.toBytes(), version)
  }

  function encrypted(plain: Uint8Array, version: EncryptionVersion = 2): TypeEncryptedMessage {
    const key = new Uint8Array(Buffer.from(alice.key.bytes, 'base64'))
    const bytes = encryptPayload(plain, { key, version, fromOriginator: true }, crypto)
    return new EncryptedMessageService({ randomId: 1n, chatId: alice.chatId, date: 1, bytes })
  }

  function endOf(packet: TypeEncryptedMessage): unknown {
    const { state, requests, events } = receiveMessage(bob, packet, context)
    expect(requests.map((request) => request._)).toEqual(['messages.discardEncryption'])
    expect(events).toMatchObject([{ kind: 'ended' }])
    expect(JSON.stringify(state)).not.toContain(bob.key.bytes)
    return 'reason' in state ? state.reason : undefined
  }

  test('the right one is taken', () => {
    expect(receiveMessage(bob, forged({}), context)).not.toHaveProperty('refusal')
  })

  test.each([
    ['parity of both', { inSeqNo: 2 * alice.received + 1, outSeqNo: 2 * alice.sent }],
    ['parity of out_seq_no', { outSeqNo: 2 * alice.sent }],
    ['negative in_seq_no', { inSeqNo: -2 }],
    ['in_seq_no above what this side sent', { inSeqNo: 2 * (bob.sent + 1) }],
    ['in_seq_no that falls', { inSeqNo: 0 }],
  ])('%s ends the chat', (_name, change) => {
    expect(bob.acknowledged).toBeGreaterThan(0)
    expect(endOf(forged(change))).toBe('wrong-sequence')
  })

  test('a layer that falls ends the chat', () => {
    const { state } = receiveMessage(bob, forged({}), context)
    const outSeqNo = 2 * alice.sent + 3
    const after = receiveMessage(ready(state), forged({ layer: 101, outSeqNo }), context).state
    expect(after).toMatchObject({ phase: 'ended', reason: 'fallen-layer' })
  })

  test.each([
    ['what was never sent', 0, 2 * bob.sent],
    ['what it has', 0, 0],
    ['an empty range', 2 * (bob.sent - 1), 2 * (bob.sent - 2)],
    ['numbers of its own', 1, 1],
  ])('asking again for %s ends the chat', (_name, startSeqNo, endSeqNo) => {
    expect(endOf(forged({ action: new DecryptedMessageActionResend({ startSeqNo, endSeqNo }) }))).toBe(
      'wrong-resend',
    )
  })

  test('MTProto 1.0 is refused from layer 73 on', () => {
    expect(refused(bob, forged({}, 1))).toBe('old-encryption')
    expect(refused(bob, forged({ layer: 66 }, 1))).toBe('old-encryption')
  })

  /** A packet that is truly encrypted, with so many blocks of padding more than it needs, and a length that is off. */
  function packed(text: string, blocks: number, off = 0): { packet: TypeEncryptedMessage; padding: number } {
    const message = new DecryptedMessageLayer({
      ...{
        randomBytes: new Uint8Array(15),
        layer: 144,
        inSeqNo: 2 * alice.received,
        outSeqNo: 2 * alice.sent + 1,
      },
      message: new DecryptedMessage({ randomId: 1n, ttl: 0, message: text }),
    }).toBytes()
    const key = new Uint8Array(Buffer.from(alice.key.bytes, 'base64'))
    const padding = (-(4 + message.length) & 15) + 16 * blocks
    const plain = Buffer.alloc(4 + message.length + padding)
    plain.writeInt32LE(message.length + off)
    plain.set(message, 4)
    const messageKey = crypto.sha256(Buffer.concat([key.subarray(88, 120), plain])).subarray(8, 24)
    const derived = deriveKey(messageKey, { key, version: 2, fromOriginator: true }, crypto)
    const cipher = crypto.igeEncrypt(new Uint8Array(plain), derived.key, derived.iv)
    const bytes = new Uint8Array(Buffer.concat([crypto.sha1(key).subarray(12, 20), messageKey, cipher]))
    return {
      packet: new EncryptedMessageService({ randomId: 1n, chatId: alice.chatId, date: 1, bytes }),
      padding,
    }
  }

  test('the padding has 12 to 1,024 bytes', () => {
    const seen = new Set<number>()
    for (const text of ['', 'abcd', 'abcdefgh', 'abcdefghijkl']) {
      for (const blocks of [0, 1, 63, 64]) {
        const { packet, padding } = packed(text, blocks)
        seen.add(padding)
        if (padding >= 12 && padding <= 1024) {
          expect(receiveMessage(bob, packet, context).refusal).toBeUndefined()
        } else {
          expect(refused(bob, packet)).toBe('wrong-padding')
        }
      }
    }
    expect([...seen]).toEqual(expect.arrayContaining([0, 8, 12, 1020, 1024, 1028]))
  })

  test.each([
    ['longer than the packet', 10_000, 'wrong-padding'],
    ['negative', -1000, 'wrong-length'],
    ['not of whole words', 1, 'wrong-length'],
    ['within the padding', 16, 'wrong-padding'],
  ])('a length that is %s is refused', (_name, off, code) => {
    expect(refused(bob, packed('hello', 1, off).packet)).toBe(code)
  })

  test('what is no message is refused', () => {
    expect(refused(bob, encrypted(new Uint8Array(32)))).toBe('unreadable')
    expect(refused(bob, encrypted(new Uint8Array(0)))).toBe('wrong-length')
    expect(refused(bob, encrypted(new Uint8Array(30)))).toBe('wrong-length')
  })
})
