import { decode } from '../../generated/telegram/runtime/decode.js'
import {
  DecryptedMessage,
  type TypeMessageEntity,
  readTypeMessageEntity,
} from '../../generated/telegram/secret/index.js'
import { randomLong } from './crypto.js'

/** How many UTF-16 units the text of a message may have. */
export const maxTextLength = 4096

/**
 * A message whose text is too long becomes several; the first one keeps the id, the media and what is replied to.
 * Surrogate pairs stay whole; an entity that lies across a seam is in both parts.
 */
export function splitMessage(
  message: DecryptedMessage,
  limit: number = maxTextLength,
): readonly DecryptedMessage[] {
  if (message.message.length <= limit) return [message]
  return splitText(message.message, limit).map(({ start, end }, at) => {
    const entities = message.entities?.flatMap((entity) => cutEntity(entity, start, end))
    const { silent, ttl, viaBotName, media, replyToRandomId, groupedId, randomId } = message
    return new DecryptedMessage({
      silent,
      ttl,
      viaBotName,
      message: message.message.slice(start, end),
      ...(entities && entities.length > 0 ? { entities } : {}),
      ...(at === 0 ? { randomId, media, replyToRandomId, groupedId } : { randomId: randomLong() }),
    })
  })
}

interface Range {
  readonly start: number
  readonly end: number
}

/** Ranges of UTF-16 units that end neither beyond the limit nor within a surrogate pair. */
export function splitText(text: string, limit: number = maxTextLength): readonly Range[] {
  if (limit < 2) throw new RangeError('a part must have room for a surrogate pair')
  const ranges: Range[] = []
  for (let start = 0; start < text.length;) {
    let end = Math.min(start + limit, text.length)
    if (end < text.length && isPair(text, end)) end--
    ranges.push({ start, end })
    start = end
  }
  return ranges
}

/** Whether the units before and at an offset are one character. */
function isPair(text: string, at: number): boolean {
  const before = text.charCodeAt(at - 1)
  const after = text.charCodeAt(at)
  return before >= 0xd800 && before < 0xdc00 && after >= 0xdc00 && after < 0xe000
}

/** What of an entity lies in a part, with the offset that it has there. */
function cutEntity(entity: TypeMessageEntity, start: number, end: number): readonly TypeMessageEntity[] {
  const from = Math.max(entity.offset, start)
  const to = Math.min(entity.offset + entity.length, end)
  return to > from ? [moved(entity, from - start, to - from)] : []
}

/** A copy of an entity in another place. */
function moved(entity: TypeMessageEntity, offset: number, length: number): TypeMessageEntity {
  const copy = decode(entity.toBytes(), readTypeMessageEntity)
  copy.offset = offset
  copy.length = length
  return copy
}
