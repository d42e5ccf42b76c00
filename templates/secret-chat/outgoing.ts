import { SendEncryptedFile } from '../../generated/telegram/api/functions/messages/send-encrypted-file.js'
import { SendEncryptedService } from '../../generated/telegram/api/functions/messages/send-encrypted-service.js'
import { SendEncrypted } from '../../generated/telegram/api/functions/messages/send-encrypted.js'
import {
  readTypeInputEncryptedFile,
  type TypeInputEncryptedFile,
} from '../../generated/telegram/api/types/input-encrypted-file.js'
import { decode } from '../../generated/telegram/runtime/decode.js'
import {
  DecryptedMessageActionDeleteMessages,
  DecryptedMessageActionNotifyLayer,
  DecryptedMessageLayer,
  DecryptedMessageService,
  type TypeDecryptedMessage,
  type TypeDecryptedMessageAction,
  readTypeDecryptedMessage,
} from '../../generated/telegram/secret/index.js'
import { randomBytes, randomLong, type SecretChatCrypto } from './crypto.js'
import { encodeForLayer } from './layer-rules.js'
import type { SendRequest } from './outcome.js'
import { encryptPayload } from './payload.js'
import {
  bytesToText,
  currentLayer,
  newEncryptionLayer,
  optional,
  peerOf,
  textToBytes,
  type ChatKey,
  type ReadyChat,
  type SentKind,
  type SentMessage,
} from './state.js'

/** A message on its way out. */
export interface Outgoing {
  readonly message: TypeDecryptedMessage
  readonly kind: SentKind
  readonly silent?: boolean
  readonly file?: TypeInputEncryptedFile
}

/** A state with the messages that it now holds, to be sent in this order. */
export interface Queued {
  readonly state: ReadyChat
  readonly sent: readonly SentMessage[]
}

/**
 * Gives a message its sequence number, which never changes afterwards, and puts it into the outbox.
 * @throws TlLayerError for a message that the peer's layer cannot say
 */
export function queueMessage(state: ReadyChat, { message, kind, silent = false, file }: Outgoing): Queued {
  const layer = currentLayer(state)
  const whole = new DecryptedMessageLayer({
    // At least 15, so that the text is not known from its beginning.
    randomBytes: randomBytes(15),
    layer,
    // Each side's numbers have a parity of their own, so that none of them can be sent back to it.
    inSeqNo: 2 * state.received + (state.originator ? 0 : 1),
    outSeqNo: 2 * state.sent + (state.originator ? 1 : 0),
    message: atLayer(message, layer),
  })
  const item: SentMessage = {
    seqNo: state.sent,
    randomId: String(message.randomId),
    kind,
    silent,
    ...optional('file', file && bytesToText(file.toBytes())),
    plain: bytesToText(whole.toBytes()),
    confirmed: false,
  }
  const key = { ...state.key, uses: state.key.uses + 1 }
  return { state: { ...state, key, sent: state.sent + 1, outbox: [...state.outbox, item] }, sent: [item] }
}

/** A message within the layer that holds it. */
function atLayer(message: TypeDecryptedMessage, layer: number): TypeDecryptedMessage {
  return decode(encodeForLayer(message, layer), readTypeDecryptedMessage)
}

export function queueAction(state: ReadyChat, action: TypeDecryptedMessageAction): Queued {
  const message = new DecryptedMessageService({ randomId: randomLong(), action })
  return queueMessage(state, { message, kind: 'service' })
}

/** Tells the peer which layer this side knows. */
export function queueLayer(state: ReadyChat): Queued {
  const queued = queueAction(state, new DecryptedMessageActionNotifyLayer({ layer: state.myLayer }))
  if (state.myLayer < newEncryptionLayer || state.announced !== undefined) return queued
  return { ...queued, state: { ...queued.state, announced: state.sent } }
}

/** The request that brings a message of the outbox to the server, encrypted for the peer as it is known now. */
export function requestOf(state: ReadyChat, item: SentMessage, crypto: SecretChatCrypto): SendRequest {
  const data = encryptPayload(
    textToBytes(item.plain),
    {
      key: textToBytes(keyFor(state, item).bytes),
      version: state.peerLayer >= newEncryptionLayer ? 2 : 1,
      fromOriginator: state.originator,
    },
    crypto,
  )
  const fields = { peer: peerOf(state), randomId: BigInt(item.randomId), data }
  if (item.kind === 'service') return new SendEncryptedService(fields)
  if (item.file === undefined) return new SendEncrypted({ ...fields, silent: item.silent })
  const file = decode(textToBytes(item.file), readTypeInputEncryptedFile)
  return new SendEncryptedFile({ ...fields, silent: item.silent, file })
}

/** What was said before a change of keys goes out with the old one for as long as the peer may need that. */
function keyFor({ key, previousKey }: ReadyChat, { seqNo }: SentMessage): ChatKey {
  return previousKey && seqNo <= previousKey.until ? previousKey : key
}

/**
 * Takes messages back that the user deleted before the peer acknowledged them: what is sent again of them is no more
 * than their own deletion, and a new message deletes what may have arrived. End-to-end, "deleting unacknowledged
 * messages".
 */
export function queueDeletion(state: ReadyChat, randomIds: readonly bigint[]): Queued {
  const deleted = new Set(randomIds.map(String))
  const outbox = state.outbox.map((item) =>
    deleted.has(item.randomId) && item.kind !== 'service' ? emptied(item) : item,
  )
  return queueAction({ ...state, outbox }, new DecryptedMessageActionDeleteMessages({ randomIds }))
}

function emptied({ seqNo, randomId, plain, confirmed }: SentMessage): SentMessage {
  const { layer, inSeqNo, outSeqNo } = DecryptedMessageLayer.fromBytes(textToBytes(plain))
  const randomIds = [BigInt(randomId)]
  const action = new DecryptedMessageActionDeleteMessages({ randomIds })
  const message = new DecryptedMessageService({ randomId: BigInt(randomId), action })
  const after = new DecryptedMessageLayer({ randomBytes: randomBytes(15), layer, inSeqNo, outSeqNo, message })
  return { seqNo, randomId, plain: bytesToText(after.toBytes()), confirmed, kind: 'service', silent: true }
}
