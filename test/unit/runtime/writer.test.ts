import { describe, expect, it } from 'vitest'
import { claim } from '../../../generated/telegram/runtime/claim.js'
import { bytesOf, loadPackage, thrownBy, type Package } from './load.js'

const packages: readonly { platform: string; tl: Package }[] = [
  { platform: 'with the methods of Buffer', tl: await loadPackage('node') },
  { platform: 'without them', tl: await loadPackage('web') },
]

/** What a JavaScript caller may give: the compiler would not let it through. */
const wrong = (value: unknown): never => claim<never>(value)

describe.each(packages)('$platform', ({ tl }) => {
  const { TlWriteError, Writer } = tl
  type Run = (writer: InstanceType<typeof Writer>) => void
  const bytesBy = (run: Run): Uint8Array => {
    const writer = new Writer()
    run(writer)
    return writer.toBytes()
  }
  const writeError = (run: () => unknown): InstanceType<typeof TlWriteError> => {
    const error = thrownBy(run)
    if (error instanceof TlWriteError) return error
    throw error
  }

  const peer = new tl.InputEncryptedChat({ chatId: 1, accessHash: 2n })
  const request = (fields: object) =>
    new tl.SendEncrypted(claim<never>({ peer, randomId: 3n, data: Uint8Array.of(1), ...fields }))
  const message = (fields: object) =>
    new tl.Message(
      claim<never>({ id: 1, peerId: new tl.PeerUser({ userId: 7n }), date: 2, message: 'x', ...fields }),
    )
  const updates = (list: unknown) =>
    new tl.Updates({ updates: wrong(list), users: [], chats: [], date: 0, seq: 0 })
  const newMessage = (fields: object) =>
    new tl.UpdateNewMessage({ message: message(fields), pts: 1, ptsCount: 1 })

  describe('numbers', () => {
    it.each([
      2 ** 31,
      -(2 ** 31) - 1,
      2 ** 32,
      2 ** 40 + 5,
      1.5,
      NaN,
      Infinity,
      '1',
      1n,
      null,
      undefined,
      true,
      {},
      [1],
    ])('refuses %s for an int', (value) => {
      const error = writeError(() => bytesBy((writer) => writer.int(wrong(value))))
      expect(error.problem).toMatch(/ is not an int of 32 bits$/)
    })

    it.each([-1, 2 ** 32, 0.5, NaN, '1', 1n, undefined])('refuses %s for a `#`', (value) => {
      expect(() => bytesBy((writer) => tl.writeNat(writer, wrong(value)))).toThrow('is not a `#`')
    })

    it.each([2n ** 63n, -(2n ** 63n) - 1n, 2n ** 64n, 2n ** 64n + 5n, 1, '1', undefined, null])(
      'refuses %s for a long',
      (value) => {
        expect(() => bytesBy((writer) => tl.writeLong(writer, wrong(value)))).toThrow('is not a long')
      },
    )

    it.each([2 ** 53, -(2 ** 53), 1.5, NaN, Infinity, '1', 1n, undefined])(
      'refuses %s for an int53',
      (value) => {
        expect(() => bytesBy((writer) => tl.writeInt53(writer, wrong(value)))).toThrow('is not an int53')
      },
    )

    it.each(['1', 1n, undefined, null, {}])('refuses %s for a double', (value) => {
      expect(() => bytesBy((writer) => tl.writeDouble(writer, wrong(value)))).toThrow('is not a double')
    })

    it.each([0, 1, 'true', undefined, null])('refuses %s for a Bool', (value) => {
      expect(() => bytesBy((writer) => tl.writeBool(writer, wrong(value)))).toThrow('is not a Bool')
    })

    it('takes the edges', () => {
      expect(bytesBy((writer) => writer.int(0x7fffffff))).toEqual(bytesOf('ffffff7f'))
      expect(bytesBy((writer) => writer.int(-0x80000000))).toEqual(bytesOf('00000080'))
      expect(bytesBy((writer) => writer.int(-0))).toEqual(bytesOf('00000000'))
      expect(bytesBy((writer) => tl.writeNat(writer, 0xffffffff))).toEqual(bytesOf('ffffffff'))
      expect(bytesBy((writer) => tl.writeLong(writer, 2n ** 63n - 1n))).toEqual(bytesOf('ffffffff ffffff7f'))
      expect(bytesBy((writer) => tl.writeLong(writer, -(2n ** 63n)))).toEqual(bytesOf('00000000 00000080'))
      expect(bytesBy((writer) => tl.writeLong(writer, -(2n ** 32n)))).toEqual(bytesOf('00000000 ffffffff'))
      expect(bytesBy((writer) => tl.writeInt53(writer, -(2 ** 32)))).toEqual(bytesOf('00000000 ffffffff'))
      expect(bytesBy((writer) => tl.writeInt53(writer, Number.MIN_SAFE_INTEGER))).toEqual(
        bytesOf('01000000 0000e0ff'),
      )
      expect(bytesBy((writer) => tl.writeDouble(writer, -0))).toEqual(bytesOf('00000000 00000080'))
      expect(bytesBy((writer) => tl.writeBool(writer, true))).toEqual(bytesOf('b5757299'))
    })
  })

  describe('strings and bytes', () => {
    it.each([
      '\ud800',
      '\udc00',
      'a\ud83d',
      '\ude00\ud83d',
      `${'long'.repeat(10)}\ud83d`,
      `${'ы'.repeat(30)}\udfff!`,
    ])('refuses half of a surrogate pair: %j', (text) => {
      const error = writeError(() => request({ data: text }).toBytes())
      expect(error.path).toBe('data')
      expect(() => message({ message: text }).toBytes()).toThrow('message: ')
      expect(() => message({ message: text }).toBytes()).toThrow('half of a surrogate pair')
    })

    it.each([1, undefined, null, ['a'], Uint8Array.of(1), {}])('refuses %s for a string', (value) => {
      expect(() => bytesBy((writer) => tl.writeString(writer, wrong(value)))).toThrow('is not a string')
    })

    it.each(['AQ==', [1, 2], undefined, null, new ArrayBuffer(3), new Uint16Array(2), {}])(
      'refuses %s for bytes',
      (value) => {
        expect(() => bytesBy((writer) => tl.writeBytes(writer, wrong(value)))).toThrow(
          'is not bytes: a Uint8Array',
        )
      },
    )

    it('takes a Buffer for bytes', () => {
      expect(bytesBy((writer) => tl.writeBytes(writer, Buffer.from([1, 2, 3])))).toEqual(bytesOf('03010203'))
    })

    it.each([0, 15, 17, 32])('refuses %i bytes for an int128', (length) => {
      expect(() => bytesBy((writer) => tl.writeInt128(writer, new Uint8Array(length)))).toThrow(
        'is not an int128: 16 bytes',
      )
    })

    it('writes into a buffer that must grow, at every place', () => {
      const runs: Readonly<Record<string, Run>> = {
        int: (writer) => writer.int(1),
        long: (writer) => tl.writeLong(writer, 2n),
        double: (writer) => tl.writeDouble(writer, 0.5),
        int128: (writer) => tl.writeInt128(writer, new Uint8Array(16).fill(1)),
        int256: (writer) => tl.writeInt256(writer, new Uint8Array(32).fill(2)),
        int512: (writer) => tl.writeInt512(writer, new Uint8Array(64).fill(3)),
        bytes: (writer) => tl.writeBytes(writer, new Uint8Array(300).fill(4)),
        short: (writer) => tl.writeString(writer, 'short'),
        cyrillic: (writer) => tl.writeString(writer, 'кириллица'),
        long_text: (writer) => tl.writeString(writer, 'ы'.repeat(200)),
        vector: (writer) => {
          for (const item of tl.beginVector(writer, [1, 2])) writer.int(item)
        },
      }
      for (const run of Object.values(runs)) {
        const roomy = new Writer(4096)
        run(roomy)
        for (const capacity of [0, 1, 3, 4, 5, 8, 15, 16, 17, 31]) {
          const writer = new Writer(capacity)
          run(writer)
          expect(writer.toBytes()).toEqual(roomy.toBytes())
        }
      }
    })

    it('pads with zeros where the buffer was used before', () => {
      const writer = new Writer(64)
      tl.writeBytes(writer, new Uint8Array(40).fill(0xff))
      for (const text of ['', 'a', 'ab', 'ж', 'ab'.repeat(13), 'ж'.repeat(5)]) {
        writer.pos = 0
        tl.writeString(writer, text)
        expect(writer.toBytes()).toEqual(
          bytesBy((fresh) => tl.writeBytes(fresh, new TextEncoder().encode(text))),
        )
      }
    })
  })

  describe('objects', () => {
    it.each(['randomId', 'data', 'peer'])('refuses a request without %s', (field) => {
      const error = writeError(() => request({ [field]: undefined }).toBytes())
      expect(error.path).toBe(field)
      expect(error.message).toMatch(new RegExp(`^${field}: undefined is not `))
    })

    it.each([null, 1, 'inputEncryptedChat', {}, { _: 'inputEncryptedChat', chatId: 1, accessHash: 2n }])(
      'refuses %s for an object',
      (value) => {
        const error = writeError(() => request({ peer: value }).toBytes())
        expect(error.message).toMatch(/^peer: .* is not a InputEncryptedChat \(in messages\.sendEncrypted\)$/)
      },
    )

    it('refuses a member of another type', () => {
      expect(() => request({ peer: new tl.InputPeerSelf() }).toBytes()).toThrow(
        'peer: inputPeerSelf is not a InputEncryptedChat',
      )
      expect(() => message({ media: new tl.PeerUser({ userId: 1n }) }).toBytes()).toThrow(
        'media: peerUser is not a MessageMedia',
      )
    })

    it('names the way to the value', () => {
      const good = newMessage({})
      const bad = newMessage({ media: new tl.InputPeerSelf() })
      const error = writeError(() => updates([good, good, good, bad, good]).toBytes())
      expect(error.path).toBe('updates[3].message.media')
      expect(error.message).toBe('updates[3].message.media: inputPeerSelf is not a MessageMedia (in message)')
      expect(writeError(() => updates([newMessage({ date: 2 ** 31 })]).toBytes()).message).toBe(
        'updates[0].message.date: 2147483648 is not an int of 32 bits (in message)',
      )
      expect(writeError(() => updates([good, newMessage({ peerId: undefined })]).toBytes()).path).toBe(
        'updates[1].message.peerId',
      )
    })

    it('names a field called length', () => {
      const entities = [
        new tl.MessageEntityBold({ offset: 0, length: 1 }),
        new tl.MessageEntityBold({ offset: 0, length: 2 ** 31 }),
      ]
      expect(writeError(() => updates([newMessage({ entities })]).toBytes()).path).toBe(
        'updates[0].message.entities[1].length',
      )
    })

    describe('a vector of ints', () => {
      const deletion = (messages: readonly unknown[]) =>
        new tl.UpdateDeleteMessages({ messages: wrong(messages), pts: 1, ptsCount: 2 })
      const ints = (length: number): number[] =>
        Array.from({ length }, (_, i) => Math.imul(i + 1, 0x9e3779b1))

      it.each([0, 1, 63, 64, 65, 1_000])('of %i is written, wherever it lies', (length) => {
        const expected = new DataView(new ArrayBuffer(12 + length * 4))
        for (const [i, value] of [0xa20db0e5, 0x1cb5c415, length, ...ints(length)].entries())
          expected.setInt32(i * 4, value, true)
        for (const offset of [0, 1, 2, 3, 4]) {
          const target = new Uint8Array(5_000).subarray(offset)
          expect(tl.encodeInto(deletion(ints(length)), target)).toBe(20 + length * 4)
          expect(target.subarray(0, 12 + length * 4)).toEqual(new Uint8Array(expected.buffer))
        }
      })

      it.each([1, 64, 65, 200])('of %i with one that is no int is refused', (length) => {
        for (const at of [0, length >> 1, length - 1]) {
          for (const value of [2 ** 31, 0.5, NaN, '1', 1n, undefined, null, {}]) {
            const values: unknown[] = ints(length)
            values[at] = value
            const error = writeError(() => deletion(values).toBytes())
            expect(error.message).toMatch(
              new RegExp(`^messages\\[${String(at)}\\]: .* is not an int of 32 bits`),
            )
          }
        }
      })
    })

    it('refuses holes in arrays', () => {
      const list = new Array<unknown>(2)
      list[1] = newMessage({})
      expect(writeError(() => updates(list).toBytes()).message).toBe(
        'updates[0]: undefined is not a Update (in updates)',
      )
      const sparse = new Array<unknown>(3)
      expect(writeError(() => updates(sparse).toBytes()).path).toBe('updates[0]')
    })

    it.each([null, undefined, {}, 'abc', new Set(), { length: 0 }, new Uint8Array(2)])(
      'refuses %s for a vector',
      (value) => {
        const error = writeError(() => updates(value).toBytes())
        expect(error.message).toMatch(/^updates: .* is not a vector: an array \(in updates\)$/)
      },
    )

    const document = new tl.InputDocumentEmpty()
    const file = new tl.InputFile({ id: 1n, parts: 1, name: '', md5Checksum: '' })
    const uploaded = (fields: object) => new tl.InputMediaUploadedPhoto(claim<never>({ file, ...fields }))

    it('refuses half of what a bit stands for, and names the fields', () => {
      for (const fields of [
        { livePhoto: true },
        { video: document },
        { livePhoto: false, video: document },
      ]) {
        const error = writeError(() => uploaded(fields).toBytes())
        expect(error.path).toBe('')
        expect(error.message).toBe(
          'livePhoto, video stand or fall together, for they share a bit (in inputMediaUploadedPhoto)',
        )
      }
      expect(uploaded({}).toBytes()).toHaveLength(uploaded({ livePhoto: false }).toBytes().length)
      const both = uploaded({ livePhoto: true, video: document })
      expect(tl.InputMediaUploadedPhoto.fromBytes(both.toBytes())).toEqual(both)
    })

    it('names the object whose fields are torn, and not one of them', () => {
      const media = uploaded({ video: document })
      const request = new tl.SendMedia({ peer: new tl.InputPeerSelf(), media, message: '', randomId: 1n })
      const error = writeError(() => request.toBytes())
      expect(error.path).toBe('media')
      expect(error.definition).toBe('inputMediaUploadedPhoto')
    })

    it('refuses what holds itself', () => {
      const array = new tl.JsonArray({ value: [] })
      Object.assign(array, { value: [array] })
      expect(writeError(() => array.toBytes()).message).toBe('nested too deep for the stack')
    })

    it('keeps an empty optional vector', () => {
      const value = uploaded({ stickers: [] })
      expect(value.toBytes()).toHaveLength(uploaded({}).toBytes().length + 8)
      expect(tl.InputMediaUploadedPhoto.fromBytes(value.toBytes())).toEqual(value)
    })

    it('writes again after an error', () => {
      const good = request({}).toBytes()
      expect(() => request({ data: 1 }).toBytes()).toThrow(TlWriteError)
      expect(request({}).toBytes()).toEqual(good)
    })

    it('writes from within a getter', () => {
      const inner = request({}).toBytes()
      const outer = request({})
      Object.defineProperty(outer, 'data', { get: () => request({}).toBytes(), enumerable: true })
      expect(tl.SendEncrypted.fromBytes(outer.toBytes()).data).toEqual(inner)
    })

    it('leaves errors of others alone', () => {
      const value = request({})
      const own = new RangeError('mine')
      Object.defineProperty(value, 'data', {
        get: () => {
          throw own
        },
      })
      expect(thrownBy(() => value.toBytes())).toBe(own)
    })

    it('refuses what is not a function in the place of one', () => {
      for (const value of [undefined, null, 1, {}, [], peer]) {
        const wrapped = new tl.InvokeWithLayer({ layer: 1, query: wrong(value) })
        expect(writeError(() => wrapped.toBytes()).message).toMatch(
          /^query: .* is not a function \(in invokeWithLayer\)$/,
        )
      }
    })
  })

  describe('a text without UTF-8', () => {
    const text = 'a\ud83d and \udcff, not 😀'

    it('is replaced where that is asked for', () => {
      const bytes = message({ message: text }).toBytes({ invalidText: tl.replaceSurrogates })
      expect(tl.Message.fromBytes(bytes).message).toBe('a\ufffd and \ufffd, not 😀')
      // The option is that of one call.
      expect(() => message({ message: text }).toBytes()).toThrow('half of a surrogate pair')
    })

    it('is the bytes that were kept', () => {
      const wrong = Uint8Array.of(
        0x61,
        0xff,
        0xd0,
        0x96,
        0xf0,
        0x9f,
        0xed,
        0xa0,
        0x80,
        0xc0,
        0xaf,
        0xe2,
        0x82,
      )
      const input = bytesBy((writer) => tl.writeBytes(writer, wrong))
      const read = tl.decode(input, tl.readString, { invalidText: tl.keepInvalidUtf8 })
      expect(read).toBe('a\udcffЖ\udcf0\udc9f\udced\udca0\udc80\udcc0\udcaf\udce2\udc82')
      const writer = new Writer(8, { invalidText: tl.restoreInvalidUtf8 })
      tl.writeString(writer, read)
      expect(writer.toBytes()).toEqual(input)
      expect(() => tl.decode(input, tl.readString)).toThrow('the text is not UTF-8')
    })

    it('comes back whatever its bytes are', () => {
      let state = 1
      const random = (): number => (state = (Math.imul(state, 1664525) + 1013904223) >>> 0) >>> 24
      const starts = [0x41, 0x80, 0xbf, 0xc2, 0xe0, 0xed, 0xef, 0xf0, 0xf4, 0xf5, 0x90, 0xa0, 0x9f]
      for (let round = 0; round < 2000; round++) {
        const bytes = Uint8Array.from({ length: round % 24 }, () =>
          round % 2 === 0 ? random() : (starts[random() % starts.length] ?? 0),
        )
        const kept = tl.keepInvalidUtf8(bytes)
        expect(tl.restoreInvalidUtf8(kept)).toEqual(bytes)
        // What is UTF-8 is read as always.
        if (!/[\udc80-\udcff]/.test(kept.replace(/[\ud800-\udbff][\udc00-\udfff]/g, '')))
          expect(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)).toBe(kept)
        else expect(() => new TextDecoder('utf-8', { fatal: true }).decode(bytes)).toThrow()
      }
    })
  })

  describe('memory that results share', () => {
    const values = Array.from({ length: 200 }, (_, i) => request({ data: new Uint8Array(i * 8).fill(i) }))

    it('has each of them to itself', () => {
      const shared = values.map((value) => tl.encodePooled(value))
      expect(shared).toEqual(values.map((value) => value.toBytes()))
      expect(new Set(shared.map(({ buffer }) => buffer)).size).toBeLessThan(100)
    })

    it('is left alone by what fails, and by what is written within another value', () => {
      const before = tl.encodePooled(request({}))
      expect(writeError(() => tl.encodePooled(request({ data: 1 }))).path).toBe('data')
      const inner: Uint8Array[] = []
      const outer = request({})
      Object.defineProperty(outer, 'randomId', {
        get: () => {
          inner.push(tl.encodePooled(request({ randomId: 5n })))
          return 4n
        },
      })
      const bytes = tl.encodePooled(outer)
      const after = tl.encodePooled(request({ randomId: 6n }))
      expect(before).toEqual(request({}).toBytes())
      expect(inner[0]).toEqual(request({ randomId: 5n }).toBytes())
      expect(bytes).toEqual(request({ randomId: 4n }).toBytes())
      expect(after).toEqual(request({ randomId: 6n }).toBytes())
    })

    it('keeps no option of a call', () => {
      const half = message({ message: 'a\ud83d' })
      expect(tl.encodePooled(half, { invalidText: tl.replaceSurrogates })).toEqual(
        message({ message: 'a\ufffd' }).toBytes(),
      )
      expect(() => tl.encodePooled(half)).toThrow('half of a surrogate pair')
    })
  })

  describe('a buffer of the caller', () => {
    const expected = request({ data: new Uint8Array(100).fill(7) }).toBytes()
    const value = request({ data: new Uint8Array(100).fill(7) })

    it('is written into, at any place', () => {
      for (const offset of [0, 1, 2, 3, 8]) {
        const memory = new Uint8Array(512).fill(0xaa)
        const target = memory.subarray(offset, offset + 400)
        expect(tl.encodeInto(value, target)).toBe(expected.length)
        expect(target.subarray(0, expected.length)).toEqual(expected)
        expect(memory.subarray(0, offset).every((byte) => byte === 0xaa)).toBe(true)
        expect(memory.subarray(offset + 400).every((byte) => byte === 0xaa)).toBe(true)
      }
    })

    it('may be just large enough, and no smaller', () => {
      const target = new Uint8Array(expected.length)
      expect(tl.encodeInto(value, target)).toBe(expected.length)
      expect(target).toEqual(expected)
      const text = message({ message: 'ы'.repeat(100) })
      const exact = new Uint8Array(text.toBytes().length)
      expect(tl.encodeInto(text, exact)).toBe(exact.length)
      expect(exact).toEqual(text.toBytes())
      for (const length of [0, 1, 4, expected.length - 1]) {
        expect(() => tl.encodeInto(value, new Uint8Array(length))).toThrow(
          `${String(expected.length)} bytes do not fit in ${String(length)}`,
        )
      }
    })

    it('may be a Buffer', () => {
      const target = Buffer.alloc(200)
      tl.encodeInto(value, target)
      expect(target.subarray(0, expected.length).equals(expected)).toBe(true)
    })

    it('is used again by a writer', () => {
      const writer = tl.writerInto(new Uint8Array(200))
      for (let time = 0; time < 3; time++) {
        writer.pos = 0
        value.$write(writer)
        expect(writer.bytes.subarray(0, writer.pos)).toEqual(expected)
      }
      expect(writer.end).toBe(200)
    })

    it('may be the same one again, whatever became of it', () => {
      const target = new Uint8Array(200)
      for (let time = 0; time < 3; time++) {
        target.fill(0)
        expect(tl.encodeInto(value, target)).toBe(expected.length)
        expect(target.subarray(0, expected.length)).toEqual(expected)
      }
      // What does not fit, or cannot be written, leaves nothing behind; nor do the options of a call.
      expect(() => tl.encodeInto(message({ message: 'x'.repeat(400) }), target)).toThrow('do not fit in 200')
      expect(() => tl.encodeInto(request({ data: 1 }), target)).toThrow('is not bytes')
      const half = message({ message: 'a\ud83d' })
      expect(tl.encodeInto(half, target, { invalidText: tl.replaceSurrogates })).toBeGreaterThan(0)
      expect(() => tl.encodeInto(half, target)).toThrow('half of a surrogate pair')
      expect(tl.encodeInto(value, target)).toBe(expected.length)
      expect(target.subarray(0, expected.length)).toEqual(expected)
      structuredClone(target, { transfer: [target.buffer] })
      expect(() => tl.encodeInto(value, target)).toThrow()
    })

    it('reports an error with its path', () => {
      expect(writeError(() => tl.encodeInto(request({ data: 1 }), new Uint8Array(64))).message).toBe(
        'data: 1 is not bytes: a Uint8Array (in messages.sendEncrypted)',
      )
    })
  })
})
