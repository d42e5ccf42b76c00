import { describe, expect, test } from 'vitest'
import { decode, TlLayerError, type TlObject } from '../../../generated/telegram/runtime/index.js'
import * as secret from '../../../generated/telegram/secret/index.js'
import { json } from '../../../generated/telegram/secret/json.js'
import { layers as plainLayers, type AtLayer } from '../../../generated/telegram/secret/layers.js'
import { encodeForLayer, layers, upgrade } from '../../../templates/secret-chat/index.js'
import { randomMessage, seeded } from './messages.js'

const bare = { randomId: 1n, ttl: 0, message: 'hello' }
const file = { size: 10, key: new Uint8Array(32), iv: new Uint8Array(32) }
const thumb = { thumb: new Uint8Array(), thumbW: 0, thumbH: 0 }

/** The message as a peer of a layer reads it. */
function asRead(message: secret.TypeDecryptedMessage, layer: number): secret.TypeDecryptedMessage {
  return decode(encodeForLayer(message, layer), secret.readTypeDecryptedMessage)
}

/** The error that says what a layer cannot say. */
function refusal(value: TlObject, layer: number): string | undefined {
  try {
    layers.toLayer(value, layer)
    return undefined
  } catch (error) {
    if (error instanceof TlLayerError) return error.message
    throw error
  }
}

describe('what a layer has', () => {
  test('the type of a layer has its newest forms and no others', () => {
    const at8: AtLayer<secret.TypeDecryptedMessage, 8> = new secret.DecryptedMessageService8({
      ...{ randomId: 1n, randomBytes: new Uint8Array(15) },
      action: new secret.DecryptedMessageActionFlushHistory(),
    })
    // @ts-expect-error a message of layer 73 is none of layer 45
    const wrong: AtLayer<secret.TypeDecryptedMessage, 45> = new secret.DecryptedMessage(bare)
    expect([at8._, wrong._]).toEqual(['decryptedMessageService8', 'decryptedMessage'])
  })

  test.each([
    ['decryptedMessage8', 8],
    ['decryptedMessage', 73],
    ['messageEntitySpoiler', 144],
    ['nothing', undefined],
  ])('%s is there since layer %s', (name, layer) => {
    expect(plainLayers.since(name)).toBe(layer)
  })

  test.each([
    [8, 'decryptedMessage8'],
    [16, 'decryptedMessage8'],
    [17, 'decryptedMessage17'],
    [44, 'decryptedMessage17'],
    [45, 'decryptedMessage45'],
    [72, 'decryptedMessage45'],
    [73, 'decryptedMessage'],
    [200, 'decryptedMessage'],
  ])('at layer %i a text is a %s', (layer, name) => {
    expect(asRead(new secret.DecryptedMessage(bare), layer)._).toBe(name)
  })
})

describe('what would be lost', () => {
  const entities = [new secret.MessageEntityBold({ offset: 0, length: 1 })]
  const spoiler = [new secret.MessageEntitySpoiler({ offset: 0, length: 1 })]
  const attributes = [new secret.DocumentAttributeAnimated()]
  const document = { ...thumb, ...file, mimeType: '', size: 5n, attributes, caption: '' }

  test.each([
    [
      new secret.DecryptedMessage({ ...bare, entities }),
      17,
      'entities are known from layer 45; the peer is at 17',
    ],
    [
      new secret.DecryptedMessage({ ...bare, silent: true }),
      66,
      'silent is known from layer 73; the peer is at 66',
    ],
    [new secret.DecryptedMessage({ ...bare, ttl: 5 }), 8, 'ttl is known from layer 17; the peer is at 8'],
    [
      new secret.DecryptedMessage({ ...bare, entities: spoiler }),
      101,
      'entities[0]: messageEntitySpoiler is known from layer 144; the peer is at 101',
    ],
    [
      new secret.DecryptedMessage({ ...bare, media: new secret.DecryptedMessageMediaWebPage({ url: '' }) }),
      23,
      'media: decryptedMessageMediaWebPage is known from layer 45; the peer is at 23',
    ],
    [
      new secret.DecryptedMessageMediaPhoto({ ...thumb, ...file, w: 1, h: 1, caption: 'c' }),
      44,
      'caption is known from layer 45; the peer is at 44',
    ],
    [
      new secret.DecryptedMessageMediaDocument(document),
      17,
      'attributes are known from layer 45; the peer is at 17',
    ],
    [
      new secret.DecryptedMessageMediaDocument({ ...document, size: 1n << 31n }),
      142,
      'size: 2147483648n needs a long, as size is one from layer 143; the peer is at 142',
    ],
    [
      new secret.DocumentAttributeSticker({
        alt: '',
        stickerset: new secret.InputStickerSetShortName({ shortName: 's' }),
      }),
      23,
      'stickerset is known from layer 45; the peer is at 23',
    ],
    [
      new secret.DecryptedMessageService({ randomId: 1n, action: new secret.DecryptedMessageActionNoop() }),
      19,
      'action: decryptedMessageActionNoop is known from layer 20; the peer is at 19',
    ],
  ])('%# is refused', (value, layer, message) => {
    expect(refusal(value, layer)).toBe(message)
  })
})

