import {
  InitConnection,
  InputEncryptedChat,
  InputGroupCallStream,
  InputMediaPhoto,
  InputPeerSelf,
  InvokeAfterMsg,
  InvokeWithLayer,
  Message,
  PeerUser,
  help,
  messages,
  type Config,
  type TypeInputDocument,
  type TypeInputGroupCall,
  type TypeInputPeer,
  type TypeInputPhoto,
  type TypeMessage,
  type TypePeer,
  type TypeUpdates,
} from '../../generated/telegram/index.js'
import type { ResultOf } from '../../generated/telegram/runtime/index.js'
import { expectType, type Same } from './expect.js'

declare const reply: Uint8Array
declare const peer: TypeInputPeer
declare const message: TypeMessage

// A request takes its fields by name; a `true` flag and a conditional field may be left out.
const request = new messages.SendEncrypted({
  peer: new InputEncryptedChat({ chatId: 43, accessHash: -4156887774564n }),
  randomId: 7n,
  data: new Uint8Array(1),
})
expectType<Same<typeof request._, 'messages.sendEncrypted'>>()
expectType<Same<typeof request.silent, boolean | undefined>>()
expectType<Same<typeof request.randomId, bigint>>()
expectType<Same<ReturnType<typeof request.decodeResult>, messages.TypeSentEncryptedMessage>>()

// The class reads the result too.
const result = messages.SendEncrypted.decodeResult(reply)
expectType<Same<typeof result, messages.TypeSentEncryptedMessage>>()
if (result instanceof messages.SentEncryptedFile) expectType<Same<typeof result.date, number>>()
switch (result._) {
  case 'messages.sentEncryptedMessage':
    expectType<Same<typeof result, messages.SentEncryptedMessage>>()
    break
  case 'messages.sentEncryptedFile':
    expectType<Same<typeof result, messages.SentEncryptedFile>>()
    break
  default: {
    const none: never = result
    void none
  }
}

// The result of a wrapper is that of what it wraps, to the innermost.
const wrapped = new InvokeWithLayer({
  layer: 228,
  query: new InitConnection({
    apiId: 1,
    deviceModel: '',
    systemVersion: '',
    appVersion: '',
    systemLangCode: '',
    langPack: '',
    langCode: '',
    query: new help.GetConfig(),
  }),
})
expectType<Same<ReturnType<typeof wrapped.decodeResult>, Config>>()
expectType<Same<ResultOf<typeof wrapped>, Config>>()
expectType<Same<ResultOf<messages.SendMessage>, TypeUpdates>>()
const twice = new InvokeAfterMsg({
  msgId: 1n,
  query: new messages.GetDialogs({ offsetDate: 0, offsetId: 0, offsetPeer: peer, limit: 1, hash: 0n }),
})
expectType<Same<ResultOf<typeof twice>, messages.TypeDialogs>>()
// @ts-expect-error Only an instance knows the result of a wrapper.
InvokeWithLayer.decodeResult(reply)

// A result can be a plain value or a vector.
expectType<Same<ResultOf<messages.ReadEncryptedHistory>, boolean>>()
expectType<Same<ResultOf<messages.ReceivedQueue>, readonly bigint[]>>()

// The members of a type are told apart by `_`.
if (message._ === 'message') expectType<Same<typeof message, Message>>()
const self: TypeInputPeer = new InputPeerSelf()
void self

// A required field cannot be left out, and takes nothing of another type.
// @ts-expect-error chatId is missing
new InputEncryptedChat({ accessHash: 1n })
// @ts-expect-error a long is a bigint
new InputEncryptedChat({ chatId: 1, accessHash: 1 })
// @ts-expect-error a Peer is not an InputPeer
export const wrong: TypeInputPeer = new PeerUser({ userId: 1n })
// @ts-expect-error an object is not a value of the type, whatever its fields
export const literal: TypePeer = { _: 'peerUser', userId: 1n }

// Fields that share a bit come together, or not at all.
declare const call: TypeInputGroupCall
declare const photo: TypeInputPhoto
declare const video: TypeInputDocument
new InputGroupCallStream({ call, timeMs: 0n, scale: 0 })
new InputGroupCallStream({ call, timeMs: 0n, scale: 0, videoChannel: 1, videoQuality: 2 })
// @ts-expect-error videoQuality is missing
new InputGroupCallStream({ call, timeMs: 0n, scale: 0, videoChannel: 1 })
new InputMediaPhoto({ id: photo })
new InputMediaPhoto({ id: photo, spoiler: true, ttlSeconds: 1 })
new InputMediaPhoto({ id: photo, livePhoto: true, video })
new InputMediaPhoto({ id: photo, livePhoto: false })
// @ts-expect-error a video goes with livePhoto
new InputMediaPhoto({ id: photo, video })
// @ts-expect-error livePhoto goes with a video
new InputMediaPhoto({ id: photo, livePhoto: true })
