import {
  EncryptedChat,
  EncryptedChatDiscarded,
  EncryptedChatRequested,
  EncryptedChatWaiting,
  EncryptedFile,
  EncryptedFileEmpty,
  EncryptedMessage,
  EncryptedMessageService,
  InputEncryptedFile,
  InputEncryptedFileLocation,
  InputEncryptedFileUploaded,
  InputUser,
  UpdateEncryption,
  UpdateNewEncryptedMessage,
  messages,
  storage,
  upload,
  type TypeEncryptedChat,
  type TypeEncryptedFile,
  type TypeEncryptedMessage,
  type TypeUpdate,
} from '../../generated/telegram/index.js'
import { registry } from '../../generated/telegram/api/registry.js'
import {
  Writer,
  decode,
  readObject,
  writeBool,
  type TlObject,
} from '../../generated/telegram/runtime/index.js'

const prime = Buffer.from(
  'c71caeb9c6b1c9048e6c522f70f13f73980d40238e3e21c14934d037563d930f48198a0aa7c14058229493d22530f4dbfa336f6e0ac9' +
    '25139543aed44cce7c3720fd51f69458705ac68cd4fe6b6b13abdc9746512969328454f18faf8c595f642477fe96bb2a941d5bcd1d4a' +
    'c8cc49880708fa9b378e3c4f3a9060bee67cf9a4a4a695811051907e162753b56b0f6b410dba74d8a84b2a14b3144e0ef1284754fd17' +
    'ed950d5965b4b9dd46582db1178d169c6bc465b0d6ff9ca3928fef5b9ae4e418fc15e83ebea0f87fa9ff5eed70050ded2849f47bf959' +
    'd956850ce929851f0d8115f635b105ee2e4e15d04b2454bf6f4fadf034b10403119cd8e3b92fcc5b',
  'hex',
)

/** When everything happens. */
const date = 1_700_000_000

interface Chat {
  readonly id: number
  readonly admin: bigint
  readonly participant: bigint
  readonly gA: Uint8Array
}

/**
 * What Telegram's servers do for secret chats: they carry bytes that they cannot read. Requests come in as bytes, and
 * answers and updates go out as bytes.
 */
export class FakeServer {
  readonly #chats = new Map<number, Chat>()
  readonly #files = new Map<bigint, Uint8Array[]>()
  readonly #stored = new Map<bigint, TypeEncryptedFile>()
  readonly #updates = new Map<bigint, Uint8Array[]>()
  #qts = 0

  /** What has happened to a user since the last call. */
  takeUpdates(user: bigint): readonly Uint8Array[] {
    const updates = this.#updates.get(user) ?? []
    this.#updates.delete(user)
    return updates
  }

  /** Answers a request of a user. */
  invoke(user: bigint, request: Uint8Array): Uint8Array {
    const method = decode(request, readObject, { registry })
    const answer = this.#answer(user, method)
    if (typeof answer !== 'boolean') return answer.toBytes()
    const writer = new Writer()
    writeBool(writer, answer)
    return writer.toBytes()
  }

