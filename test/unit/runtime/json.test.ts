import { describe, expect, it } from 'vitest'
import { metadata } from '../../../generated/telegram/api/metadata.js'
import * as input from '../../../generated/telegram/api/types/input-media.js'
import { InputEncryptedChat } from '../../../generated/telegram/api/types/input-encrypted-chat.js'
import { InputFile } from '../../../generated/telegram/api/types/input-file.js'
import { JsonArray, JsonNull, JsonNumber } from '../../../generated/telegram/api/types/json-value.js'
import { Message as ApiMessage } from '../../../generated/telegram/api/types/message.js'
import { MessageMediaUnsupported } from '../../../generated/telegram/api/types/message-media.js'
import { PeerUser } from '../../../generated/telegram/api/types/peer.js'
import { UpdateNewMessage } from '../../../generated/telegram/api/types/update.js'
import { Updates } from '../../../generated/telegram/api/types/updates.js'
import { SendEncrypted } from '../../../generated/telegram/api/functions/messages/send-encrypted.js'
import { metadata as mtprotoMetadata } from '../../../generated/telegram/mtproto/metadata.js'
import { Message as Envelope } from '../../../generated/telegram/mtproto/types/message.js'
import { TlJsonError } from '../../../generated/telegram/runtime/errors.js'
import { JsonCodec, type Json } from '../../../generated/telegram/runtime/json.js'
import { parseJson } from '../../support/json.js'
import { thrownBy } from './load.js'

const apiClasses = [
  ...[ApiMessage, InputEncryptedChat, InputFile, JsonArray, JsonNull, JsonNumber, MessageMediaUnsupported],
  ...[PeerUser, SendEncrypted, UpdateNewMessage, Updates, input.InputMediaUploadedPhoto],
]
const api = new JsonCodec(metadata, apiClasses)

const peer = new InputEncryptedChat({ chatId: 1, accessHash: -(2n ** 63n) })
const request = new SendEncrypted({ silent: true, peer, randomId: 2n ** 63n - 1n, data: Uint8Array.of(1, 2) })
const message = new ApiMessage({
  ...{ id: 1, peerId: new PeerUser({ userId: 7n }), date: 2, message: 'x', entities: [] },
  media: new MessageMediaUnsupported(),
})
const updates = new Updates({
  updates: [0, 1, 2, 3].map((pts) => new UpdateNewMessage({ message, pts, ptsCount: 1 })),
  ...{ users: [], chats: [], date: 0, seq: 0 },
})

const written = {
  _: 'messages.sendEncrypted',
  silent: true,
  peer: { _: 'inputEncryptedChat', chat_id: 1, access_hash: '-9223372036854775808' },
  random_id: '9223372036854775807',
  data: 'AQI=',
}

const refusal = (run: () => unknown): TlJsonError => {
  const error = thrownBy(run)
  if (error instanceof TlJsonError) return error
  throw error
}

it('uses the names of the schema', () => {
  expect(api.toJson(request)).toEqual(written)
  expect(api.fromJson(SendEncrypted, written)).toEqual(request)
  expect(parseJson(api.inspect(request))).toEqual(written)
})

it('leaves out flags that are not set, and conditional fields that are absent', () => {
  const quiet = new SendEncrypted({ peer, randomId: 1n, data: new Uint8Array() })
  expect(Object.keys(api.toJson(quiet))).toEqual(['_', 'peer', 'random_id', 'data'])
  expect(api.fromJson(SendEncrypted, { ...api.toJson(quiet), silent: false })).toEqual(quiet)
})

it.each([
  [NaN, 'NaN'],
  [Infinity, 'Infinity'],
  [-Infinity, '-Infinity'],
  [-0, '-0'],
  [0, 0],
  [5e-324, 5e-324],
])('writes the double %s as %j', (value, json) => {
  const number = new JsonNumber({ value })
  expect(api.toJson(number)).toEqual({ _: 'jsonNumber', value: json })
  const text = JSON.stringify(api.toJson(number))
  expect(Object.is(api.fromJson(JsonNumber, parseJson(text)).value, value)).toBe(true)
})

