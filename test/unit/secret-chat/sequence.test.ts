import { describe, expect, test } from 'vitest'
import type { TypeEncryptedMessage } from '../../../generated/telegram/api/index.js'
import {
  DecryptedMessage,
  DecryptedMessageActionNotifyLayer,
  DecryptedMessageActionResend,
  DecryptedMessageLayer,
  DecryptedMessageService,
} from '../../../generated/telegram/secret/index.js'
import {
  askAgain,
  decryptPayload,
  receiveMessage,
  sendMessage,
  setLayer,
  type EncryptionVersion,
  type Outcome,
  type ReadyChat,
} from '../../../templates/secret-chat/index.js'
import { agree, context, crypto, deliver, packetOf, ready } from './network.js'

const text = (message: string): DecryptedMessage => new DecryptedMessage({ randomId: 1n, ttl: 0, message })

function say(state: ReadyChat, message: string): { state: ReadyChat; packet: TypeEncryptedMessage } {
  const outcome = sendMessage(state, { message: text(message), kind: 'message' }, context)
  return { state: ready(outcome.state), packet: packetOf(outcome) }
}

/** What a packet says to whoever has the key, and how it is encrypted. */
function look(
  packet: TypeEncryptedMessage,
  from: ReadyChat,
): { version: EncryptionVersion; whole: DecryptedMessageLayer } {
  const key = new Uint8Array(Buffer.from(from.key.bytes, 'base64'))
  for (const version of [2, 1] as const) {
    const plain = decryptPayload(packet.bytes, { key, version, fromOriginator: from.originator }, crypto)
    if (typeof plain !== 'string') return { version, whole: DecryptedMessageLayer.fromBytes(plain) }
  }
  throw new Error('not encrypted by that side')
}

const packetsOf = ({ requests }: Pick<Outcome, 'requests'>): readonly TypeEncryptedMessage[] =>
  requests.flatMap((request) => deliver(request) ?? [])

const textsOf = ({ events }: Outcome): readonly string[] =>
  events.flatMap((event) => (event.kind === 'message' ? [event.message.message] : []))

describe('numbers on the wire', () => {
  const { alice, bob } = agree()

  test.each([
    ['the originator', alice, 0, 1],
    ['the other side', bob, 1, 0],
  ])('of %s', (_name, start, inParity, outParity) => {
    let state = { ...start, received: 5 }
    for (let count = 0; count < 3; count++) {
      const said = say(state, 'hello')
      const { whole } = look(said.packet, start)
      expect(whole.inSeqNo).toBe(2 * 5 + inParity)
      expect(whole.outSeqNo).toBe(2 * (state.sent - 0) + outParity)
      expect(whole.randomBytes.length).toBeGreaterThanOrEqual(15)
      state = { ...said.state, received: 5 }
    }
  })
})

describe('a gap', () => {
  const start = agree()
  // The announcement of its layer is the first message: number 0.
  const [announcement] = start.fromAlice
  const first = say(start.alice, 'first')
  const second = say(first.state, 'second')
  const third = say(second.state, 'third')

  test('is asked for once, and what comes meanwhile waits', () => {
    const held = receiveMessage(start.bob, second.packet, context)
    expect(held.events).toEqual([])
    const [asks, ...more] = packetsOf(held)
    expect(more).toEqual([])
    const { message } = look(asks ?? second.packet, ready(held.state)).whole
    expect(message).toMatchObject({
      action: new DecryptedMessageActionResend({ startSeqNo: 1, endSeqNo: 3 }),
    })
    const also = receiveMessage(held.state, third.packet, context)
    expect([also.events, also.requests]).toEqual([[], []])

    const announced = announcement && deliver(announcement)
    if (!announced) throw new Error('no announcement')
    const filled = receiveMessage(also.state, announced, context)
    expect(filled.events.map(({ kind }) => kind)).toEqual(['layer'])
    expect(filled.requests).toEqual([])
    const all = receiveMessage(filled.state, first.packet, context)
    expect(textsOf(all)).toEqual(['first', 'second', 'third'])
    expect(ready(all.state)).toMatchObject({ received: 4, held: [] })
  })

  test('is filled by the other side, with the same numbers', () => {
    const held = receiveMessage(start.bob, third.packet, context)
    const [asks] = packetsOf(held)
    if (!asks) throw new Error('nothing is asked for')
    const asked = receiveMessage(third.state, asks, context)
    expect(packetsOf(asked)).toHaveLength(4)
    let bob = held.state
    const heard: string[] = []
    for (const packet of packetsOf(asked)) {
      const outcome = receiveMessage(bob, packet, context)
      bob = outcome.state
      heard.push(...textsOf(outcome))
    }
    expect(heard).toEqual(['first', 'second', 'third'])
  })

  test('is answered even if the request comes ahead of something', () => {
    // Each side misses the announcement of the other.
    const held = receiveMessage(start.bob, second.packet, context)
    const [asks] = packetsOf(held)
    if (!asks) throw new Error('nothing is asked for')
    expect(look(asks, start.bob).whole.outSeqNo).toBe(2)
    const answered = receiveMessage(second.state, asks, context)
    expect(ready(answered.state).held).toHaveLength(1)
    expect(packetsOf(answered).map((packet) => look(packet, start.alice).whole.outSeqNo)).toEqual([1, 3, 7])
  })

  test('can be asked for again', () => {
    const held = receiveMessage(start.bob, second.packet, context)
    const again = askAgain(held.state, context)
    expect(again.requests).toHaveLength(1)
    expect(askAgain(start.bob, context).requests).toEqual([])
  })

  test('of any length is asked for in parts', () => {
    const far = { ...first.state, sent: 5000 }
    const held = receiveMessage(start.bob, say(far, 'far').packet, context)
    const [asks] = packetsOf(held)
    if (!asks) throw new Error('nothing is asked for')
    const { message } = look(asks, start.bob).whole
    expect(message).toMatchObject({ action: { startSeqNo: 1, endSeqNo: 1999 } })
  })
})

