import * as secret from '../../../generated/telegram/secret/index.js'

/** A generator of numbers from 0 to 1 that gives the same ones again: mulberry32. */
export function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 0x1_0000_0000
  }
}

export function pick<Item>(items: readonly Item[], random: () => number): Item {
  const item = items[Math.floor(random() * items.length)]
  if (item === undefined) throw new Error('nothing to pick from')
  return item
}

const file = { size: 1000, key: new Uint8Array(32).fill(1), iv: new Uint8Array(32).fill(2) }
const thumb = { thumb: new Uint8Array([1, 2, 3]), thumbW: 90, thumbH: 60 }
const size = { w: 640, h: 480 }
const attributes = [
  new secret.DocumentAttributeFilename({ fileName: 'notes.txt' }),
  new secret.DocumentAttributeVideo({ duration: 3, w: 4, h: 5 }),
]

/** Every kind of media. */
export const medias: readonly secret.TypeDecryptedMessageMedia[] = [
  new secret.DecryptedMessageMediaPhoto({ ...thumb, ...size, ...file, caption: '' }),
  new secret.DecryptedMessageMediaPhoto({ ...thumb, ...size, ...file, caption: 'a caption' }),
  new secret.DecryptedMessageMediaVideo({
    ...thumb,
    ...size,
    ...file,
    duration: 9,
    mimeType: 'video/mp4',
    caption: '',
  }),
  new secret.DecryptedMessageMediaGeoPoint({ lat: 52.5, long: 13.4 }),
  new secret.DecryptedMessageMediaContact({ phoneNumber: '1', firstName: 'A', lastName: 'B', userId: 7 }),
  new secret.DecryptedMessageMediaDocument({
    ...thumb,
    ...file,
    ...{ size: 1000n, mimeType: 'text/plain', attributes, caption: '' },
  }),
  new secret.DecryptedMessageMediaDocument({
    ...thumb,
    ...file,
    ...{ size: 5_000_000_000n, mimeType: 'text/plain', attributes: [], caption: '' },
  }),
  new secret.DecryptedMessageMediaAudio({ ...file, duration: 4, mimeType: 'audio/ogg' }),
  new secret.DecryptedMessageMediaVenue({
    ...{ lat: 1, long: 2, title: 'T', address: 'A', provider: 'P', venueId: 'V' },
  }),
  new secret.DecryptedMessageMediaWebPage({ url: 'https://example.org' }),
  new secret.DecryptedMessageMediaExternalDocument({
    ...{ id: 1n, accessHash: 2n, date: 3, mimeType: 'image/webp', size: 4, dcId: 2 },
    ...{
      thumb: new secret.PhotoSizeEmpty({ type: 's' }),
      attributes: [new secret.DocumentAttributeAnimated()],
    },
  }),
]

export const entities: readonly (readonly secret.TypeMessageEntity[])[] = [
  [
    new secret.MessageEntityBold({ offset: 0, length: 2 }),
    new secret.MessageEntityUrl({ offset: 1, length: 1 }),
  ],
  [new secret.MessageEntityUnderline({ offset: 0, length: 1 })],
  [new secret.MessageEntitySpoiler({ offset: 0, length: 1 })],
]

/** Actions that concern the application. */
export const actions: readonly ((random: () => number) => secret.TypeDecryptedMessageAction)[] = [
  () => new secret.DecryptedMessageActionSetMessageTTL({ ttlSeconds: 60 }),
  () => new secret.DecryptedMessageActionReadMessages({ randomIds: [1n, 2n] }),
  () => new secret.DecryptedMessageActionDeleteMessages({ randomIds: [3n] }),
  () => new secret.DecryptedMessageActionScreenshotMessages({ randomIds: [] }),
  () => new secret.DecryptedMessageActionFlushHistory(),
  () => new secret.DecryptedMessageActionTyping({ action: new secret.SendMessageTypingAction() }),
  () => new secret.DecryptedMessageActionTyping({ action: new secret.SendMessageRecordRoundAction() }),
]

let lastId = 0n

/** A message of any kind and of any layer; some of them an older peer cannot be told. */
export function randomMessage(
  random: () => number,
): secret.DecryptedMessage | secret.DecryptedMessageService {
  const randomId = ++lastId
  if (random() < 0.2)
    return new secret.DecryptedMessageService({ randomId, action: pick(actions, random)(random) })
  const found = random() < 0.4 ? pick(entities, random) : undefined
  const media = random() < 0.4 ? pick(medias, random) : undefined
  return new secret.DecryptedMessage({
    randomId,
    ttl: random() < 0.1 ? 30 : 0,
    message: pick(['hello', 'Привет, мир', '😀 ok', 'x'.repeat(Math.floor(random() * 300))], random),
    silent: random() < 0.1,
    ...(media ? { media } : {}),
    ...(found ? { entities: found } : {}),
    ...(random() < 0.1 ? { replyToRandomId: randomId - 1n } : {}),
    ...(random() < 0.02 ? { groupedId: 5n } : {}),
  })
}