describe('what changed its place', () => {
  const named = new secret.DecryptedMessageMediaDocument({
    ...{ ...thumb, ...file, mimeType: 'text/plain', size: 10n, caption: '' },
    attributes: [new secret.DocumentAttributeFilename({ fileName: 'a.txt' })],
  })

  test('the name of a document is an attribute, and was a field', () => {
    const old = layers.toLayer(named, 17)
    expect(old).toMatchObject({ _: 'decryptedMessageMediaDocument8', fileName: 'a.txt', size: 10 })
    expect(layers.upgrade(old)).toEqual(named)
  })

  test.each([8, 17, 44])('the media of layer %i may be the empty one', (layer) => {
    const message = new secret.DecryptedMessage(bare)
    const old = asRead(message, layer)
    expect(old).toMatchObject({ media: { _: 'decryptedMessageMediaEmpty' } })
    expect(upgrade(old)).toEqual(message)
  })

  test('layer 8 has random bytes', () => {
    const old = asRead(new secret.DecryptedMessage(bare), 8)
    expect(old).toBeInstanceOf(secret.DecryptedMessage8)
    expect('randomBytes' in old && old.randomBytes.length).toBe(15)
  })

  test('videos and voice messages had one type', () => {
    const video = new secret.DecryptedMessageMediaVideo8({ ...thumb, ...file, duration: 1, w: 2, h: 3 })
    expect(layers.upgrade(video)).toMatchObject({ mimeType: 'video/mp4', caption: '' })
    const voice = new secret.DecryptedMessageMediaAudio({ ...file, duration: 1, mimeType: 'audio/ogg' })
    expect(layers.toLayer(voice, 8)._).toBe('decryptedMessageMediaAudio8')
    const mp3 = new secret.DecryptedMessageMediaAudio({ ...file, duration: 1, mimeType: 'audio/mpeg' })
    expect(refusal(mp3, 8)).toBe('mimeType is known from layer 17; the peer is at 8')
  })

  test('a sticker of layer 23 has no set', () => {
    const sticker = layers.upgrade(new secret.DocumentAttributeSticker23())
    expect(sticker).toMatchObject({ alt: '', stickerset: { _: 'inputStickerSetEmpty' } })
    expect(layers.toLayer(sticker, 23)._).toBe('documentAttributeSticker23')
  })

  test('an audio of layer 45 always has a title', () => {
    const audio = new secret.DocumentAttributeAudio({ duration: 5 })
    const old = layers.toLayer(audio, 45)
    expect(old).toMatchObject({ _: 'documentAttributeAudio45', title: '', performer: '' })
    expect(layers.upgrade(old)).toEqual(audio)
  })
})

/** Every name of the constructors in a value. */
function namesIn(value: unknown): readonly string[] {
  if (typeof value !== 'object' || value === null) return []
  const inner = Object.values(value).flatMap(namesIn)
  return '_' in value && typeof value._ === 'string' ? [value._, ...inner] : inner
}

test('down and up again is the same, and holds nothing that the layer does not know', () => {
  const random = seeded(1)
  let said = 0
  for (let round = 0; round < 1000; round++) {
    const message = randomMessage(random)
    for (const layer of [8, 17, 20, 23, 45, 46, 66, 73, 101, 143, 144]) {
      if (refusal(message, layer) !== undefined) continue
      said++
      const old = asRead(message, layer)
      expect(upgrade(old)).toEqual(message)
      for (const name of namesIn(json.toJson(old))) expect(layers.since(name)).toBeLessThanOrEqual(layer)
    }
  }
  expect(said).toBeGreaterThan(3000)
})