describe('refusals', () => {
  const withField = (fields: { readonly [name: string]: Json }): Json => ({ ...written, ...fields })
  const without = (name: string): Json =>
    Object.fromEntries(Object.entries(written).filter(([key]) => key !== name))

  it.each<[string, Json, string]>([
    ['a long that is a number', withField({ random_id: 1 }), 'random_id: 1 is not a long'],
    ['a long that is no integer', withField({ random_id: '1.5' }), 'random_id: "1.5" is not a long'],
    ['an empty long', withField({ random_id: '' }), 'random_id: "" is not a long'],
    ['a hexadecimal long', withField({ random_id: '0x10' }), 'random_id: "0x10" is not a long'],
    [
      'a long beyond 64 bits',
      withField({ random_id: '9223372036854775808' }),
      'random_id: "9223372036854775808" is not a long',
    ],
    ['bytes that are not base64', withField({ data: 'A' }), 'data: "A" is not a bytes'],
    ['bytes in another alphabet', withField({ data: '-_==' }), 'data: "-_==" is not a bytes'],
    ['bytes with bits left over', withField({ data: 'AR==' }), 'data: "AR==" is not a bytes'],
    ['bytes with spaces', withField({ data: 'AQ I' }), 'data: "AQ I" is not a bytes'],
    ['a flag that is a number', withField({ silent: 1 }), 'silent: 1 is not a flag'],
    ['a field that is null', withField({ data: null }), 'data: null is not a bytes'],
    [
      'a field that the schema does not have',
      withField({ extra: 1 }),
      'extra: messages.sendEncrypted has no such field',
    ],
    [
      'a field by its property',
      withField({ randomId: '1' }),
      'randomId: messages.sendEncrypted has no such field',
    ],
    ['a missing field', without('data'), 'data: messages.sendEncrypted needs this field'],
    ['a missing name', without('_'), 'an object needs its name: `_`'],
    ['an unknown name', withField({ _: 'nothing' }), 'the schema has no "nothing"'],
    ['a name from every object', withField({ _: 'constructor' }), 'the schema has no "constructor"'],
    ['an object that is a text', withField({ peer: 'x' }), 'peer: "x" is not an object'],
    ['an object that is null', withField({ peer: null }), 'peer: null is not an object'],
    ['an object that is an array', withField({ peer: [] }), 'peer: an array of 0 is not an object'],
    [
      'an int that is a text',
      withField({ peer: { _: 'inputEncryptedChat', chat_id: '1', access_hash: '1' } }),
      'peer.chat_id: "1" is not a number',
    ],
    [
      'an int with a fraction',
      withField({ peer: { _: 'inputEncryptedChat', chat_id: 1.5, access_hash: '1' } }),
      'peer.chat_id: 1.5 is not a number',
    ],
  ])('%s', (_, json, problem) => {
    expect(refusal(() => api.fromJson(SendEncrypted, json)).message).toBe(problem)
  })

  it.each<[string, Json, string]>([
    [
      'an int out of range',
      withField({ peer: { _: 'inputEncryptedChat', chat_id: 2 ** 31, access_hash: '1' } }),
      'peer.chat_id: 2147483648 is not an int of 32 bits (in inputEncryptedChat)',
    ],
    [
      'a member of another type',
      withField({ peer: { _: 'peerUser', user_id: '1' } }),
      'peer: peerUser is not a InputEncryptedChat (in messages.sendEncrypted)',
    ],
  ])('%s', (_, json, problem) => {
    expect(refusal(() => api.fromJson(SendEncrypted, json)).message).toBe(problem)
  })

  it('half of what shares a bit', () => {
    const file = { _: 'inputFile', id: '1', parts: 1, name: '', md5_checksum: '' }
    expect(
      refusal(() =>
        api.fromJson(input.InputMediaUploadedPhoto, { _: 'inputMediaUploadedPhoto', file, live_photo: true }),
      ).message,
    ).toBe('livePhoto, video stand or fall together, for they share a bit (in inputMediaUploadedPhoto)')
  })

  it('half of a surrogate pair', () => {
    const file = { _: 'inputFile', id: '1', parts: 1, name: '', md5_checksum: '\ud800' }
    expect(
      refusal(() => api.fromJson(input.InputMediaUploadedPhoto, { _: 'inputMediaUploadedPhoto', file })).path,
    ).toBe('file.md5_checksum')
  })

  it.each<[string, Json]>([
    ['null', null],
    ['a number', 1],
    ['a text', '{}'],
    ['an array', []],
  ])('%s instead of an object', (_, json) => {
    expect(refusal(() => api.fromJson(SendEncrypted, json)).message).toMatch(/ is not an object$/)
  })

  it('an object of another class', () => {
    expect(refusal(() => api.fromJson(InputEncryptedChat, written)).message).toBe(
      'messages.sendEncrypted is not inputEncryptedChat',
    )
  })

  it('something deep inside, with the way to it', () => {
    const text = JSON.stringify(api.toJson(updates))
    const at = text.lastIndexOf('"messageMediaUnsupported"')
    const json = parseJson(
      `${text.slice(0, at)}"nothing"${text.slice(at + '"messageMediaUnsupported"'.length)}`,
    )
    const error = refusal(() => api.fromJson(Updates, json))
    expect(error.path).toBe('updates[3].message.media')
    expect(error.message).toBe('updates[3].message.media: the schema has no "nothing"')
  })

  it('`__proto__` as a field', () => {
    const text = JSON.stringify(written).replace('"silent"', '"__proto__"')
    expect(refusal(() => api.fromJson(SendEncrypted, parseJson(text))).path).toBe('__proto__')
  })

  it('too deep a nesting', () => {
    const open = '{"_":"jsonArray","value":['
    const deep = (depth: number): Json =>
      parseJson(`${open.repeat(depth)}{"_":"jsonNull"}${']}'.repeat(depth)}`)
    expect(api.fromJson(JsonArray, deep(150))).toBeInstanceOf(JsonArray)
    expect(refusal(() => api.fromJson(JsonArray, deep(1000))).problem).toBe('nested deeper than allowed')
  })

  it('a value that has no JSON', () => {
    const bad = new SendEncrypted({ peer, randomId: 1n, data: new Uint8Array() })
    Object.assign(bad, { randomId: 5 })
    expect(refusal(() => api.toJson(bad)).message).toBe('randomId: 5 is not a long')
    expect(
      refusal(() => api.toJson(new Envelope({ msgId: 1n, seqno: 1, bytes: 0, body: peer }))).message,
    ).toBe('the schema has no "message"')
  })
})

