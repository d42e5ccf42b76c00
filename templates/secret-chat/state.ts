import { InputEncryptedChat } from '../../generated/telegram/api/types/input-encrypted-chat.js'
import { fromBase64, toBase64 } from '../../generated/telegram/runtime/base64.js'
import type { DhGroup } from './dh.js'
import type { EndCode } from './errors.js'

/** Bytes in base64. */
export type Base64 = string
/** An int64 in decimal digits. */
export type Decimal = string

/**
 * All that is known of a chat, as JSON has it: keep the newest one, together with what its events brought, before
 * its requests are sent, and a crash loses nothing. It holds keys: keep it where nobody else can read it.
 */
export type SecretChatState = RequestedChat | AcceptedChat | ReadyChat | EndedChat

interface ChatBase {
  /** Of this form of the state. */
  readonly format: 1
  readonly chatId: number
  readonly accessHash: Decimal
  /** This side asked for the chat. */
  readonly originator: boolean
}

/** What stays the same from the first request on. */
interface ExchangingChat extends ChatBase {
  /** The group of every key exchange of the chat. */
  readonly g: number
  readonly p: Base64
  /** The newest layer that this side knows. */
  readonly myLayer: number
}

/** This side has asked for a chat, and waits for the peer. */
export interface RequestedChat extends ExchangingChat {
  readonly phase: 'requested'
  readonly secret: Base64
  /** EncryptedMessages that came before the peer's g_b, in the order in which they came. */
  readonly early?: readonly Base64[]
}

/** This side has accepted a chat, and waits for the server. */
export interface AcceptedChat extends ExchangingChat {
  readonly phase: 'accepted'
  readonly key: Base64
  /** What the peer and this side have shown: a request that comes again is answered in the same way. */
  readonly gA: Base64
  readonly gB: Base64
}

export interface ReadyChat extends ExchangingChat {
  readonly phase: 'ready'
  /** SHA1 and SHA256 of the first key, for both sides to compare. */
  readonly visualisation: Base64
  readonly key: ChatKey
  /** The key before, for what the peer encrypted before it heard of the newer one. */
  readonly previousKey?: PreviousKey
  /** A key exchange that is going on. */
  readonly exchange?: RequestedKey | AcceptedKey | undefined
  /** The highest layer that the peer has shown. */
  readonly peerLayer: number
  /** The layer of the newest message that was read in order. */
  readonly peerMessageLayer: number
  /** How many messages this side has sent: its next raw out_seq_no. */
  readonly sent: number
  /** How many messages of the peer were read, in order: the raw in_seq_no. */
  readonly received: number
  /** How many of this side's messages the peer has read: its newest in_seq_no. */
  readonly acknowledged: number
  /** How many messages this side had sent when it told of a layer with MTProto 2.0. */
  readonly announced?: number
  /** What the peer has not acknowledged yet, in order. */
  readonly outbox: readonly SentMessage[]
  /** What came ahead of a message that is missing, in order. */
  readonly held: readonly HeldMessage[]
  /** Everything before this number was asked for again. */
  readonly askedUpTo: number
}

export interface EndedChat extends ChatBase {
  readonly phase: 'ended'
  readonly reason: EndCode
}

export interface ChatKey {
  /** 256 bytes. */
  readonly bytes: Base64
  readonly fingerprint: Decimal
  /** When it was first used: seconds since 1970. */
  readonly since: number
  /** How many messages it has encrypted or decrypted. */
  readonly uses: number
}

export interface PreviousKey extends ChatKey {
  /** A message whose in_seq_no is above this number was sent by a peer that knew of the newer key. */
  readonly until: number
}

/** This side has asked for a new key. */
export interface RequestedKey {
  readonly kind: 'requested'
  readonly id: Decimal
  readonly secret: Base64
}

/** This side has accepted a new key, and waits until the peer uses it. */
export interface AcceptedKey {
  readonly kind: 'accepted'
  readonly id: Decimal
  readonly key: Base64
  readonly fingerprint: Decimal
}

/** Which request brings a message to the server. */
export type SentKind = 'message' | 'file' | 'service'

export interface SentMessage {
  /** The raw out_seq_no. */
  readonly seqNo: number
  readonly randomId: Decimal
  readonly kind: SentKind
  readonly silent: boolean
  /** An InputEncryptedFile. */
  readonly file?: Base64
  /** The decryptedMessageLayer: it is encrypted anew whenever it is sent. */
  readonly plain: Base64
  /** The server has it. */
  readonly confirmed: boolean
}

export interface HeldMessage {
  /** The raw out_seq_no of the peer. */
  readonly seqNo: number
  /** The decryptedMessageLayer. */
  readonly plain: Base64
  readonly date: number
  /** An EncryptedFile. */
  readonly file?: Base64
}

export const bytesToText: (bytes: Uint8Array) => Base64 = toBase64

/** @throws Error for a state that something else has written */
export function textToBytes(text: Base64): Uint8Array {
  const bytes = fromBase64(text)
  if (!bytes) throw new Error('the state of the secret chat holds a text that is not base64')
  return bytes
}

export function groupOf({ g, p }: { readonly g: number; readonly p: Base64 }): DhGroup {
  return { g, p: textToBytes(p) }
}

export function peerOf({ chatId, accessHash }: SecretChatState): InputEncryptedChat {
  return new InputEncryptedChat({ chatId, accessHash: BigInt(accessHash) })
}

/** What the messages to the peer may hold: the lower one of the two layers. */
export function currentLayer({ myLayer, peerLayer }: ReadyChat): number {
  return Math.min(myLayer, peerLayer)
}

/** From here on payloads are encrypted with MTProto 2.0. */
export const newEncryptionLayer = 73

/** The chat without its keys and messages. */
export function ended({ chatId, accessHash, originator }: SecretChatState, reason: EndCode): EndedChat {
  return { format: 1, phase: 'ended', chatId, accessHash, originator, reason }
}

/** A field that is there only if it has a value. */
export function optional<Key extends string, Value>(
  key: Key,
  value: Value | undefined,
): { [K in Key]?: Value } {
  const entries: { [K in Key]?: Value } = {}
  if (value !== undefined) entries[key] = value
  return entries
}
