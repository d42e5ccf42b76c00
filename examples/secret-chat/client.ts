import * as nodeModule from 'node:crypto'
import {
  EncryptedChatRequested,
  EncryptedFile,
  InputEncryptedFileLocation,
  InputEncryptedFileUploaded,
  InputUser,
  UpdateEncryption,
  messages,
  readTypeUpdate,
  upload,
} from '../../generated/telegram/index.js'
import { decode, type TlMethod } from '../../generated/telegram/runtime/index.js'
import {
  DecryptedMessage,
  DecryptedMessageMediaDocument,
  DocumentAttributeFilename,
  type DecryptedMessageService,
} from '../../generated/telegram/secret/index.js'
import {
  SecretChats,
  checkFileFingerprint,
  decryptFile,
  encryptFile,
  fileFingerprint,
  newFileKey,
  parseState,
  randomLong,
  type Outcome,
  type SecretChatRequest,
} from '../../generated/telegram/secret-chat/index.js'
import { nodeCrypto } from '../../generated/telegram/secret-chat/node.js'
import type { FakeServer } from './server.js'

const crypto = nodeCrypto(nodeModule)
const partSize = 1024

/** An account of the application: it brings requests to the server, and keeps what must outlive it. */
export class Client {
  readonly name: string
  readonly #user: bigint
  readonly #server: FakeServer
  readonly #log: (line: string) => void
  #chats = new SecretChats({ crypto })
  /** Stands for the disk. */
  #disk: string[] = []
  #received: EncryptedFile | undefined

