import {
  readTypeEncryptedMessage,
  type TypeEncryptedMessage,
} from '../../generated/telegram/api/types/encrypted-message.js'
import { decode } from '../../generated/telegram/runtime/decode.js'
import { fingerprintOf, visualisationOf } from './dh.js'
import { receiveReady, refuse } from './incoming.js'
import { firstLayer } from './layer-rules.js'
import type { Outcome, SecretChatContext, SendRequest } from './outcome.js'
import { queueLayer, requestOf } from './outgoing.js'
import {
  bytesToText,
  textToBytes,
  type AcceptedChat,
  type Base64,
  type ReadyChat,
  type RequestedChat,
  type SecretChatState,
} from './state.js'

/** How many messages may wait for the key, and how long they may be together, in base64. */
const maxEarly = 20
const maxEarlyLength = 1 << 20

/**
 * Takes a message from the server. What it brings may be nothing yet (a message before it is missing, or the chat is
 * not ready), or several messages at once (it was the missing one).
 */
export function receiveMessage(
  state: SecretChatState,
  packet: TypeEncryptedMessage,
  context: SecretChatContext,
): Outcome {
  if (state.phase === 'requested') return holdEarly(state, packet)
  if (state.phase === 'accepted') return receiveFirst(state, packet, context)
  if (state.phase === 'ended') return refuse(state, 'not-ready')
  return receiveReady(state, packet, context)
}

/** Nobody promises that the peer's g_b comes before its first messages: these wait, as they came. */
function holdEarly(state: RequestedChat, packet: TypeEncryptedMessage): Outcome {
  const { early = [] } = state
  const text = bytesToText(packet.toBytes())
  if (early.includes(text)) return refuse(state, 'repeated')
  const length = early.reduce((sum, one) => sum + one.length, text.length)
  if (early.length >= maxEarly || length > maxEarlyLength) return refuse(state, 'not-ready')
  return { state: { ...state, early: [...early, text] }, requests: [], events: [] }
}

/**
 * The peer's first message may come before the server's answer to `acceptEncryption`, which may also be lost: that it
 * is encrypted with the key shows more than the answer does.
 */
function receiveFirst(
  state: AcceptedChat,
  packet: TypeEncryptedMessage,
  context: SecretChatContext,
): Outcome {
  const begun = openChat(state, textToBytes(state.key), context)
  const { refusal, ...taken } = receiveReady(begun.state, packet, context)
  return refusal ? { state, requests: [], events: [], refusal } : after(begun, taken)
}

/** Reads what waited for the key; what cannot be read even now is dropped. */
export function receiveEarly(begun: Outcome, early: readonly Base64[], context: SecretChatContext): Outcome {
  return early.reduce<Outcome>((before, text) => {
    if (before.state.phase !== 'ready') return before
    const packet = decode(textToBytes(text), readTypeEncryptedMessage)
    const { refusal, ...taken } = receiveReady(before.state, packet, context)
    return refusal ? before : after(before, taken)
  }, begun)
}

function after(before: Outcome, { state, requests, events }: Outcome): Outcome {
  return {
    state,
    // To a chat that has ended, nothing is sent any more.
    requests: state.phase === 'ended' ? requests : [...before.requests, ...requests],
    events: [...before.events, ...events],
  }
}

/** Both sides have the key. */
export function openChat(
  { chatId, accessHash, originator, g, p, myLayer }: RequestedChat | AcceptedChat,
  key: Uint8Array,
  { crypto, now }: SecretChatContext,
): Outcome<ReadyChat, SendRequest> {
  const visualisation = visualisationOf(key, crypto)
  const fingerprint = String(fingerprintOf(key, crypto))
  const told = queueLayer({
    ...{ format: 1, phase: 'ready', chatId, accessHash, originator, g, p, myLayer },
    visualisation: bytesToText(visualisation),
    key: { bytes: bytesToText(key), fingerprint, since: now, uses: 0 },
    peerLayer: firstLayer,
    peerMessageLayer: 0,
    ...{ sent: 0, received: 0, acknowledged: 0, askedUpTo: 0, outbox: [], held: [] },
  })
  return {
    state: told.state,
    requests: told.sent.map((item) => requestOf(told.state, item, crypto)),
    events: [{ kind: 'ready', visualisation }],
  }
}
