import {
  DecryptedMessageActionAbortKey,
  DecryptedMessageActionAcceptKey,
  DecryptedMessageActionCommitKey,
  DecryptedMessageActionNoop,
  DecryptedMessageActionRequestKey,
} from '../../generated/telegram/secret/index.js'
import { randomLong, type SecretChatCrypto } from './crypto.js'
import { commonKey, fingerprintOf, newKeyPair } from './dh.js'
import { SecretChatError, type EndCode } from './errors.js'
import type { SecretChatContext, SecretChatEvent } from './outcome.js'
import { queueAction } from './outgoing.js'
import { bytesToText, currentLayer, groupOf, textToBytes, type ReadyChat, type SentMessage } from './state.js'

/** Keys are exchanged anew from this layer on. */
const rekeyingLayer = 20
/** How many messages a key may encrypt and decrypt before a new one is asked for. */
const maxUses = 100
/** How long a key is used, in seconds. */
const maxAge = 7 * 24 * 60 * 60

/** What a step of the key exchange comes to; with `ends` the chat is over. */
export interface KeyStep {
  readonly state: ReadyChat
  readonly sent?: readonly SentMessage[]
  readonly events?: readonly SecretChatEvent[]
  readonly ends?: EndCode
}

/** Asks for a new key if the one in use is due, and no exchange is going on. */
export function requestKeyIfDue(state: ReadyChat, { crypto, now }: SecretChatContext): KeyStep {
  const { key, exchange, previousKey } = state
  if (exchange || previousKey || currentLayer(state) < rekeyingLayer) return { state }
  const isOld = now - key.since > maxAge && key.uses > 0
  return key.uses > maxUses || isOld ? requestKey(state, crypto) : { state }
}

/** Asks for a new key; the caller has seen that no exchange is going on. */
export function requestKey(state: ReadyChat, crypto: SecretChatCrypto): KeyStep {
  const id = randomLong()
  const { secret, shown } = newKeyPair(groupOf(state), crypto)
  return queueAction(
    { ...state, exchange: { kind: 'requested', id: String(id), secret: bytesToText(secret) } },
    new DecryptedMessageActionRequestKey({ exchangeId: id, gA: shown }),
  )
}

/** The peer asks for a new key. */
export function onRequestKey(
  state: ReadyChat,
  { exchangeId, gA }: DecryptedMessageActionRequestKey,
  crypto: SecretChatCrypto,
): KeyStep {
  const { exchange } = state
  if (exchange?.kind === 'requested') {
    const mine = BigInt(exchange.id)
    // Both asked at once: the smaller id gives way silently, and equal ones both do.
    if (mine > exchangeId) return { state }
    if (mine === exchangeId) return { state: withoutExchange(state) }
  }
  // An exchange that this side has accepted, or a key that it has not seen the peer use, cannot be given up.
  if (exchange?.kind === 'accepted' || state.previousKey) return abort(state, exchangeId)
  const group = groupOf(state)
  const pair = newKeyPair(group, crypto)
  const key = tryCommonKey(() => commonKey(group, pair.secret, gA, crypto))
  if (!key) return { state, ends: 'unsafe-key-exchange' }
  const fingerprint = fingerprintOf(key, crypto)
  return queueAction(
    {
      ...state,
      exchange: {
        kind: 'accepted',
        id: String(exchangeId),
        key: bytesToText(key),
        fingerprint: String(fingerprint),
      },
    },
    new DecryptedMessageActionAcceptKey({ exchangeId, gB: pair.shown, keyFingerprint: fingerprint }),
  )
}

/**
 * The peer accepts: this side tells so with the old key, and uses the new one from the next message on. The old one
 * stays for what the peer sends before it reads that.
 */
export function onAcceptKey(
  state: ReadyChat,
  { exchangeId, gB, keyFingerprint }: DecryptedMessageActionAcceptKey,
  { crypto, now }: SecretChatContext,
): KeyStep {
  const { exchange } = state
  if (exchange?.kind !== 'requested' || exchange.id !== String(exchangeId)) return abort(state, exchangeId)
  const secret = textToBytes(exchange.secret)
  const key = tryCommonKey(() => commonKey(groupOf(state), secret, gB, crypto))
  if (!key) return { state, ends: 'unsafe-key-exchange' }
  if (fingerprintOf(key, crypto) !== keyFingerprint) return abort(withoutExchange(state), exchangeId)
  const committed = queueAction(
    withoutExchange(state),
    new DecryptedMessageActionCommitKey({ exchangeId, keyFingerprint }),
  )
  const bytes = bytesToText(key)
  return {
    state: {
      ...committed.state,
      key: { bytes, fingerprint: String(keyFingerprint), since: now, uses: 0 },
      previousKey: { ...state.key, until: state.sent },
    },
    sent: committed.sent,
    events: [{ kind: 'key', fingerprint: keyFingerprint }],
  }
}

/**
 * The peer uses the new key from here on. Everything that it encrypted with the old one has been read, for messages
 * are read in order: the old key goes at once.
 */
export function onCommitKey(
  state: ReadyChat,
  { exchangeId, keyFingerprint }: DecryptedMessageActionCommitKey,
  { now }: SecretChatContext,
): KeyStep {
  const { exchange } = state
  const fingerprint = String(keyFingerprint)
  if (exchange?.kind !== 'accepted' || exchange.id !== String(exchangeId)) {
    return { state, ends: 'different-keys' }
  }
  if (exchange.fingerprint !== fingerprint) return { state, ends: 'different-keys' }
  const key = { bytes: exchange.key, fingerprint, since: now, uses: 0 }
  // The first message with the new key tells the peer that it can forget the old one.
  const noop = queueAction({ ...withoutExchange(state), key }, new DecryptedMessageActionNoop())
  return { ...noop, events: [{ kind: 'key', fingerprint: keyFingerprint }] }
}

/** The peer gives up; the next attempt comes after as many messages as the first one. */
export function onAbortKey(state: ReadyChat, { exchangeId }: DecryptedMessageActionAbortKey): KeyStep {
  if (state.exchange?.id !== String(exchangeId)) return { state }
  return { state: { ...withoutExchange(state), key: { ...state.key, uses: 0 } } }
}

/** Forgets the old key once a message was read in order that the peer sent when it knew the new one. */
export function forgetPreviousKey(state: ReadyChat, inSeqNo: number): ReadyChat {
  const { previousKey, ...rest } = state
  return previousKey && inSeqNo > previousKey.until ? rest : state
}

function withoutExchange(state: ReadyChat): ReadyChat {
  return { ...state, exchange: undefined }
}

function abort(state: ReadyChat, exchangeId: bigint): KeyStep {
  return queueAction(state, new DecryptedMessageActionAbortKey({ exchangeId }))
}

function tryCommonKey(make: () => Uint8Array): Uint8Array | undefined {
  try {
    return make()
  } catch (error) {
    if (error instanceof SecretChatError) return undefined
    throw error
  }
}
