import { describe, expect, it } from 'vitest'
import { bytesOf, loadPackage, thrownBy, type Package } from './load.js'
import { cpuTime } from '../../support/cpu-time.js'

const packages: readonly { platform: string; tl: Package }[] = [
  { platform: 'with the methods of Buffer', tl: await loadPackage('node') },
  { platform: 'without them', tl: await loadPackage('web') },
]

/** The bytes of a string: its length in one byte, and the padding. */
function textBytes(...content: readonly number[]): Uint8Array {
  const bytes = new Uint8Array(Math.ceil((content.length + 1) / 4) * 4)
  bytes[0] = content.length
  bytes.set(content, 1)
  return bytes
}

const ascii = (length: number): number[] => new Array<number>(length).fill(0x61)

describe.each(packages)('$platform', ({ tl }) => {
  const { Reader, TlReadError, decode } = tl
  const readText = (bytes: Uint8Array): string => decode(bytes, tl.readString)
  const readBytes = (bytes: Uint8Array): Uint8Array => decode(bytes, tl.readBytes)
  const readError = (run: () => unknown): InstanceType<typeof TlReadError> => {
    const error = thrownBy(run)
    if (error instanceof TlReadError) return error
    throw error
  }

  const peer = new tl.InputEncryptedChat({ chatId: 1, accessHash: 2n })
  const request = new tl.SendEncrypted({ peer, randomId: 3n, data: Uint8Array.of(1, 2, 3, 4, 5) })
  const message = (text: string) =>
    new tl.Message({
      ...{ id: 1, peerId: new tl.PeerUser({ userId: 7n }), date: 2, message: text, entities: [] },
      media: new tl.MessageMediaUnsupported(),
    })
  const updates = (count: number) =>
    new tl.Updates({
      updates: Array.from({ length: count }, (_, index) => {
        const text = `number ${String(index)}`
        return new tl.UpdateNewMessage({ message: message(text), pts: index, ptsCount: 1 })
      }),
      ...{ users: [], chats: [], date: 0, seq: 0 },
    })

  describe('truncated and trailing bytes', () => {
    it('refuses every beginning of a request', () => {
      const bytes = request.toBytes()
      for (let length = 0; length < bytes.length; length++) {
        expect(() => tl.SendEncrypted.fromBytes(bytes.subarray(0, length))).toThrow(TlReadError)
      }
    })

    it('refuses every beginning of nested objects', () => {
      const bytes = updates(2).toBytes()
      for (let length = 0; length < bytes.length; length++) {
        const error = readError(() => tl.Updates.fromBytes(bytes.subarray(0, length)))
        expect(error.offset).toBeLessThanOrEqual(length)
      }
    })

    it.each([1, 2, 3, 4, 100])('refuses %i bytes behind the value', (count) => {
      const bytes = Uint8Array.from([...request.toBytes(), ...new Uint8Array(count)])
      const error = readError(() => tl.SendEncrypted.fromBytes(bytes))
      expect(error.problem).toBe(`${String(count)} bytes are left over (at offset 40)`)
      expect(error.path).toBe('')
    })

    it('says where the input ends', () => {
      const bytes = request.toBytes()
      const error = readError(() => tl.SendEncrypted.fromBytes(bytes.subarray(0, 26)))
      expect(error.message).toBe('randomId: the input ends after 2 of 8 bytes (at offset 24)')
    })

    it('reads from the middle of a buffer, and not beyond its view', () => {
      const bytes = request.toBytes()
      const all = new Uint8Array(bytes.length + 20).fill(0xff)
      all.set(bytes, 5)
      expect(tl.SendEncrypted.fromBytes(all.subarray(5, 5 + bytes.length))).toEqual(request)
      expect(() => tl.SendEncrypted.fromBytes(all.subarray(5, 4 + bytes.length))).toThrow(TlReadError)
    })

    it('refuses an empty input', () => {
      expect(() => tl.SendEncrypted.fromBytes(new Uint8Array())).toThrow(
        'the input ends after 0 of 4 bytes (at offset 0)',
      )
    })
  })

  describe('constructor ids', () => {
    it('refuses an object of another class', () => {
      const error = readError(() => tl.InputEncryptedChat.fromBytes(request.toBytes()))
      expect(error.message).toBe(
        'unknown constructor 0x44fa7a15 where inputEncryptedChat was expected (at offset 0)',
      )
    })

    // The generated reader of a type with one constructor goes on behind a wrong id: the path is one field too long.
    it('refuses a constructor of another type', () => {
      const bytes = request.toBytes()
      bytes.set(new tl.InputPeerSelf().toBytes(), 8)
      const error = readError(() => tl.SendEncrypted.fromBytes(bytes))
      expect(error.message).toBe(
        'peer: unknown constructor 0x7da07ec9 where InputEncryptedChat of api layer 228 was expected (at offset 8)',
      )
    })

    it('names the way to the object', () => {
      const bytes = updates(5).toBytes()
      const id = new tl.MessageMediaUnsupported().toBytes()
      let at = -1
      for (let found = 0; found < 4; found++) at = Buffer.from(bytes).indexOf(id, at + 1)
      bytes.set(bytesOf('efbeadde'), at)
      const error = readError(() => tl.Updates.fromBytes(bytes))
      expect(error.path).toBe('updates[3].message.media')
      expect(error.offset).toBe(at)
      expect(error.message).toBe(
        `updates[3].message.media: unknown constructor 0xdeadbeef where MessageMedia of api layer 228 was expected (at offset ${String(at)})`,
      )
    })

    it('refuses a vector with another id', () => {
      const bytes = bytesOf('15c4b51d 00000000')
      expect(() => decode(bytes, (reader) => tl.readVector(reader, (r) => r.int()))).toThrow(
        'unknown constructor 0x1db5c415 where Vector was expected (at offset 0)',
      )
    })

    it('refuses a Bool that is neither', () => {
      expect(decode(bytesOf('b5757299'), tl.readBool)).toBe(true)
      expect(decode(bytesOf('379779bc'), tl.readBool)).toBe(false)
      for (const wrong of ['00000000', '01000000', 'b6757299']) {
        expect(() => decode(bytesOf(wrong), tl.readBool)).toThrow('where Bool was expected')
      }
    })

    it('refuses an Object that the registry does not have, or without a registry', () => {
      const registry = new tl.ClassRegistry('mine', [tl.InputPeerSelf, tl.InputEncryptedChat])
      const bytes = new tl.InputPeerSelf().toBytes()
      expect(decode(bytes, tl.readObject, { registry })).toBeInstanceOf(tl.InputPeerSelf)
      expect(() => decode(bytes, tl.readObject)).toThrow('option `registry`')
      expect(() => decode(request.toBytes(), tl.readObject, { registry })).toThrow(
        'unknown constructor 0x44fa7a15 where Object of mine was expected',
      )
    })

    it('refuses a query that is not a function', () => {
      const registry = new tl.ClassRegistry('mine', [tl.InputPeerSelf, tl.GetConfig])
      const wrapped = new tl.InvokeWithLayer({ layer: 228, query: new tl.GetConfig() })
      const bytes = wrapped.toBytes()
      expect(tl.InvokeWithLayer.fromBytes(bytes, { registry })).toEqual(wrapped)
      bytes.set(new tl.InputPeerSelf().toBytes(), 8)
      expect(() => tl.InvokeWithLayer.fromBytes(bytes, { registry })).toThrow(
        'query: inputPeerSelf is not a function (at offset 8)',
      )
    })
  })

  describe('strings and bytes', () => {
    it.each(['fe000000', 'fe010000 61000000', `fefd0000 ${'61'.repeat(253)} 000000`])(
      'refuses three bytes of length where one is enough: %s',
      (hex) => {
        for (const read of [readText, readBytes]) {
          expect(() => read(bytesOf(hex))).toThrow(
            /the length \d+ is not in its shortest form \(at offset 0\)/,
          )
        }
      },
    )

    it.each(['ff000000 00000000', 'ff040000 00000000 61616161', 'ffffffff 00000000'])(
      'refuses seven bytes of length where three are enough: %s',
      (hex) => {
        for (const read of [readText, readBytes]) {
          expect(() => read(bytesOf(hex))).toThrow(/the length \d+ is not in its shortest form/)
        }
      },
    )

    it('refuses a length of seven bytes that the input does not have', () => {
      for (const hex of ['ff000000', 'ff000000 010000', 'ff000000 01000000', 'ffffffff ffffffff']) {
        expect(() => readBytes(bytesOf(hex))).toThrow('the input ends after')
      }
    })

    it('reads 2^24 bytes and more', () => {
      for (const length of [0xffffff, 0x1000000, 0x1000001]) {
        const large = new Uint8Array(length).fill(0x62)
        const writer = new tl.Writer()
        tl.writeBytes(writer, large)
        const bytes = writer.toBytes()
        expect(bytes[0]).toBe(length < 0x1000000 ? 254 : 255)
        expect(Buffer.compare(readBytes(bytes), large)).toBe(0)
        expect(readText(bytes) === 'b'.repeat(length)).toBe(true)
        const text = new tl.Writer()
        tl.writeString(text, 'b'.repeat(length))
        expect(Buffer.compare(text.toBytes(), bytes)).toBe(0)
      }
    })

    it.each([1, 2, 5, 6, 12, 13, 253, 254])('refuses padding that is not zero behind %i bytes', (length) => {
      const writer = new tl.Writer()
      tl.writeBytes(writer, Uint8Array.from(ascii(length)))
      const good = writer.toBytes()
      const start = length < 254 ? 1 : 4
      for (let at = start + length; at < good.length; at++) {
        const bytes = good.slice()
        bytes[at] = 1
        for (const read of [readText, readBytes]) {
          expect(() => read(bytes)).toThrow(`the padding is 1, not 0 (at offset ${String(at)})`)
        }
      }
    })

    it('refuses padding that is not zero behind an empty string', () => {
      for (const read of [readText, readBytes]) {
        expect(() => read(bytesOf('00000100'))).toThrow('the padding is 1, not 0 (at offset 2)')
        expect(() => read(bytesOf('000000'))).toThrow('the input ends after')
      }
    })

    const wrongUtf8: Readonly<Record<string, readonly number[]>> = {
      'a byte that never occurs': [0xff],
      'a continuation alone': [0x80],
      'an overlong slash': [0xc0, 0xaf],
      'an overlong zero': [0xe0, 0x80, 0x80],
      'a surrogate': [0xed, 0xa0, 0x80],
      'a surrogate pair': [0xed, 0xa0, 0xbd, 0xed, 0xb8, 0x80],
      'beyond the last code point': [0xf4, 0x90, 0x80, 0x80],
      'the start of a letter': [0xd0],
      'three quarters of an emoji': [0xf0, 0x9f, 0x98],
    }

    it.each(Object.entries(wrongUtf8))('refuses %s', (_, wrong) => {
      for (const before of [0, 1, 4, 11, 12, 40, 200]) {
        for (const after of [0, 3, 20]) {
          const bytes = textBytes(...ascii(before), ...wrong, ...ascii(after))
          expect(() => readText(bytes)).toThrow('the text is not UTF-8 (at offset 1)')
          // As bytes they are as good as any.
          expect(readBytes(bytes)).toHaveLength(before + wrong.length + after)
        }
      }
    })

    it.each([
      '\ufeff',
      '\ufeffshort',
      `\ufeff${'long'.repeat(20)}`,
      '\ufeff\ufeff',
      'in \ufeff it',
      '\ufffd',
      'a\ufffdж',
      '\0',
      '\x7f',
    ])('keeps %j', (text) => {
      const writer = new tl.Writer()
      tl.writeString(writer, text)
      expect(readText(writer.toBytes())).toBe(text)
      expect(writer.toBytes()).toEqual(textBytes(...new TextEncoder().encode(text)))
    })

    it.each([0, 1, 3, 4, 11, 12, 13, 24, 25, 84, 85, 126, 127, 252, 253, 254, 255, 256, 0xffff, 0x10000])(
      'reads what it wrote: %i letters',
      (length) => {
        for (const letter of ['a', 'ы', '語', '😀']) {
          for (const text of [
            letter.repeat(length),
            `${letter.repeat(length)}a`,
            `a${letter.repeat(length)}`,
          ]) {
            const writer = new tl.Writer(8)
            tl.writeString(writer, text)
            const expected = new tl.Writer(8)
            tl.writeBytes(expected, new TextEncoder().encode(text))
            expect(Buffer.compare(writer.toBytes(), expected.toBytes())).toBe(0)
            expect(readText(writer.toBytes()) === text).toBe(true)
          }
        }
      },
    )

    it('gives bytes as a view of the input', () => {
      const input = textBytes(1, 2, 3)
      const read = readBytes(input)
      expect(read.buffer).toBe(input.buffer)
      expect(read).toEqual(Uint8Array.of(1, 2, 3))
    })
  })

  describe('hostile input', () => {
    const nested = (depth: number): Uint8Array => {
      const open = new tl.JsonArray({ value: [new tl.JsonNull()] }).toBytes().subarray(0, 12)
      const bytes = new Uint8Array(depth * 12 + 4)
      for (let level = 0; level < depth; level++) bytes.set(open, level * 12)
      bytes.set(new tl.JsonNull().toBytes(), depth * 12)
      return bytes
    }
    const readJson = (bytes: Uint8Array, maxDepth?: number): unknown =>
      decode(bytes, tl.readTypeJSONValue, maxDepth === undefined ? {} : { maxDepth })

    it('is nested as deeply as allowed, and not deeper', () => {
      expect(readJson(nested(199))).toBeInstanceOf(tl.JsonArray)
      const error = readError(() => readJson(nested(200)))
      expect(error.problem).toContain('the value is nested deeper than allowed')
      expect(readJson(nested(9), 10)).toBeInstanceOf(tl.JsonArray)
      expect(() => readJson(nested(10), 10)).toThrow('nested deeper than allowed')
    })

    // The generated reader counts the depth behind the id: an object without fields then leaves no trace of the path.
    it('names the way to what is nested too deeply', () => {
      expect(readError(() => readJson(nested(200))).path).toMatch(/^(value\[0\]\.?)+$/)
    })

    it('is nested 100,000 deep', () => {
      expect(() => readJson(nested(100_000))).toThrow('nested deeper than allowed')
    })

    it.each([-1, 0x7fffffff, 30_000_000, -0x80000000, 3])(
      'has a vector of %i elements without data',
      (count) => {
        const bytes = new Uint8Array(16)
        const view = new DataView(bytes.buffer)
        view.setInt32(0, 0x1cb5c415, true)
        view.setInt32(4, count, true)
        const before = process.memoryUsage().arrayBuffers
        const start = cpuTime()
        for (const read of [
          () => decode(bytes, (reader) => tl.readVector(reader, (r) => r.int())),
          () => decode(bytes, (reader) => tl.readVector(reader, tl.readLong, 8)),
          () => decode(bytes.subarray(4), (reader) => tl.readBareVector(reader, tl.readString)),
        ]) {
          expect(read).toThrow(/\d+ elements cannot be in (8|4) bytes/)
        }
        expect(cpuTime() - start).toBeLessThan(200)
        expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(0x100000)
      },
    )

    it('has more elements in all than allowed', () => {
      const bytes = bytesOf('15c4b51c 02000000 01000000 02000000')
      const read = (maxElements: number): number[] =>
        decode(bytes, (reader) => tl.readVector(reader, (r) => r.int()), { maxElements })
      expect(read(2)).toEqual([1, 2])
      expect(() => read(1)).toThrow('the vectors have more elements than allowed')
    })

    it('has more elements without any bytes than allowed', () => {
      const count = (length: number): Uint8Array => new Uint8Array(Int32Array.of(length).buffer)
      const read = (length: number, options?: ConstructorParameters<typeof Reader>[1]): boolean[] =>
        decode(count(length), (reader) => tl.readBareVector(reader, () => true, 0), options)
      expect(read(4096)).toHaveLength(4096)
      expect(() => read(4097)).toThrow(
        'the vectors have more empty elements than allowed (option `maxEmptyElements`) (at offset 4)',
      )
      expect(() => read(0x7fffffff)).toThrow('more elements than allowed')
      expect(() => read(-1)).toThrow('4294967295 elements cannot be in 0 bytes')
      expect(read(5000, { maxEmptyElements: 5000 })).toHaveLength(5000)
    })

    it('is nested deeper than the stack, where that is allowed', () => {
      const error = readError(() => readJson(nested(100_000), 1_000_000))
      expect(error.problem).toContain('nested too deep for the stack')
    })

    it('has an int53 that no number holds', () => {
      const read = (hex: string): number => decode(bytesOf(hex), tl.readInt53)
      expect(read('ffffffff ffff1f00')).toBe(Number.MAX_SAFE_INTEGER)
      expect(read('01000000 0000e0ff')).toBe(Number.MIN_SAFE_INTEGER)
      expect(() => read('00000000 00002000')).toThrow('9007199254740992 does not fit 53 bits (at offset 0)')
      expect(() => read('00000000 0000e0ff')).toThrow('-9007199254740992 does not fit 53 bits (at offset 0)')
    })

    it('is any bytes at all', () => {
      let state = 1
      const random = (): number => (state = (Math.imul(state, 1664525) + 1013904223) >>> 0)
      const good = updates(2).toBytes()
      for (let round = 0; round < 3000; round++) {
        const bytes = good.slice()
        for (let change = 0; change <= round % 3; change++) bytes[random() % bytes.length] = random() >>> 24
        try {
          // Whatever is accepted means what its bytes are; unknown bits of a mask alone are dropped.
          const value = tl.Updates.fromBytes(bytes)
          expect(tl.Updates.fromBytes(value.toBytes())).toEqual(value)
        } catch (error) {
          expect(error).toBeInstanceOf(TlReadError)
        }
      }
    })
  })

  it('reads results strictly', () => {
    const result = new tl.SentEncryptedMessage({ date: 5 })
    expect(request.decodeResult(result.toBytes())).toEqual(result)
    expect(tl.SendEncrypted.decodeResult(result.toBytes())).toEqual(result)
    expect(() => request.decodeResult(request.toBytes())).toThrow('unknown constructor 0x44fa7a15')
    expect(() => request.decodeResult(Uint8Array.of(...result.toBytes(), 0))).toThrow('1 bytes are left over')
  })

  it('reads another input while it reads one, and goes on', () => {
    const other = new tl.InputEncryptedChat({ chatId: -1, accessHash: -1n }).toBytes()
    const writer = new tl.Writer()
    tl.writeBytes(writer, Uint8Array.of(0xff))
    writer.int(5)
    const read = (reader: InstanceType<typeof Reader>): unknown => [tl.readString(reader), reader.int()]
    const invalidText = (): string => String(tl.InputEncryptedChat.fromBytes(other).chatId)
    expect(decode(writer.toBytes(), read, { invalidText })).toEqual(['-1', 5])
    expect(tl.InputEncryptedChat.fromBytes(other).accessHash).toBe(-1n)
  })

  it('sees nothing of the input before', () => {
    const options = { gunzip: tl.gunzipWith((deflated) => deflated) }
    expect(() => decode(bytesOf('a1cf7230 00000000'), tl.readObject, options)).toThrow(TlReadError)
    expect(() => decode(new Uint8Array(2), (reader) => reader.int(), options)).toThrow(
      'the input ends after 2 of 4 bytes (at offset 0)',
    )
  })

  it('reads a vector of ints or longs, and refuses what is none', () => {
    expect(decode(bytesOf('15c4b51c 02000000 01000000 ffffffff'), tl.readInts)).toEqual([1, -1])
    expect(() => decode(bytesOf('15c4b51c 02000000 01000000'), tl.readInts)).toThrow(
      '2 elements cannot be in 4',
    )
    expect(() => decode(bytesOf('15c4b51c ffffffff'), tl.readInts)).toThrow('elements cannot be in 0 bytes')
    expect(() => decode(bytesOf('15c4b51d 00000000'), tl.readInts)).toThrow('where Vector was expected')
    expect(() =>
      decode(bytesOf('15c4b51c 02000000 01000000 02000000'), tl.readInts, { maxElements: 1 }),
    ).toThrow('more elements than allowed')
    expect(decode(bytesOf('15c4b51c 01000000 00000000 ffffffff'), tl.readLongs)).toEqual([-(2n ** 32n)])
    expect(() => decode(bytesOf('15c4b51c 01000000 00000000'), tl.readLongs)).toThrow(
      '1 elements cannot be in 4',
    )
    const pinned = new tl.UpdateDeleteMessages({ messages: [1, 2], pts: 3, ptsCount: 4 }).toBytes()
    const error = readError(() => tl.UpdateDeleteMessages.fromBytes(pinned.subarray(0, 18)))
    expect(error.message).toBe('messages: 2 elements cannot be in 6 bytes (at offset 12)')
  })

  it('reads fixed sizes', () => {
    const bytes = Uint8Array.from({ length: 64 }, (_, index) => index)
    const reader = new Reader(bytes)
    expect(tl.readInt128(reader)).toEqual(bytes.subarray(0, 16))
    expect(tl.readInt256(reader)).toEqual(bytes.subarray(16, 48))
    expect(thrownBy(() => tl.readInt256(reader))).toMatchObject({
      problem: 'the input ends after 16 of 32 bytes',
      offset: 48,
    })
    expect(tl.readInt512(new Reader(bytes))).toEqual(bytes)
  })
})
