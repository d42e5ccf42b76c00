import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  DecryptedMessage,
  DecryptedMessageMediaWebPage,
  MessageEntityBold,
  MessageEntityTextUrl,
} from '../../../generated/telegram/secret/index.js'
import { splitMessage } from '../../../templates/secret-chat/index.js'

const message = (text: string, entities?: DecryptedMessage['entities']): DecryptedMessage =>
  new DecryptedMessage({
    randomId: 7n,
    ttl: 3,
    message: text,
    silent: true,
    ...(entities ? { entities } : {}),
  })

test('a text that fits stays as it is', () => {
  const whole = message('x'.repeat(4096))
  expect(splitMessage(whole)).toEqual([whole])
})

test('a text that is too long becomes several', () => {
  const parts = splitMessage(message('x'.repeat(4096 * 2 + 1)))
  expect(parts.map((part) => part.message.length)).toEqual([4096, 4096, 1])
  expect(parts.map(({ silent, ttl }) => [silent, ttl])).toEqual(parts.map(() => [true, 3]))
  const ids = parts.map(({ randomId }) => randomId)
  expect(ids[0]).toBe(7n)
  expect(new Set(ids).size).toBe(3)
})

test('a surrogate pair stays whole', () => {
  const parts = splitMessage(message('a😀b'), 2)
  expect(parts.map((part) => part.message)).toEqual(['a', '😀', 'b'])
})

test('an entity that lies across a seam is in both parts', () => {
  const link = new MessageEntityTextUrl({ offset: 1, length: 5, url: 'u' })
  const bold = new MessageEntityBold({ offset: 7, length: 1 })
  const parts = splitMessage(message('abcdefgh', [link, bold]), 4)
  expect(parts.map(({ entities }) => entities)).toEqual([
    [new MessageEntityTextUrl({ offset: 1, length: 3, url: 'u' })],
    [
      new MessageEntityTextUrl({ offset: 0, length: 2, url: 'u' }),
      new MessageEntityBold({ offset: 3, length: 1 }),
    ],
  ])
  expect(link.offset).toBe(1)
})

test('what belongs to the whole message goes with its first part', () => {
  const media = new DecryptedMessageMediaWebPage({ url: 'u' })
  const whole = new DecryptedMessage({ randomId: 1n, ttl: 0, message: 'abc', media, replyToRandomId: 5n })
  expect(splitMessage(whole, 2).map((part) => [part.media, part.replyToRandomId])).toEqual([
    [media, 5n],
    [undefined, undefined],
  ])
})

test('together the parts are the text, and each entity marks what it did', () => {
  const units = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 })
  fc.assert(
    fc.property(units, fc.integer({ min: 2, max: 9 }), fc.nat(), fc.nat(), (text, limit, from, size) => {
      const offset = from % text.length
      const length = 1 + (size % (text.length - offset))
      const parts = splitMessage(message(text, [new MessageEntityBold({ offset, length })]), limit)
      expect(parts.map((part) => part.message).join('')).toBe(text)
      const marked = parts.flatMap((part) =>
        (part.entities ?? []).map((entity) =>
          part.message.slice(entity.offset, entity.offset + entity.length),
        ),
      )
      expect(marked.join('')).toBe(text.slice(offset, offset + length))
      for (const part of parts) {
        expect(part.message.length).toBeLessThanOrEqual(limit)
        expect(part.message).not.toMatch(/\p{Surrogate}/u)
      }
    }),
  )
})
