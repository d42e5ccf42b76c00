import type { AcceptEncryption } from '../../generated/telegram/api/functions/messages/accept-encryption.js'
import type { RequestEncryption } from '../../generated/telegram/api/functions/messages/request-encryption.js'
import type {
  EncryptedChatRequested,
  TypeEncryptedChat,
} from '../../generated/telegram/api/types/encrypted-chat.js'
import type { TypeInputEncryptedFile } from '../../generated/telegram/api/types/input-encrypted-file.js'
import type { TypeInputUser } from '../../generated/telegram/api/types/input-user.js'
import type { TypeSentEncryptedMessage } from '../../generated/telegram/api/types/messages/sent-encrypted-message.js'
import type { TypeUpdate } from '../../generated/telegram/api/types/update.js'
import type { DecryptedMessageService, TypeDecryptedMessage } from '../../generated/telegram/secret/index.js'
import { askAgain, confirmSent, deleteMessages, discardChat, pendingRequests, renewKey } from './chat.js'
import { sendMessage, setLayer, type NewMessage } from './chat.js'
import type { SecretChatCrypto } from './crypto.js'
import type { DhGroup } from './dh.js'
import { SecretChatError } from './errors.js'
import { acceptAgain, acceptChat, chatWaiting, confirmChat, requestChat } from './handshake.js'
import { checkedLayer, newestLayer } from './layer-rules.js'
import type { Outcome, SecretChatContext, SecretChatRequest, SendRequest } from './outcome.js'
import { peerIdOf, type SecretChatPeer } from './peer.js'
import { receiveMessage } from './receive.js'
import type { SecretChatState } from './state.js'
import { endOutcome } from './step.js'

export interface SecretChatsOptions {
  readonly crypto: SecretChatCrypto
  /** What was kept of earlier chats. */
  readonly states?: Iterable<SecretChatState>
  /** The newest layer to tell peers of: 46 to {@link newestLayer}, which it is by default. */
  readonly layer?: number
  /** Seconds since 1970; the clock of the platform by default. */
  readonly now?: () => number
}

export interface SendEncryptedOptions {
  readonly peer: SecretChatPeer
  readonly message: TypeDecryptedMessage
  /** Makes no sound at the peer's; by default what the message says. */
  readonly silent?: boolean
}

/**
 * All secret chats of an account, by their ids. Sends nothing and keeps nothing: after each call, keep the
 * `state` of the chat, then send what was returned, in that order (`invokeAfterMsgs`).
 */
export class SecretChats {
  readonly #crypto: SecretChatCrypto
  readonly #layer: number
  readonly #now: () => number
  readonly #states = new Map<number, SecretChatState>()

  constructor({ crypto, states = [], layer = newestLayer, now = unixTime }: SecretChatsOptions) {
    this.#crypto = crypto
    this.#layer = checkedLayer(layer)
    this.#now = now
    for (const state of states) this.#states.set(state.chatId, state)
  }

  /** What is known of a chat, as JSON has it. */
  state(peer: SecretChatPeer): SecretChatState {
    const chatId = peerIdOf(peer)
    const state = this.#states.get(chatId)
    if (!state) throw new SecretChatError('unknown-chat', `there is no secret chat ${String(chatId)}`)
    return state
  }

  /** How far a chat is; undefined for one that is not known here. */
  phase(peer: SecretChatPeer): SecretChatState['phase'] | undefined {
    return this.#states.get(peerIdOf(peer))?.phase
  }

  states(): Iterable<SecretChatState> {
    return this.#states.values()
  }