  constructor(name: string, user: bigint, server: FakeServer, log: (line: string) => void) {
    this.name = name
    this.#user = user
    this.#server = server
    this.#log = (line) => {
      log(`${name}: ${line}`)
    }
  }

  /** Asks somebody for a secret chat; its id. */
  ask(user: bigint): number {
    const userId = new InputUser({ userId: user, accessHash: 0n })
    const request = this.#chats.request({ userId, group: this.#group() })
    this.#save()
    this.#chats.handle(this.#invoke(request))
    return request.randomId
  }

  say(chatId: number, text: string): void {
    const message = new DecryptedMessage({ randomId: randomLong(), ttl: 0, message: text })
    this.#send(this.#chats.sendEncrypted({ peer: chatId, message }))
  }

  serve(chatId: number, message: DecryptedMessageService): void {
    this.#send(this.#chats.sendEncryptedService({ peer: chatId, message }))
  }

  /** Encrypts a file while it is uploaded, and sends its key. */
  async sendFile(chatId: number, fileName: string, content: Uint8Array): Promise<void> {
    const fileKey = newFileKey()
    const fileId = randomLong()
    let parts = 0
    for await (const bytes of encryptFile(pieces(content), fileKey, crypto)) {
      this.#invoke(new upload.SaveFilePart({ fileId, filePart: parts++, bytes }))
    }
    const keyFingerprint = fileFingerprint(fileKey, crypto)
    const file = new InputEncryptedFileUploaded({ id: fileId, parts, md5Checksum: '', keyFingerprint })
    const media = new DecryptedMessageMediaDocument({
      ...fileKey,
      ...{ thumb: new Uint8Array(), thumbW: 0, thumbH: 0, mimeType: 'text/plain', caption: '' },
      size: BigInt(content.length),
      attributes: [new DocumentAttributeFilename({ fileName })],
    })
    const message = new DecryptedMessage({ randomId: randomLong(), ttl: 0, message: '', media })
    this.#send(this.#chats.sendEncryptedFile({ peer: chatId, message, file }))
  }

  /** Ends a chat. */
  leave(chatId: number): void {
    this.#send(this.#chats.discard(chatId))
  }

  /** Begins again with what is on the disk. */
  restart(): void {
    const states = this.#disk.map(parseState)
    this.#chats = new SecretChats({ crypto, states })
    for (const { chatId } of states) this.#send(this.#chats.resume(chatId))
    this.#log('back after a restart')
  }

  /** Takes the updates that wait; whether there were any. */
  async update(): Promise<boolean> {
    const updates = this.#server.takeUpdates(this.#user)
    for (const bytes of updates) {
      const update = decode(bytes, readTypeUpdate)
      if (update instanceof UpdateEncryption && update.chat instanceof EncryptedChatRequested) {
        await this.#accept(update.chat)
      } else {
        await this.#take(this.#chats.handle(update))
      }
    }
    return updates.length > 0
  }

  /** Updates may come again: a chat that goes on already, or has ended, is not accepted anew. */
  async #accept(chat: EncryptedChatRequested): Promise<void> {
    const phase = this.#chats.phase(chat.id)
    if (phase !== undefined && phase !== 'accepted') return
    const request = this.#chats.accept({ chat, group: this.#group() })
    this.#save()
    await this.#take(this.#chats.handle(this.#invoke(request)))
  }

  async #take(outcome: Outcome | undefined): Promise<void> {
    if (!outcome) return
    for (const event of outcome.events) {
      if (event.kind === 'message') {
        const { media, message } = event.message
        this.#log(
          message.length > 40
            ? `reads ${String(message.length)} letters`
            : `reads ${JSON.stringify(message)}`,
        )
        if (event.file instanceof EncryptedFile && media instanceof DecryptedMessageMediaDocument) {
          await this.#download(event.file, media)
        }
      }
      if (event.kind === 'service') this.#log(`is told ${event.action._}`)
      if (event.kind === 'ready') this.#log('the chat is ready')
      if (event.kind === 'layer') this.#log(`the peer knows layer ${String(event.layer)}`)
      if (event.kind === 'key') this.#log('a new key is in use')
      if (event.kind === 'ended') this.#log(`the chat has ended: ${event.reason}`)
    }
    this.#send(outcome.requests)
  }

  async #download(file: EncryptedFile, media: DecryptedMessageMediaDocument): Promise<void> {
    checkFileFingerprint(file.keyFingerprint, media, crypto)
    const parts: Uint8Array[] = []
    for await (const part of decryptFile(this.#parts(file), media, Number(media.size), crypto))
      parts.push(part)
    const [name] = media.attributes
    const text = Buffer.concat(parts).toString()
    this.#log(`has ${name instanceof DocumentAttributeFilename ? name.fileName : ''}: ${text.slice(0, 20)}…`)
  }

  *#parts({ id, accessHash, size }: EncryptedFile): Generator<Uint8Array> {
    const location = new InputEncryptedFileLocation({ id, accessHash })
    for (let offset = 0n; offset < size; offset += BigInt(partSize)) {
      const part = this.#invoke(new upload.GetFile({ location, offset, limit: partSize }))
      if (part instanceof upload.File) yield part.bytes
    }
  }

  /** Keeps the state first: what was not sent then, `resume` sends after a restart. */
  #send(requests: readonly SecretChatRequest[]): void {
    this.#save()
    for (const request of requests) {
      if (request instanceof messages.DiscardEncryption) {
        this.#invoke(request)
      } else if ('data' in request) {
        this.#chats.confirm(request, this.#invoke<messages.TypeSentEncryptedMessage>(request))
      }
    }
    this.#save()
  }

  #save(): void {
    this.#disk = Array.from(this.#chats.states(), (state) => JSON.stringify(state))
  }

  #group(): messages.DhConfig {
    const config = this.#invoke(new messages.GetDhConfig({ version: 0, randomLength: 0 }))
    if (config instanceof messages.DhConfig) return config
    throw new Error('the server has no group')
  }

  /** Only bytes go to the server and come from it. */
  #invoke<Result>(method: TlMethod<Result>): Result {
    return method.decodeResult(this.#server.invoke(this.#user, method.toBytes()))
  }
}

function* pieces(content: Uint8Array): Generator<Uint8Array> {
  for (let at = 0; at < content.length; at += partSize) yield content.subarray(at, at + partSize)
}
