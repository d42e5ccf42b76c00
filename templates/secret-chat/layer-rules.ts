import type { FieldValues, LayerRules, Layers } from '../../generated/telegram/runtime/layers.js'
import {
  DecryptedMessage,
  DecryptedMessageMediaEmpty,
  DecryptedMessageService,
  DocumentAttributeFilename,
  InputStickerSetEmpty,
  type TypeDecryptedMessage,
} from '../../generated/telegram/secret/index.js'
import { layers as plainLayers } from '../../generated/telegram/secret/layers.js'
import { randomBytes } from './crypto.js'
import { SecretChatError } from './errors.js'

/** The layer that a chat begins with: every peer knows it. */
export const firstLayer = 46
/** The newest layer that this side knows. */
export const newestLayer = 144

/**
 * The layer, if a chat can have it.
 * @throws SecretChatError `wrong-argument`
 */
export function checkedLayer(layer: number): number {
  if (Number.isInteger(layer) && layer >= firstLayer && layer <= newestLayer) return layer
  const range = `${String(firstLayer)} to ${String(newestLayer)}`
  throw new SecretChatError(
    'wrong-argument',
    `a secret chat has a layer from ${range}, and not ${String(layer)}`,
  )
}

const videoType = 'video/mp4'
const voiceType = 'audio/ogg'

/** Older messages always have a media, which may be the empty one. */
const withMedia = (fields: FieldValues): FieldValues => ({
  ...fields,
  media: fields['media'] ?? new DecryptedMessageMediaEmpty(),
})

const withoutEmptyMedia = (fields: FieldValues): FieldValues => ({
  ...fields,
  media: fields['media'] instanceof DecryptedMessageMediaEmpty ? undefined : fields['media'],
})

/** Leaves a field out where it says no more than its absence did in older layers. */
const without =
  (property: string, implied: string) =>
  (fields: FieldValues): FieldValues => ({
    ...fields,
    [property]: fields[property] === implied ? undefined : fields[property],
  })

/** What the schema of secret chats does not say of its older forms. */
const rules: LayerRules = {
  decryptedMessage8: {
    upgrade: (fields) => ({ ...withoutEmptyMedia(fields), randomBytes: undefined }),
    downgrade: (fields) => ({ ...withMedia(fields), randomBytes: randomBytes(15) }),
  },
  decryptedMessageService8: {
    upgrade: (fields) => ({ ...fields, randomBytes: undefined }),
    downgrade: (fields) => ({ ...fields, randomBytes: randomBytes(15) }),
  },
  decryptedMessage17: { upgrade: withoutEmptyMedia, downgrade: withMedia },
  decryptedMessage45: { upgrade: withoutEmptyMedia },
  decryptedMessageMediaVideo8: {
    upgrade: (fields) => ({ ...fields, mimeType: videoType }),
    downgrade: without('mimeType', videoType),
  },
  decryptedMessageMediaAudio8: {
    upgrade: (fields) => ({ ...fields, mimeType: voiceType }),
    downgrade: without('mimeType', voiceType),
  },
  decryptedMessageMediaDocument8: { upgrade: nameToAttribute, downgrade: attributeToName },
  documentAttributeSticker23: {
    upgrade: (fields) => ({ ...fields, stickerset: new InputStickerSetEmpty() }),
    downgrade: (fields) => ({
      ...fields,
      stickerset: fields['stickerset'] instanceof InputStickerSetEmpty ? undefined : fields['stickerset'],
    }),
  },
  documentAttributeAudio45: {
    upgrade: (fields) => ({
      ...fields,
      title: fields['title'] === '' ? undefined : fields['title'],
      performer: fields['performer'] === '' ? undefined : fields['performer'],
    }),
  },
}

function nameToAttribute({ fileName, ...fields }: FieldValues): FieldValues {
  const named = typeof fileName === 'string' && fileName !== ''
  return { ...fields, attributes: named ? [new DocumentAttributeFilename({ fileName })] : [] }
}

/** Only the name of a document has a place in the oldest form. */
function attributeToName(fields: FieldValues): FieldValues {
  const attributes: readonly unknown[] = Array.isArray(fields['attributes']) ? fields['attributes'] : []
  const [only] = attributes
  if (attributes.length !== 1 || !(only instanceof DocumentAttributeFilename)) return fields
  return { ...fields, attributes: [], fileName: only.fileName }
}

/** The layers of the end-to-end schema, with the rules for what changed its place. */
export const layers: Layers = /* @__PURE__ */ plainLayers.withRules(rules)

/** A message in its newest form. */
export type NewestMessage = DecryptedMessage | DecryptedMessageService

/** Brings what a peer sent, in any layer, to the newest form. */
export function upgrade(message: TypeDecryptedMessage): NewestMessage {
  const newest = layers.upgrade(message)
  if (newest instanceof DecryptedMessage || newest instanceof DecryptedMessageService) return newest
  throw new Error(`${message._} has no newest form`)
}

/**
 * The bytes of a message in the newest form that the layer has.
 * @throws TlLayerError where that would lose something
 */
export function encodeForLayer(message: TypeDecryptedMessage, layer: number): Uint8Array<ArrayBuffer> {
  return layers.encodeForLayer(message, layer)
}