  /** Asks a user for a chat. @param group of `messages.getDhConfig` */
  request(options: { userId: TypeInputUser; group: DhGroup }): RequestEncryption {
    const { state, request } = requestChat({ ...options, layer: this.#layer }, this.#context())
    this.#states.set(state.chatId, state)
    return request
  }

  /**
   * Accepts a chat that another user asked for. The same request, if it comes again before the server has confirmed
   * the answer, gets the same answer.
   * @param group of `messages.getDhConfig`
   * @throws SecretChatError `wrong-phase` for a chat that goes on already: see {@link phase}
   */
  accept(options: { chat: EncryptedChatRequested; group: DhGroup }): AcceptEncryption {
    const known = this.#states.get(options.chat.id)
    const { state, request } =
      known && known.phase !== 'ended'
        ? acceptAgain(known, options.chat, this.#context())
        : acceptChat({ ...options, layer: this.#layer }, this.#context())
    this.#states.set(state.chatId, state)
    return request
  }

  /**
   * Takes an update, or the chat that the server answered with. Undefined for what concerns no chat that is known
   * here; a chat that somebody asks for is up to the application: {@link accept} or `messages.discardEncryption`.
   */
  handle(update: TypeUpdate | TypeEncryptedChat): Outcome | undefined {
    // By name: the classes of all updates would come with that of one.
    if (update._ === 'updateNewEncryptedMessage') {
      const state = this.#states.get(update.message.chatId)
      return state && this.#keep(receiveMessage(state, update.message, this.#context()))
    }
    return this.#handleChat(update._ === 'updateEncryption' ? update.chat : update)
  }

  /** A message that the peer reads; a text that is too long for one becomes several. */
  sendEncrypted({ peer, ...message }: SendEncryptedOptions): readonly SendRequest[] {
    return this.#send(peer, { ...message, kind: 'message' })
  }

  /** A message with a file that was encrypted with the key of its media, and uploaded. */
  sendEncryptedFile({
    peer,
    ...message
  }: SendEncryptedOptions & { readonly file: TypeInputEncryptedFile }): readonly SendRequest[] {
    return this.#send(peer, { ...message, kind: 'file' })
  }

  /**
   * A message for the peer's client.
   * @throws SecretChatError `wrong-argument` for what the chat says by itself: layers, keys, what is missing
   */
  sendEncryptedService({
    peer,
    message,
  }: {
    readonly peer: SecretChatPeer
    readonly message: DecryptedMessageService
  }): readonly SendRequest[] {
    return this.#send(peer, { message, kind: 'service' })
  }

  /** Deletes messages at the peer's. */
  deleteMessages(peer: SecretChatPeer, randomIds: readonly bigint[]): readonly SendRequest[] {
    return this.#keep(deleteMessages(this.state(peer), randomIds, this.#context())).requests
  }

  /** The server has answered the request of a message. */
  confirm({ peer, randomId }: SendRequest, answer?: TypeSentEncryptedMessage): void {
    const state = confirmSent(this.state(peer), randomId, answer)
    this.#states.set(state.chatId, state)
  }

  /** What the server may not have: to be sent after a start. Tells the peer of a new layer, too. */
  resume(peer: SecretChatPeer): readonly SendRequest[] {
    const state = this.state(peer)
    const pending = pendingRequests(state, this.#context())
    if (state.phase !== 'ready' || state.myLayer >= this.#layer) return pending
    return [...pending, ...this.#keep(setLayer(state, this.#layer, this.#context())).requests]
  }

  /** Asks again for messages that are missing for a while. */
  askAgain(peer: SecretChatPeer): readonly SendRequest[] {
    return this.#keep(askAgain(this.state(peer), this.#context())).requests
  }

  /** Asks for a new key before it is due. */
  renewKey(peer: SecretChatPeer): readonly SendRequest[] {
    return this.#keep(renewKey(this.state(peer), this.#context())).requests
  }

  /** Ends a chat. */
  discard(peer: SecretChatPeer, deleteHistory = false): readonly SecretChatRequest[] {
    return this.#keep(discardChat(this.state(peer), { deleteHistory })).requests
  }

  #handleChat(chat: TypeUpdate | TypeEncryptedChat): Outcome | undefined {
    if (chat._ === 'encryptedChatWaiting') {
      const state = this.#states.get(chat.id)
      if (state?.phase !== 'requested') return undefined
      return this.#keep({ state: chatWaiting(state, chat), requests: [], events: [] })
    }
    if (chat._ === 'encryptedChat') {
      const state = this.#states.get(chat.id)
      if (state?.phase !== 'requested' && state?.phase !== 'accepted') return undefined
      return this.#keep(confirmChat(state, chat, this.#context()))
    }
    if (chat._ !== 'encryptedChatDiscarded') return undefined
    const state = this.#states.get(chat.id)
    // The server knows it already.
    return state && this.#keep({ ...endOutcome(state, 'discarded'), requests: [] })
  }

  #send(peer: SecretChatPeer, message: NewMessage): readonly SendRequest[] {
    return this.#keep(sendMessage(this.state(peer), message, this.#context())).requests
  }

  #keep<Result extends Outcome>(outcome: Result): Result {
    this.#states.set(outcome.state.chatId, outcome.state)
    return outcome
  }

  #context(): SecretChatContext {
    return { crypto: this.#crypto, now: this.#now() }
  }
}

function unixTime(): number {
  return Math.floor(Date.now() / 1000)
}