describe('a schema that carries another', () => {
  const mtproto = new JsonCodec(mtprotoMetadata, [Envelope], api)

  it('has a name that both have', () => {
    const envelope = new Envelope({ msgId: 1n, seqno: 2, bytes: 3, body: updates })
    const json = mtproto.toJson(envelope)
    expect(json['_']).toBe('message')
    expect(mtproto.fromJson(Envelope, parseJson(JSON.stringify(json)))).toEqual(envelope)
  })

  it('has inside what it has a namesake of', () => {
    const envelope = new Envelope({ msgId: 1n, seqno: 2, bytes: 3, body: message })
    const json = mtproto.toJson(envelope)
    expect(json['body']).toHaveProperty('_', `message#${ApiMessage.id.toString(16).padStart(8, '0')}`)
    expect(mtproto.fromJson(Envelope, parseJson(JSON.stringify(json)))).toEqual(envelope)
    // The id may stand there anyway, if it is right.
    const name = `message#${Envelope.id.toString(16)}`
    expect(mtproto.fromJson(Envelope, { ...json, _: name })).toEqual(envelope)
    expect(refusal(() => mtproto.fromJson(Envelope, { ...json, _: 'message#00000001' })).message).toBe(
      'the schema has no "message#00000001"',
    )
  })

  it('has itself inside', () => {
    const inner = new Envelope({ msgId: 1n, seqno: 2, bytes: 3, body: peer })
    const envelope = new Envelope({ msgId: 4n, seqno: 5, bytes: 6, body: inner })
    expect(mtproto.fromJson(Envelope, mtproto.toJson(envelope))).toEqual(envelope)
  })
})