describe('acknowledgement', () => {
  test('empties the outbox', () => {
    const { alice, bob, fromAlice } = agree()
    expect(alice.outbox).toHaveLength(1)
    const heard = fromAlice.reduce((state, request) => {
      const packet = deliver(request)
      return packet ? ready(receiveMessage(state, packet, context).state) : state
    }, bob)
    const answer = say({ ...heard, sent: 0, outbox: [] }, 'yes')
    const acknowledged = ready(receiveMessage(alice, answer.packet, context).state)
    expect(acknowledged).toMatchObject({ outbox: [], acknowledged: 1 })
  })

  test('places a message behind what its sender had read', () => {
    const { alice, bob } = agree()
    const outcome = receiveMessage(bob, say({ ...alice, sent: 0 }, 'before').packet, context)
    expect(outcome.events).toMatchObject([{ kind: 'message', after: 0 }])
  })
})

describe('layers', () => {
  test('a chat starts at layer 46, and with MTProto 1.0', () => {
    const { alice, fromAlice } = agree()
    const [announcement] = fromAlice
    const packet = announcement && deliver(announcement)
    if (!packet) throw new Error('no announcement')
    const { version, whole } = look(packet, alice)
    expect([version, whole.layer]).toEqual([1, 46])
    expect(whole.message).toMatchObject({ action: new DecryptedMessageActionNotifyLayer({ layer: 144 }) })
  })

  test.each([
    [144, 144, 144, 2],
    [144, 73, 73, 2],
    [73, 144, 73, 2],
    [144, 66, 66, 1],
    [46, 144, 46, 2],
    [17, 46, 17, 1],
  ])('of layers %i and %i the lower one is spoken: %i', (mine, theirs, layer, version) => {
    const { alice } = agree()
    const { packet } = say({ ...alice, myLayer: mine, peerLayer: theirs }, 'hello')
    const seen = look(packet, alice)
    expect([seen.whole.layer, seen.version]).toEqual([layer, version])
  })

  test('what a side sent before it could know MTProto 2.0 of the other is taken', () => {
    const { alice, bob, fromAlice } = agree()
    const early = say(alice, 'early')
    const [announcement] = fromAlice
    const packet = announcement && deliver(announcement)
    if (!packet) throw new Error('no announcement')
    const told = receiveMessage(bob, packet, context)
    expect(ready(told.state).peerLayer).toBe(144)
    expect(look(early.packet, alice).version).toBe(1)
    expect(textsOf(receiveMessage(told.state, early.packet, context))).toEqual(['early'])
  })

  test('a new layer is announced, and none falls', () => {
    const { alice } = agree({ alice: 66 })
    const updated = setLayer(alice, 144, context)
    expect(look(packetOf(updated), alice).whole.message).toBeInstanceOf(DecryptedMessageService)
    expect(setLayer(updated.state, 144, context).requests).toEqual([])
    expect(() => setLayer(updated.state, 73, context)).toThrow('the layer was 144 and cannot fall')
  })
})
