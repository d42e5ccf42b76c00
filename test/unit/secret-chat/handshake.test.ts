import { expect, test } from 'vitest'
import { DecryptedMessage, DecryptedMessageMediaEmpty } from '../../../generated/telegram/secret/index.js'
import { receiveMessage, sendMessage } from '../../../templates/secret-chat/index.js'
import { agree, context, deliver, packetOf } from './network.js'

test('two sides agree on a key and talk', () => {
  const { alice, bob, fromAlice, fromBob } = agree()
  expect(alice.key).toEqual(bob.key)
  expect(alice.visualisation).toBe(bob.visualisation)
  let a = alice
  let b = bob
  for (const request of fromAlice) {
    const packet = deliver(request)
    if (!packet) continue
    const out = receiveMessage(b, packet, context)
    expect(out.refusal).toBeUndefined()
    expect(out.events).toEqual([{ kind: 'layer', layer: 144 }])
    if (out.state.phase === 'ready') b = out.state
  }
  for (const request of fromBob) {
    const packet = deliver(request)
    if (!packet) continue
    const out = receiveMessage(a, packet, context)
    if (out.state.phase === 'ready') a = out.state
  }
  const sent = sendMessage(
    a,
    {
      kind: 'message',
      message: new DecryptedMessage({
        randomId: 1n,
        ttl: 0,
        message: 'hi',
        media: new DecryptedMessageMediaEmpty(),
      }),
    },
    context,
  )
  const got = receiveMessage(b, packetOf(sent), context)
  expect(got.refusal).toBeUndefined()
  expect(got.events.map((event) => event.kind)).toEqual(['message'])
})
