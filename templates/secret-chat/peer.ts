import {
  type InputEncryptedChat,
  type UpdateEncryptedChatTyping,
  type UpdateEncryptedMessagesRead,
  UpdateEncryption,
  UpdateNewEncryptedMessage,
  type TypeEncryptedMessage,
} from '../../generated/telegram/api/index.js'

/** Whatever names a chat: its id, an update about it, a message in it, or what requests call it. */
export type SecretChatPeer =
  | number
  | InputEncryptedChat
  | TypeEncryptedMessage
  | UpdateEncryptedChatTyping
  | UpdateEncryptedMessagesRead
  | UpdateEncryption
  | UpdateNewEncryptedMessage

export function peerIdOf(peer: SecretChatPeer): number {
  if (typeof peer === 'number') return peer
  if (peer instanceof UpdateEncryption) return peer.chat.id
  return peer instanceof UpdateNewEncryptedMessage ? peer.message.chatId : peer.chatId
}
