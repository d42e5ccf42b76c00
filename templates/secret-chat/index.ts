export {
  askAgain,
  confirmSent,
  deleteMessages,
  discardChat,
  pendingRequests,
  renewKey,
  sendMessage,
  setLayer,
  type NewMessage,
} from './chat.js'
export { SecretChats, type SecretChatsOptions, type SendEncryptedOptions } from './chats.js'
export { constantTimeEqual, randomBytes, randomLong, type SecretChatCrypto } from './crypto.js'
export { checkGroup, fingerprintOf, isSafePrime, visualisationOf, type DhGroup } from './dh.js'
export {
  SecretChatError,
  type EndCode,
  type Refusal,
  type RefusalCode,
  type SecretChatErrorCode,
} from './errors.js'
export {
  FileDecryptor,
  FileEncryptor,
  checkFileFingerprint,
  decryptFile,
  encryptFile,
  encryptedSize,
  fileFingerprint,
  newFileKey,
  type FileKey,
} from './files.js'
export { acceptChat, chatWaiting, confirmChat, requestChat, type Begun } from './handshake.js'
export { encodeForLayer, layers, newestLayer, upgrade, type NewestMessage } from './layer-rules.js'
export type {
  Outcome,
  SecretChatContext,
  SecretChatEvent,
  SecretChatRequest,
  SendRequest,
} from './outcome.js'
export {
  decryptPayload,
  deriveKey,
  encryptPayload,
  type EncryptionVersion,
  type PayloadContext,
} from './payload.js'
export { parseState } from './parse-state.js'
export type { SecretChatPeer } from './peer.js'
export { receiveMessage } from './receive.js'
export { maxTextLength, splitMessage } from './split.js'
export type { AcceptedChat, EndedChat, ReadyChat, RequestedChat, SecretChatState } from './state.js'