  #answer(user: bigint, method: TlObject): TlObject | boolean {
    if (method instanceof messages.GetDhConfig) {
      return new messages.DhConfig({
        g: 3,
        p: prime,
        version: 1,
        random: new Uint8Array(method.randomLength),
      })
    }
    if (method instanceof messages.RequestEncryption) return this.#request(user, method)
    if (method instanceof messages.AcceptEncryption) return this.#accept(method)
    if (method instanceof messages.DiscardEncryption) return this.#discard(user, method)
    if (method instanceof upload.SaveFilePart) return this.#savePart(method)
    if (method instanceof upload.GetFile) return this.#getFile(method)
    return this.#send(user, method)
  }

  #request(admin: bigint, { userId, randomId, gA }: messages.RequestEncryption): TypeEncryptedChat {
    if (!(userId instanceof InputUser)) throw new Error('USER_ID_INVALID')
    const chat = { id: randomId, admin, participant: userId.userId, gA }
    this.#chats.set(chat.id, chat)
    const fields = { id: chat.id, date, adminId: admin, participantId: chat.participant }
    const requested = new EncryptedChatRequested({ ...fields, accessHash: chat.participant, gA })
    this.#tell(chat.participant, requested)
    // Updates may come twice, after a new connection for one.
    this.#tell(chat.participant, requested)
    return new EncryptedChatWaiting({ ...fields, accessHash: admin })
  }

  #accept({ peer, gB, keyFingerprint }: messages.AcceptEncryption): TypeEncryptedChat {
    const { id, admin, participant, gA } = this.#chat(peer.chatId)
    const fields = { id, date, adminId: admin, participantId: participant, keyFingerprint }
    this.#tell(admin, new EncryptedChat({ ...fields, accessHash: admin, gAOrB: gB }))
    return new EncryptedChat({ ...fields, accessHash: participant, gAOrB: gA })
  }

  #discard(user: bigint, { chatId, deleteHistory }: messages.DiscardEncryption): boolean {
    const historyDeleted = deleteHistory === true
    this.#tell(this.#otherSide(chatId, user), new EncryptedChatDiscarded({ id: chatId, historyDeleted }))
    return this.#chats.delete(chatId)
  }

  /** Carries a message to the other side. */
  #send(user: bigint, method: TlObject): TlObject {
    if (method instanceof messages.SendEncryptedService) {
      const { randomId, peer, data: bytes } = method
      const message = new EncryptedMessageService({ randomId, chatId: peer.chatId, date, bytes })
      return this.#carry(user, message, new messages.SentEncryptedMessage({ date }))
    }
    if (!(method instanceof messages.SendEncrypted || method instanceof messages.SendEncryptedFile)) {
      throw new Error(`METHOD_INVALID: ${method._}`)
    }
    const { randomId, peer, data: bytes } = method
    const file = method instanceof messages.SendEncryptedFile ? this.#store(method) : new EncryptedFileEmpty()
    const message = new EncryptedMessage({ randomId, chatId: peer.chatId, date, bytes, file })
    const sent =
      file instanceof EncryptedFile
        ? new messages.SentEncryptedFile({ date, file })
        : new messages.SentEncryptedMessage({ date })
    return this.#carry(user, message, sent)
  }

  #carry(user: bigint, message: TypeEncryptedMessage, sent: TlObject): TlObject {
    const update = new UpdateNewEncryptedMessage({ message, qts: ++this.#qts })
    this.#push(this.#otherSide(message.chatId, user), update)
    return sent
  }

  #store({ file }: messages.SendEncryptedFile): TypeEncryptedFile {
    if (file instanceof InputEncryptedFile) return this.#stored.get(file.id) ?? new EncryptedFileEmpty()
    if (!(file instanceof InputEncryptedFileUploaded)) throw new Error('FILE_EMTPY')
    const size = (this.#files.get(file.id) ?? []).reduce((sum, part) => sum + part.length, 0)
    const { id, keyFingerprint } = file
    const stored = new EncryptedFile({ id, accessHash: id, size: BigInt(size), dcId: 2, keyFingerprint })
    this.#stored.set(id, stored)
    return stored
  }

  #savePart({ fileId, filePart, bytes }: upload.SaveFilePart): boolean {
    const parts = this.#files.get(fileId) ?? []
    parts[filePart] = bytes
    this.#files.set(fileId, parts)
    return true
  }

  #getFile({ location, offset, limit }: upload.GetFile): TlObject {
    if (!(location instanceof InputEncryptedFileLocation)) throw new Error('LOCATION_INVALID')
    const whole = Buffer.concat(this.#files.get(location.id) ?? [])
    const bytes = whole.subarray(Number(offset), Number(offset) + limit)
    return new upload.File({ type: new storage.FileUnknown(), mtime: date, bytes })
  }

  #chat(id: number): Chat {
    const chat = this.#chats.get(id)
    if (!chat) throw new Error('CHAT_ID_INVALID')
    return chat
  }

  #otherSide(chatId: number, user: bigint): bigint {
    const { admin, participant } = this.#chat(chatId)
    return user === admin ? participant : admin
  }

  #tell(user: bigint, chat: TypeEncryptedChat): void {
    this.#push(user, new UpdateEncryption({ chat, date }))
  }

  #push(user: bigint, update: TypeUpdate): void {
    this.#updates.set(user, [...(this.#updates.get(user) ?? []), update.toBytes()])
  }
}
