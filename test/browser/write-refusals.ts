// Values that have no bytes: engines find words of their own for a method that a value lacks, and ours must be the same.
import { InvokeWithLayer } from '../../generated/telegram/api/functions/invoke-with-layer.js'
import { SendEncrypted } from '../../generated/telegram/api/functions/messages/send-encrypted.js'
import { InputEncryptedChat } from '../../generated/telegram/api/types/input-encrypted-chat.js'
import { InputMediaUploadedPhoto } from '../../generated/telegram/api/types/input-media.js'
import { InputFile } from '../../generated/telegram/api/types/input-file.js'
import { InputPeerSelf } from '../../generated/telegram/api/types/input-peer.js'
import { JsonArray, JsonNull } from '../../generated/telegram/api/types/json-value.js'
import { FoundStickers } from '../../generated/telegram/api/types/messages/found-stickers.js'
import { MsgContainer } from '../../generated/telegram/mtproto/types/message-container.js'
import { RpcResult } from '../../generated/telegram/mtproto/types/rpc-result.js'
import { MsgsAck } from '../../generated/telegram/mtproto/types/msgs-ack.js'
import { ReqPqMulti } from '../../generated/telegram/mtproto/functions/req-pq-multi.js'
import { claim } from '../../generated/telegram/runtime/claim.js'
import { TlWriteError, type TlObject } from '../../generated/telegram/runtime/index.js'

/** What a JavaScript caller may give: the compiler would not let it through. */
const wrong = (value: unknown): never => claim<never>(value)

const peer = new InputEncryptedChat({ chatId: 1, accessHash: 2n })
const send = (fields: object): TlObject =>
  new SendEncrypted(wrong({ peer, randomId: 3n, data: Uint8Array.of(1), ...fields }))
const array = (value: unknown): TlObject => new JsonArray({ value: wrong(value) })
const file = new InputFile({ id: 1n, parts: 1, name: '', md5Checksum: '' })

const values: Readonly<Record<string, () => TlObject>> = {
  'no object': () => send({ peer: undefined }),
  'null for an object': () => send({ peer: null }),
  'a number for an object': () => send({ peer: 5 }),
  'a text for an object': () => send({ peer: 'inputEncryptedChat' }),
  'a bigint for an object': () => send({ peer: 5n }),
  'a function for an object': () => send({ peer: () => peer }),
  'a plain object': () => send({ peer: { _: 'inputEncryptedChat', chatId: 1, accessHash: 2n } }),
  'an object without a name': () => send({ peer: {} }),
  'a member of another union': () => send({ peer: new InputPeerSelf() }),
  'a member of another union in a vector': () => array([new JsonNull(), peer]),
  'a member of another union far within': () => array([array([array([array([peer])])])]),
  'no item': () => array([undefined]),
  'a hole': () => array(new Array<unknown>(2)),
  'no vector': () => array(undefined),
  'a set for a vector': () => array(new Set()),
  'no bare value': () => new MsgContainer({ messages: wrong([undefined]) }),
  'another bare value': () => new MsgContainer({ messages: wrong([peer]) }),
  'a type of a namespace': () => new RpcResult({ reqMsgId: 1n, result: wrong(array([null])) }),
  'no Object': () => new RpcResult({ reqMsgId: 1n, result: wrong(undefined) }),
  'no function': () => new InvokeWithLayer({ layer: 1, query: wrong(undefined) }),
  'a constructor for a function': () => new InvokeWithLayer({ layer: 1, query: wrong(peer) }),
  'a text for an int': () => new InvokeWithLayer({ layer: wrong('1'), query: wrong(peer) }),
  'an int too large': () => new InvokeWithLayer({ layer: 2 ** 31, query: wrong(peer) }),
  'a number for a long': () => send({ randomId: 3 }),
  'a long too large': () => new MsgsAck({ msgIds: [1n, 2n ** 63n] }),
  'a text for bytes': () => send({ data: 'AQ==' }),
  'a number for a text': () => new InputFile({ id: 1n, parts: 1, name: wrong(5), md5Checksum: '' }),
  'half of a surrogate pair': () => new InputFile({ id: 1n, parts: 1, name: 'a\ud83d', md5Checksum: '' }),
  'too few bytes': () => new ReqPqMulti({ nonce: new Uint8Array(15) }),
  'half of what a bit stands for': () => new InputMediaUploadedPhoto(wrong({ file, livePhoto: true })),
  'a wrong item of a type in a namespace': () =>
    new FoundStickers({ hash: 1n, nextOffset: 1, stickers: wrong([peer]) }),
  'what holds itself': () => {
    const outer = array([])
    Object.assign(outer, { value: [outer] })
    return outer
  },
}

/** What is said of each value, by what it is. */
export function writeRefusals(): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(values).map(([name, make]) => [name, messageOf(make)]))
}

function messageOf(make: () => TlObject): string {
  try {
    return `${String(make().toBytes().length)} bytes`
  } catch (error) {
    if (error instanceof TlWriteError) return error.message
    throw error
  }
}
