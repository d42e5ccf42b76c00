import type { AcceptEncryption } from '../../generated/telegram/api/functions/messages/accept-encryption.js'
import type { DiscardEncryption } from '../../generated/telegram/api/functions/messages/discard-encryption.js'
import type { RequestEncryption } from '../../generated/telegram/api/functions/messages/request-encryption.js'
import type { SendEncryptedFile } from '../../generated/telegram/api/functions/messages/send-encrypted-file.js'
import type { SendEncryptedService } from '../../generated/telegram/api/functions/messages/send-encrypted-service.js'
import type { SendEncrypted } from '../../generated/telegram/api/functions/messages/send-encrypted.js'
import type { TypeEncryptedFile } from '../../generated/telegram/api/types/encrypted-file.js'
import type { DecryptedMessage, TypeDecryptedMessageAction } from '../../generated/telegram/secret/index.js'
import type { SecretChatCrypto } from './crypto.js'
import type { EndCode, Refusal } from './errors.js'
import type { SecretChatState } from './state.js'

/** What a step needs beside the state. */
export interface SecretChatContext {
  readonly crypto: SecretChatCrypto
  /** Seconds since 1970. */
  readonly now: number
}

/** A request that brings a message to the peer. */
export type SendRequest = SendEncrypted | SendEncryptedFile | SendEncryptedService

export type SecretChatRequest = SendRequest | AcceptEncryption | DiscardEncryption | RequestEncryption

/** What the application has to know. */
export type SecretChatEvent =
  | {
      readonly kind: 'message'
      readonly message: DecryptedMessage
      readonly date: number
      /** Where `sendEncryptedFile` was used. */
      readonly file?: TypeEncryptedFile
      /** The message stands behind so many of this side's messages. */
      readonly after: number
    }
  | {
      /** A service message that concerns the application: deletions, timers, screenshots, typing. */
      readonly kind: 'service'
      readonly action: TypeDecryptedMessageAction
      readonly randomId: bigint
      readonly date: number
      readonly after: number
    }
  | { readonly kind: 'ready'; readonly visualisation: Uint8Array }
  /** The peer has shown a higher layer. */
  | { readonly kind: 'layer'; readonly layer: number }
  /** A new key is in use. */
  | { readonly kind: 'key'; readonly fingerprint: bigint }
  | { readonly kind: 'ended'; readonly reason: EndCode }

/** What a step comes to. Keep the state and what the events tell at once, then send the requests, in this order. */
export interface Outcome<
  State extends SecretChatState = SecretChatState,
  Request extends SecretChatRequest = SecretChatRequest,
> {
  readonly state: State
  readonly requests: readonly Request[]
  readonly events: readonly SecretChatEvent[]
  /** Set if the packet was not taken; the state is then what it was. */
  readonly refusal?: Refusal
}
