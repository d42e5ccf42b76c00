import type { TypeEncryptedMessage } from '../../generated/telegram/api/types/encrypted-message.js'
import type { InputEncryptedChat } from '../../generated/telegram/api/types/input-encrypted-chat.js'
import type {
  UpdateEncryptedChatTyping,
  UpdateEncryptedMessagesRead,
  UpdateEncryption,
  UpdateNewEncryptedMessage,
} from '../../generated/telegram/api/types/update.js'

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
  if (peer._ === 'updateEncryption') return peer.chat.id
  return peer._ === 'updateNewEncryptedMessage' ? peer.message.chatId : peer.chatId
}
