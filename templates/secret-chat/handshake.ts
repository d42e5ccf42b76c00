import { AcceptEncryption } from '../../generated/telegram/api/functions/messages/accept-encryption.js'
import { RequestEncryption } from '../../generated/telegram/api/functions/messages/request-encryption.js'
import type {
  EncryptedChat,
  EncryptedChatRequested,
  EncryptedChatWaiting,
} from '../../generated/telegram/api/types/encrypted-chat.js'
import { InputEncryptedChat } from '../../generated/telegram/api/types/input-encrypted-chat.js'
import type { TypeInputUser } from '../../generated/telegram/api/types/input-user.js'
import { randomBytes } from './crypto.js'
import { checkGroup, commonKey, fingerprintOf, newKeyPair, visualisationOf, type DhGroup } from './dh.js'
import { SecretChatError } from './errors.js'
import { newestLayer } from './layer-rules.js'
import type { Outcome, SecretChatContext, SecretChatRequest } from './outcome.js'
import { queueLayer, requestOf } from './outgoing.js'
import {
  bytesToText,
  groupOf,
  textToBytes,
  type AcceptedChat,
  type ReadyChat,
  type RequestedChat,
} from './state.js'
import { endOutcome } from './step.js'

/** The layer that a peer knows if it says nothing. */
const firstLayer = 46

/** A state and the one request that brings it on. */
export interface Begun<State, Request extends SecretChatRequest> {
  readonly state: State
  readonly request: Request
}

/**
 * Asks a user for a secret chat. The chat's id is the random id of the request.
 * @param group of `messages.getDhConfig`
 * @throws SecretChatError for a group that is not safe
 */
export function requestChat(
  { userId, group, layer = newestLayer }: { userId: TypeInputUser; group: DhGroup; layer?: number },
  { crypto }: SecretChatContext,
): Begun<RequestedChat, RequestEncryption> {
  checkGroup(group, crypto)
  const { secret, shown } = newKeyPair(group, crypto)
  const chatId = new DataView(randomBytes(4).buffer).getInt32(0)
  const state: RequestedChat = {
    format: 1,
    phase: 'requested',
    chatId,
    // The server tells it with the answer.
    accessHash: '0',
    originator: true,
    g: group.g,
    p: bytesToText(group.p),
    myLayer: layer,
    secret: bytesToText(secret),
  }
  return { state, request: new RequestEncryption({ userId, randomId: chatId, gA: shown }) }
}

/** The server has the request. */
export function chatWaiting(state: RequestedChat, { id, accessHash }: EncryptedChatWaiting): RequestedChat {
  return { ...state, chatId: id, accessHash: String(accessHash) }
}

/**
 * Accepts the chat that another user asked for.
 * @throws SecretChatError for a group or a g_a that is not safe
 */
export function acceptChat(
  { chat, group, layer = newestLayer }: { chat: EncryptedChatRequested; group: DhGroup; layer?: number },
  { crypto }: SecretChatContext,
): Begun<AcceptedChat, AcceptEncryption> {
  checkGroup(group, crypto)
  const { secret, shown } = newKeyPair(group, crypto)
  const key = commonKey(group, secret, chat.gA, crypto)
  const state: AcceptedChat = {
    format: 1,
    phase: 'accepted',
    chatId: chat.id,
    accessHash: String(chat.accessHash),
    originator: false,
    g: group.g,
    p: bytesToText(group.p),
    myLayer: layer,
    key: bytesToText(key),
  }
  const request = new AcceptEncryption({
    peer: new InputEncryptedChat({ chatId: chat.id, accessHash: chat.accessHash }),
    gB: shown,
    keyFingerprint: fingerprintOf(key, crypto),
  })
  return { state, request }
}

/** Both sides have shown their values: the chat is ready if they came to the same key, and else it ends. */
export function confirmChat(
  before: RequestedChat | AcceptedChat,
  chat: EncryptedChat,
  context: SecretChatContext,
): Outcome {
  const { crypto, now } = context
  const state = { ...before, accessHash: String(chat.accessHash) }
  const key = keyOfChat(state, chat, context)
  if (key === undefined) return endOutcome(state, 'unsafe-key-exchange')
  const fingerprint = fingerprintOf(key, crypto)
  if (fingerprint !== chat.keyFingerprint) return endOutcome(state, 'different-keys')
  const visualisation = visualisationOf(key, crypto)
  const { chatId, accessHash, originator, g, p, myLayer } = state
  const ready: ReadyChat = {
    ...{ format: 1, phase: 'ready', chatId, accessHash, originator, g, p, myLayer },
    visualisation: bytesToText(visualisation),
    key: { bytes: bytesToText(key), fingerprint: String(fingerprint), since: now, uses: 0 },
    peerLayer: firstLayer,
    peerMessageLayer: 0,
    ...{ sent: 0, received: 0, acknowledged: 0, askedUpTo: 0, outbox: [], held: [] },
  }
  const told = queueLayer(ready)
  return {
    state: told.state,
    requests: told.sent.map((item) => requestOf(told.state, item, crypto)),
    events: [{ kind: 'ready', visualisation }],
  }
}

/** Undefined if what the peer shows is not safe. */
function keyOfChat(
  state: RequestedChat | AcceptedChat,
  { gAOrB }: EncryptedChat,
  { crypto }: SecretChatContext,
): Uint8Array | undefined {
  if (state.phase === 'accepted') return textToBytes(state.key)
  try {
    return commonKey(groupOf(state), textToBytes(state.secret), gAOrB, crypto)
  } catch (error) {
    if (error instanceof SecretChatError) return undefined
    throw error
  }
}
