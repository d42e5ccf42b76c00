import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { loadPackage, type Platform } from './load.js'

const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

function expected(bytes: Uint8Array): string | undefined {
  try {
    return strict.decode(bytes)
  } catch {
    return undefined
  }
}

/** Bytes that are nearly UTF-8: whole letters, and wrong bytes between them. */
const nearlyText = fc
  .array(
    fc.oneof(
      {
        weight: 8,
        arbitrary: fc.constantFrom('a', 'ж', 'é', '€', '한', '🎉', '\ufeff', '\ufffd', '\u0800', '\uffff'),
      },
      { weight: 1, arbitrary: fc.uint8Array({ minLength: 1, maxLength: 3 }) },
    ),
    { maxLength: 40 },
  )
  .map((parts) => Buffer.concat(parts.map((part) => Buffer.from(part))))

describe.each(['node', 'web'] as const satisfies readonly Platform[])(
  'texts on the platform %s',
  async (platform) => {
    await loadPackage(platform)
    const { readString } = await import('../../../generated/telegram/runtime/read-string.js')
    const { Reader } = await import('../../../generated/telegram/runtime/reader.js')
    const { writeBytes } = await import('../../../generated/telegram/runtime/write-scalars.js')
    const { writeString } = await import('../../../generated/telegram/runtime/write-string.js')
    const { Writer } = await import('../../../generated/telegram/runtime/writer.js')

    const decodes = (bytes: Uint8Array): void => {
      // Something before and behind that does not belong to the text.
      const writer = new Writer()
      writer.id(0x80808080 | 0)
      writeBytes(writer, bytes)
      const end = writer.pos
      writer.id(0x80808080 | 0)
      const reader = new Reader(writer.toBytes(), { invalidText: () => 'not UTF-8' })
      reader.pos = 4
      expect(readString(reader)).toBe(expected(bytes) ?? 'not UTF-8')
      expect(reader.pos).toBe(end)
    }

    const encodes = (text: string): void => {
      const writers = [new Writer(), new Writer()] as const
      writeString(writers[0], text)
      writeBytes(writers[1], new TextEncoder().encode(text))
      expect(writers[0].toBytes()).toEqual(writers[1].toBytes())
    }

    it('encodes what TextEncoder does', () => {
      fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 80 }), encodes), { numRuns: 3_000 })
      for (let length = 0; length < 260; length++)
        for (const letter of ['x', 'ж', '한', '🎉', 'xж한🎉']) encodes(letter.repeat(length))
    })

    it('encodes no half of a surrogate pair, wherever it is', () => {
      for (const half of ['\ud83c', '\udf89', '\udf89\ud83c', '\ud83c\ud83c\udf89']) {
        for (let length = 0; length < 60; length++) {
          for (const text of [
            half + 'x'.repeat(length),
            'x'.repeat(length) + half,
            `ж${half}${'ж'.repeat(length)}`,
          ])
            expect(() => writeString(new Writer(), text)).toThrow('half of a surrogate pair')
        }
      }
    })

    it('decodes what TextDecoder does, and refuses what it refuses', () => {
      fc.assert(fc.property(fc.oneof(nearlyText, fc.uint8Array({ maxLength: 16 })), decodes), {
        numRuns: 3_000,
      })
    })

    it('decodes every length of ASCII and of other alphabets', () => {
      for (let length = 0; length < 40; length++) {
        for (const letter of ['x', 'ж', '한', '🎉']) decodes(Buffer.from(letter.repeat(length)))
        decodes(Buffer.from('abcdefghijklmnopqrstuvwxyz'.repeat(2).slice(0, length)))
        // One letter of another alphabet, at every place.
        for (let at = 0; at < length; at++)
          decodes(Buffer.from(`${'x'.repeat(at)}ж${'y'.repeat(length - at)}`))
      }
      for (const length of [1_000, 1_024, 1_025, 2_048, 2_049, 5_000]) {
        for (const letter of ['x', 'ж', 'ж한🎉']) decodes(Buffer.from(letter.repeat(length)))
      }
    })

    it.each([
      ['a surrogate', [0xed, 0xa0, 0x80]],
      ['an overlong slash', [0xc0, 0xaf]],
      ['an overlong letter of three bytes', [0xe0, 0x9f, 0xbf]],
      ['an overlong letter of four bytes', [0xf0, 0x8f, 0xbf, 0xbf]],
      ['beyond the last code point', [0xf4, 0x90, 0x80, 0x80]],
      ['a first byte of five', [0xf8, 0x88, 0x80, 0x80, 0x80]],
      ['a letter cut off', [0xd0, 0xb6, 0xd0]],
      ['nothing but the rest of a letter', [0xb6, 0xb6]],
    ])('refuses %s', (_, bytes) => {
      expect(expected(Uint8Array.from(bytes))).toBeUndefined()
      decodes(Uint8Array.from(bytes))
    })
  },
)
