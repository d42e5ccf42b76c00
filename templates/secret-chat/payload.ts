import { concat, constantTimeEqual, randomBytes, type SecretChatCrypto } from './crypto.js'
import type { RefusalCode } from './errors.js'

/** 1 for peers below layer 73, 2 from there on. */
export type EncryptionVersion = 1 | 2

/** Whose key encrypts a message, and in which direction. */
export interface PayloadContext {
  /** 256 bytes. */
  readonly key: Uint8Array
  readonly version: EncryptionVersion
  /** The sender is the one who asked for the chat. */
  readonly fromOriginator: boolean
}

/** fingerprint (8) ‖ msg_key (16) */
const headSize = 24

/** The `data` of a message: fingerprint ‖ msg_key ‖ AES-256-IGE(length ‖ message ‖ padding). */
export function encryptPayload(
  message: Uint8Array,
  context: PayloadContext,
  crypto: SecretChatCrypto,
): Uint8Array<ArrayBuffer> {
  const length = new Uint8Array(4)
  new DataView(length.buffer).setInt32(0, message.length, true)
  const bare = concat(length, message)
  const plain = concat(bare, randomBytes(paddingFor(bare.length, context.version)))
  const messageKey = messageKeyOf(context.version === 2 ? plain : bare, context, crypto)
  const { key, iv } = deriveKey(messageKey, context, crypto)
  return concat(fingerprintBytes(context.key, crypto), messageKey, crypto.igeEncrypt(plain, key, iv))
}

/** Up to a whole block; 2.0 wants 12 bytes or more, and a random number of blocks hides the length. */
function paddingFor(length: number, version: EncryptionVersion): number {
  if (version === 1) return -length & 15
  const [extra = 0] = randomBytes(1)
  return 12 + (-(length + 12) & 15) + 16 * (extra & 3)
}

/** What was encrypted, or why it cannot be taken. The fingerprint has been compared before. */
export function decryptPayload(
  data: Uint8Array,
  context: PayloadContext,
  crypto: SecretChatCrypto,
): Uint8Array | RefusalCode {
  const cipherSize = data.length - headSize
  if (cipherSize < 16 || cipherSize % 16 !== 0) return 'wrong-length'
  const messageKey = data.subarray(8, headSize)
  const { key, iv } = deriveKey(messageKey, context, crypto)
  const plain = crypto.igeDecrypt(data.subarray(headSize), key, iv)
  const length = new DataView(plain.buffer, plain.byteOffset, 4).getInt32(0, true)
  return context.version === 2
    ? openNew(plain, length, messageKey, context, crypto)
    : openOld(plain, length, messageKey, context, crypto)
}

/** MTProto 2.0: msg_key is that of everything, so the length is looked at only when it is known to be the sender's. */
function openNew(
  plain: Uint8Array,
  length: number,
  messageKey: Uint8Array,
  context: PayloadContext,
  crypto: SecretChatCrypto,
): Uint8Array | RefusalCode {
  if (!constantTimeEqual(messageKeyOf(plain, context, crypto), messageKey)) return 'wrong-message-key'
  const padding = plain.length - 4 - length
  if (length < 4 || length % 4 !== 0) return 'wrong-length'
  return padding < 12 || padding > 1024 ? 'wrong-padding' : plain.slice(4, 4 + length)
}

/** MTProto 1.0: msg_key is that of length and message alone; one hash is computed whatever the length says. */
function openOld(
  plain: Uint8Array,
  length: number,
  messageKey: Uint8Array,
  context: PayloadContext,
  crypto: SecretChatCrypto,
): Uint8Array | RefusalCode {
  const padding = plain.length - 4 - length
  const fits = length >= 4 && length % 4 === 0 && padding >= 0 && padding < 16
  const end = fits ? 4 + length : plain.length
  const same = constantTimeEqual(messageKeyOf(plain.subarray(0, end), context, crypto), messageKey)
  return same && fits ? plain.slice(4, end) : 'wrong-message-key'
}

function messageKeyOf(
  text: Uint8Array,
  { key, version, fromOriginator }: PayloadContext,
  crypto: SecretChatCrypto,
): Uint8Array {
  if (version === 1) return crypto.sha1(text).slice(4, 20)
  const x = fromOriginator ? 0 : 8
  return crypto.sha256(concat(key.subarray(88 + x, 120 + x), text)).slice(8, 24)
}

/** The key and iv of one message: end-to-end, "serialization and encryption of outgoing messages". */
export function deriveKey(
  messageKey: Uint8Array,
  { key, version, fromOriginator }: PayloadContext,
  crypto: SecretChatCrypto,
): { readonly key: Uint8Array; readonly iv: Uint8Array } {
  if (version === 1) return deriveOldKey(messageKey, key, crypto)
  const x = fromOriginator ? 0 : 8
  const a = crypto.sha256(concat(messageKey, key.subarray(x, 36 + x)))
  const b = crypto.sha256(concat(key.subarray(40 + x, 76 + x), messageKey))
  return {
    key: concat(a.subarray(0, 8), b.subarray(8, 24), a.subarray(24, 32)),
    iv: concat(b.subarray(0, 8), a.subarray(8, 24), b.subarray(24, 32)),
  }
}

/** MTProto 1.0 with x = 0 in both directions. */
function deriveOldKey(
  messageKey: Uint8Array,
  key: Uint8Array,
  crypto: SecretChatCrypto,
): { readonly key: Uint8Array; readonly iv: Uint8Array } {
  const a = crypto.sha1(concat(messageKey, key.subarray(0, 32)))
  const b = crypto.sha1(concat(key.subarray(32, 48), messageKey, key.subarray(48, 64)))
  const c = crypto.sha1(concat(key.subarray(64, 96), messageKey))
  const d = crypto.sha1(concat(messageKey, key.subarray(96, 128)))
  return {
    key: concat(a.subarray(0, 8), b.subarray(8, 20), c.subarray(4, 16)),
    iv: concat(a.subarray(8, 20), b.subarray(0, 8), c.subarray(16, 20), d.subarray(0, 8)),
  }
}

function fingerprintBytes(key: Uint8Array, crypto: SecretChatCrypto): Uint8Array {
  return crypto.sha1(key).subarray(12, 20)
}
