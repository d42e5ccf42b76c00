/** Why a packet was not taken: nothing changed, and nobody needs to do anything. */
export type RefusalCode =
  /** The chat is not ready and too much waits for it, or it has ended. */
  | 'not-ready'
  /** Encrypted with a key that this chat does not have, or no longer has. */
  | 'unknown-key'
  /** Cut, or not made of whole blocks. */
  | 'wrong-length'
  /** The bytes are not those that the sender encrypted. */
  | 'wrong-message-key'
  /** More or fewer bytes behind the message than allowed. */
  | 'wrong-padding'
  /** Encrypted with MTProto 1.0, though the peer knows 2.0. */
  | 'old-encryption'
  /** One of this side's own packets came back. */
  | 'reflected'
  /** Came before. */
  | 'repeated'
  /** No message of any layer that this side knows. */
  | 'unreadable'

/** Why a chat ended. */
export type EndCode =
  /** One of the two sides ended it. */
  | 'discarded'
  /** A value of the key exchange is not safe. */
  | 'unsafe-key-exchange'
  /** The two sides came to different keys. */
  | 'different-keys'
  /** A sequence number is not what it can be. */
  | 'wrong-sequence'
  /** The peer asked again for what it has, or for what was never sent. */
  | 'wrong-resend'
  /** The layer of the peer fell. */
  | 'fallen-layer'

/** A packet that was not taken. */
export interface Refusal {
  readonly code: RefusalCode
  readonly message: string
}

/** What the caller did wrong, or what the server gave that must not be used. */
export class SecretChatError extends Error {
  override name = 'SecretChatError'
  readonly code: SecretChatErrorCode

  constructor(code: SecretChatErrorCode, message: string) {
    super(message)
    this.code = code
  }
}

export type SecretChatErrorCode =
  /** No chat of that id. */
  | 'unknown-chat'
  /** The chat is in another phase. */
  | 'wrong-phase'
  /** p, g, g_a or g_b fail a check. */
  | 'unsafe-key-exchange'
  /** A value that the caller gave. */
  | 'wrong-argument'
  /** A file is not what its message says. */
  | 'wrong-file'
