import { AcceptEncryption } from '../../generated/telegram/api/functions/messages/accept-encryption.js'
import { RequestEncryption } from '../../generated/telegram/api/functions/messages/request-encryption.js'
import type {
  EncryptedChat,
  EncryptedChatRequested,
  EncryptedChatWaiting,
} from '../../generated/telegram/api/types/encrypted-chat.js'
import type { TypeInputUser } from '../../generated/telegram/api/types/input-user.js'
import { randomBytes, type SecretChatCrypto } from './crypto.js'
import { checkGroup, commonKey, fingerprintOf, newKeyPair, type DhGroup } from './dh.js'
import { SecretChatError } from './errors.js'
import { checkedLayer, newestLayer } from './layer-rules.js'
import type { Outcome, SecretChatContext, SecretChatRequest } from './outcome.js'
import { openChat, receiveEarly } from './receive.js'
import {
  bytesToText,
  groupOf,
  peerOf,
  textToBytes,
  type AcceptedChat,
  type RequestedChat,
  type SecretChatState,
} from './state.js'
import { endOutcome } from './step.js'

/** A state and the one request that brings it on. */
export interface Begun<State, Request extends SecretChatRequest> {
  readonly state: State
  readonly request: Request
}

/**
 * Asks a user for a secret chat. The chat's id is the random id of the request.
 * @param group of `messages.getDhConfig`
 * @throws SecretChatError for a group that is not safe, or a layer that there is not
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
    myLayer: checkedLayer(layer),
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
 * @throws SecretChatError for a group or a g_a that is not safe, or a layer that there is not
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
    myLayer: checkedLayer(layer),
    key: bytesToText(key),
    gA: bytesToText(chat.gA),
    gB: bytesToText(shown),
  }
  return { state, request: acceptance(state, crypto) }
}

/**
 * The answer to the request of a chat that is known already. The same request is answered in the same way for as long
 * as the server has not confirmed the answer: it may never have got it.
 * @throws SecretChatError `wrong-phase` where the chat goes on, or was asked for with other values
 */
export function acceptAgain(
  state: SecretChatState,
  chat: EncryptedChatRequested,
  { crypto }: SecretChatContext,
): Begun<AcceptedChat, AcceptEncryption> {
  if (state.phase !== 'accepted') {
    throw wrongPhase(`the secret chat is ${state.phase}, and cannot be accepted again`)
  }
  if (state.gA !== bytesToText(chat.gA) || state.accessHash !== String(chat.accessHash)) {
    throw wrongPhase('another request for the same secret chat was accepted')
  }
  return { state, request: acceptance(state, crypto) }
}

function acceptance(state: AcceptedChat, crypto: SecretChatCrypto): AcceptEncryption {
  const keyFingerprint = fingerprintOf(textToBytes(state.key), crypto)
  return new AcceptEncryption({ peer: peerOf(state), gB: textToBytes(state.gB), keyFingerprint })
}

function wrongPhase(message: string): SecretChatError {
  return new SecretChatError('wrong-phase', message)
}

/** Both sides have shown their values: the chat is ready if they came to the same key, and else it ends. */
export function confirmChat(
  before: RequestedChat | AcceptedChat,
  chat: EncryptedChat,
  context: SecretChatContext,
): Outcome {
  const state = { ...before, accessHash: String(chat.accessHash) }
  const key = keyOfChat(state, chat, context)
  if (key === undefined) return endOutcome(state, 'unsafe-key-exchange')
  if (fingerprintOf(key, context.crypto) !== chat.keyFingerprint) return endOutcome(state, 'different-keys')
  const begun = openChat(state, key, context)
  return before.phase === 'requested' ? receiveEarly(begun, before.early ?? [], context) : begun
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
