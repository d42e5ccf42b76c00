import * as zlib from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { claim } from '../../templates/runtime/claim.js'
import {
  Writer,
  decode,
  encode,
  keepInvalidUtf8,
  nodeGunzip,
  readInt53,
  writeBytes,
  writeInt53,
  type ReaderOptions,
  type TlObject,
} from '../../templates/runtime/index.js'
import { gzipFile } from '../support/gzip.js'
import { bytesOf, thrownBy } from '../unit/runtime/load.js'
import { load, type GeneratedClass, type Loaded } from './load.js'

const schema = `// LAYER 7
ints#a1 x:int = Ints;
nats#a2 n:# = Nats;
longs#a3 x:long = Longs;
doubles#a4 x:double = Doubles;
bools#a5 x:Bool = Bools;
texts#a6 x:string = Texts;
blobs#a7 x:bytes = Blobs;
wide#a8 x:int128 y:int256 = Wide;
list#a9 x:Vector<int> = List;
bare#aa x:vector<int> = Bare;
users#ab x:Vector<User> = Users;
user#b1 id:long = User;
userEmpty#b2 = User;
peer#b3 id:int = Peer;
box#ac x:Peer = Box;
rows#ad n:# x:n*[ int ] = Rows;
any#ae x:Object = Any;
pair#af flags:# a:flags.0?int b:flags.0?string = Pair;
maybe#c1 flags:# yes:flags.0?true no:flags.1?Bool n:flags.2?int s:flags.3?string b:flags.4?bytes v:flags.5?Vector<int> = Maybe;
tree#b4 x:Vector<Tree> = Tree;
empty#b5 = Empty;
empties#ba x:vector<empty> = Empties;
deep#b6 v:Vector<Users> = Deep;
---functions---
call#d1 x:User = User;
wrap#d2 {X:Type} n:int query:!X = X;
`

let loaded: Loaded
beforeAll(async () => {
  loaded = await load(schema, afterAll)
})

function classOf(name: string): GeneratedClass {
  const found = loaded.classes.get(name)
  if (!found) throw new Error(`no class ${name}`)
  return found
}

const gunzip = nodeGunzip(zlib)
const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex')
const packed = (file: Uint8Array): string => {
  const writer = new Writer()
  writer.id(0x3072cfa1)
  writeBytes(writer, file)
  return hex(writer.toBytes())
}
const user = bytesOf('b1000000 0500000000000000')
const trees = (depth: number): string => 'b4000000 15c4b51c 01000000'.repeat(depth)

type Reading = readonly [what: string, type: string, hex: string, message: string, options?: ReaderOptions]

/** Takes the registry away again that all others have. */
const noRegistry: object = { registry: undefined }

/** Bytes that are no value of the type, and all that is said of them. */
const readings: readonly Reading[] = [
  ['nothing', 'ints', '', 'the input ends after 0 of 4 bytes (at offset 0)'],
  ['a part of an id', 'ints', 'a10000', 'the input ends after 3 of 4 bytes (at offset 0)'],
  ['a part of an int', 'ints', 'a1000000 0102', 'x: the input ends after 2 of 4 bytes (at offset 4)'],
  ['a part of a long', 'longs', 'a3000000 01000000', 'x: the input ends after 4 of 8 bytes (at offset 4)'],
  [
    'a part of a double',
    'doubles',
    'a4000000 000000000000f0',
    'x: the input ends after 7 of 8 bytes (at offset 4)',
  ],
  [
    'a part of an int256',
    'wide',
    `a8000000 ${'00'.repeat(16)} 010203`,
    'y: the input ends after 3 of 32 bytes (at offset 20)',
  ],
  ['a part of a text', 'texts', 'a6000000 05616263', 'x: the input ends after 3 of 5 bytes (at offset 5)'],
  [
    'a text without its padding',
    'texts',
    'a6000000 0161',
    'x: the input ends after 2 of 4 bytes (at offset 4)',
  ],
  [
    'no padding of an empty text',
    'texts',
    'a6000000 00',
    'x: the input ends after 1 of 4 bytes (at offset 4)',
  ],
  [
    'a part of the long form of a length',
    'blobs',
    'a7000000 ff000000 0100',
    'x: the input ends after 2 of 4 bytes (at offset 8)',
  ],
  [
    'a text that is longer than all of the input',
    'texts',
    'a6000000 feffff00 61626364',
    'x: the input ends after 4 of 65535 bytes (at offset 8)',
  ],
  [
    'a part of a field within a field',
    'box',
    'ac000000 b3000000',
    'x.id: the input ends after 0 of 4 bytes (at offset 8)',
  ],
  ['a part of a mask', 'pair', 'af000000 0100', 'flags: the input ends after 2 of 4 bytes (at offset 4)'],
  [
    'a part of an item',
    'deep',
    'b6000000 15c4b51c 01000000 ab000000 15c4b51c 02000000 b2000000 b1000000 01000000',
    'v[0].x[1].id: the input ends after 4 of 8 bytes (at offset 32)',
  ],
  ['something behind the value', 'ints', 'a1000000 01000000 ff', '1 bytes are left over (at offset 8)'],
  [
    'another vector id',
    'list',
    'a9000000 16c4b51c 00000000',
    'x: unknown constructor 0x1cb5c416 where Vector was expected (at offset 4)',
  ],
  [
    'another Bool id',
    'bools',
    'a5000000 01000000',
    'x: unknown constructor 0x00000001 where Bool was expected (at offset 4)',
  ],
  [
    'another class',
    'ints',
    'a3000000 0100000000000000',
    'unknown constructor 0x000000a3 where ints was expected (at offset 0)',
  ],
  [
    'a constructor of another type',
    'box',
    'ac000000 b2000000',
    'x: unknown constructor 0x000000b2 where Peer of api layer 7 was expected (at offset 4)',
  ],
  [
    'a constructor of another type among several',
    'users',
    'ab000000 15c4b51c 01000000 b3000000 01000000',
    'x[0]: unknown constructor 0x000000b3 where User of api layer 7 was expected (at offset 12)',
  ],
  [
    'an unknown id in the place of an Object',
    'any',
    'ae000000 efbeadde',
    'x: unknown constructor 0xdeadbeef where Object of api layer 7 was expected (at offset 4)',
  ],
  [
    'an Object without a registry',
    'any',
    'ae000000 b2000000',
    'x: an Object can only be read with a registry (option `registry`) (at offset 4)',
    noRegistry,
  ],
  [
    'a length in three bytes where one would do',
    'texts',
    'a6000000 fe030000 61626300',
    'x: the length 3 is not in its shortest form (at offset 4)',
  ],
  [
    'a length in seven bytes where one would do',
    'texts',
    'a6000000 ff030000 00000000 61626300',
    'x: the length 3 is not in its shortest form (at offset 4)',
  ],
  [
    'a length in seven bytes where three would do',
    'blobs',
    'a7000000 fffe0000 00000000',
    'x: the length 254 is not in its shortest form (at offset 4)',
  ],
  ['padding that is not zero', 'texts', 'a6000000 01610002', 'x: the padding is 2, not 0 (at offset 7)'],
  [
    'padding that is not zero behind bytes',
    'blobs',
    'a7000000 02616205',
    'x: the padding is 5, not 0 (at offset 7)',
  ],
  ['a text that is not UTF-8', 'texts', 'a6000000 0361ff62', 'x: the text is not UTF-8 (at offset 5)'],
  [
    'a text that is half a surrogate pair',
    'texts',
    'a6000000 03eda080',
    'x: the text is not UTF-8 (at offset 5)',
  ],
  [
    'a negative count',
    'list',
    'a9000000 15c4b51c ffffffff',
    'x: 4294967295 elements cannot be in 0 bytes (at offset 12)',
  ],
  [
    'a count beyond the input',
    'list',
    'a9000000 15c4b51c 03000000 01000000 02000000',
    'x: 3 elements cannot be in 8 bytes (at offset 12)',
  ],
  [
    'a count of a bare vector beyond the input',
    'bare',
    'aa000000 00000080',
    'x: 2147483648 elements cannot be in 0 bytes (at offset 8)',
  ],
  [
    'a count that a field says, beyond the input',
    'rows',
    'ad000000 05000000 01000000',
    'x: 5 elements cannot be in 4 bytes (at offset 8)',
  ],
  [
    'too many elements',
    'list',
    'a9000000 15c4b51c 02000000 01000000 02000000',
    'x: the vectors have more elements than allowed (option `maxElements`) (at offset 12)',
    { maxElements: 1 },
  ],
  [
    'too many empty elements',
    'empties',
    'ba000000 03000000',
    'x: the vectors have more empty elements than allowed (option `maxEmptyElements`) (at offset 8)',
    { maxEmptyElements: 2 },
  ],
  [
    'too many levels',
    'tree',
    `${trees(3)} b4000000 15c4b51c 00000000`,
    'x[0].x[0].x[0]: the value is nested deeper than allowed (option `maxDepth`) (at offset 36)',
    { maxDepth: 2 },
  ],
  [
    'what is packed, without an unpacker',
    'users',
    packed(gzipFile(user)),
    'unknown constructor 0x3072cfa1 where users was expected (option `gunzip`) (at offset 0)',
  ],
  [
    'what is packed in a field, without an unpacker',
    'any',
    `ae000000 ${packed(gzipFile(user))}`,
    'x: unknown constructor 0x3072cfa1 where Object of api layer 7 was expected (option `gunzip`) (at offset 4)',
  ],
  [
    'what is packed in the place of another type',
    'box',
    `ac000000 ${packed(gzipFile(user))}`,
    'x: unknown constructor 0x3072cfa1 where Peer of api layer 7 was expected (option `gunzip`) (at offset 4)',
    { gunzip },
  ],
  [
    'packed data that is no gzip',
    'any',
    `ae000000 ${packed(user)}`,
    'x: the packed data is not gzip (at offset 8)',
    { gunzip },
  ],
  [
    'packed data that is cut off',
    'any',
    `ae000000 ${packed(gzipFile(user).subarray(0, -5))}`,
    'x: the packed data is cut off, or something follows it (at offset 8)',
    { gunzip },
  ],
  [
    'packed data with a wrong checksum',
    'any',
    `ae000000 ${packed(gzipFile(user, { checksum: 0 }))}`,
    'x: the packed data is damaged (at offset 8)',
    { gunzip },
  ],
  [
    'more packed data than allowed',
    'any',
    `ae000000 ${packed(gzipFile(user))}`,
    'x: the packed data unpacks to 12 bytes, more than allowed (option `maxUnpacked`) (at offset 8)',
    { gunzip, maxUnpacked: 11 },
  ],
  [
    'a part of a packed value',
    'any',
    `ae000000 ${packed(gzipFile(user.subarray(0, 7)))}`,
    'x.id: the input ends after 3 of 8 bytes, at offset 4 of the unpacked data (at offset 8)',
    { gunzip },
  ],
  [
    'something behind a packed value',
    'user',
    packed(gzipFile(bytesOf('b1000000 0500000000000000 00'))),
    '1 bytes are left over, at offset 12 of the unpacked data (at offset 4)',
    { gunzip },
  ],
  [
    'nothing packed',
    'user',
    packed(gzipFile(new Uint8Array())),
    'the input ends after 0 of 4 bytes, at offset 0 of the unpacked data (at offset 4)',
    { gunzip },
  ],
]

describe('refuses to read', () => {
  it.each(readings.map((reading) => ({ what: reading[0], reading })))('$what', ({ reading }) => {
    const [, type, bytes, message, options] = reading
    const error = thrownBy(() =>
      classOf(type).fromBytes(bytesOf(bytes), { registry: loaded.registry, ...options }),
    )
    expect(String(error)).toBe(`TlReadError: ${message}`)
  })
})

const half = '\ud83d'
const userOf = (id: unknown): object => make('user', { id })
const hole = (): unknown[] => {
  const items = new Array<unknown>(3)
  items[0] = userOf(1n)
  items[2] = userOf(1n)
  return items
}

/** Fields that the type has no bytes for, and all that is said of them. */
const writings: readonly (readonly [what: string, type: string, fields: () => object, message: string])[] = [
  ['an int of 33 bits', 'ints', () => ({ x: 2 ** 31 }), 'x: 2147483648 is not an int of 32 bits (in ints)'],
  [
    'an int below',
    'ints',
    () => ({ x: -(2 ** 31) - 1 }),
    'x: -2147483649 is not an int of 32 bits (in ints)',
  ],
  ['half an int', 'ints', () => ({ x: 0.5 }), 'x: 0.5 is not an int of 32 bits (in ints)'],
  ['NaN for an int', 'ints', () => ({ x: NaN }), 'x: NaN is not an int of 32 bits (in ints)'],
  ['a bigint for an int', 'ints', () => ({ x: 1n }), 'x: 1n is not an int of 32 bits (in ints)'],
  ['a text for an int', 'ints', () => ({ x: '1' }), 'x: "1" is not an int of 32 bits (in ints)'],
  ['no int', 'ints', () => ({}), 'x: undefined is not an int of 32 bits (in ints)'],
  ['a negative #', 'nats', () => ({ n: -1 }), 'n: -1 is not a `#`: an integer from 0 to 2^32 - 1 (in nats)'],
  [
    'a # of 33 bits',
    'nats',
    () => ({ n: 2 ** 32 }),
    'n: 4294967296 is not a `#`: an integer from 0 to 2^32 - 1 (in nats)',
  ],
  [
    'a long of 65 bits',
    'longs',
    () => ({ x: 2n ** 63n }),
    'x: 9223372036854775808n is not a long: a bigint of 64 bits (in longs)',
  ],
  ['a number for a long', 'longs', () => ({ x: 1 }), 'x: 1 is not a long: a bigint of 64 bits (in longs)'],
  ['no long', 'longs', () => ({}), 'x: undefined is not a long: a bigint of 64 bits (in longs)'],
  ['a text for a double', 'doubles', () => ({ x: '1.5' }), 'x: "1.5" is not a double: a number (in doubles)'],
  ['a bigint for a double', 'doubles', () => ({ x: 1n }), 'x: 1n is not a double: a number (in doubles)'],
  ['a number for a Bool', 'bools', () => ({ x: 1 }), 'x: 1 is not a Bool: a boolean (in bools)'],
  ['no Bool', 'bools', () => ({}), 'x: undefined is not a Bool: a boolean (in bools)'],
  ['bytes for a text', 'texts', () => ({ x: Uint8Array.of(1) }), 'x: 1 bytes is not a string (in texts)'],
  [
    'half of a surrogate pair',
    'texts',
    () => ({ x: `a${half}` }),
    'x: "a\\ud83d" is not a string: it has half of a surrogate pair (in texts)',
  ],
  [
    'half of a surrogate pair in a long text',
    'texts',
    () => ({ x: `${half}${'long '.repeat(20)}` }),
    'x: "\\ud83dlong long long long long long long long…" is not a string: it has half of a surrogate pair (in texts)',
  ],
  ['a text for bytes', 'blobs', () => ({ x: 'AQ==' }), 'x: "AQ==" is not bytes: a Uint8Array (in blobs)'],
  [
    'an array for bytes',
    'blobs',
    () => ({ x: [1, 2] }),
    'x: an array of 2 is not bytes: a Uint8Array (in blobs)',
  ],
  [
    'another buffer for bytes',
    'blobs',
    () => ({ x: new Uint16Array(2) }),
    'x: an object is not bytes: a Uint8Array (in blobs)',
  ],
  [
    '15 bytes for an int128',
    'wide',
    () => ({ x: new Uint8Array(15), y: new Uint8Array(32) }),
    'x: 15 bytes is not an int128: 16 bytes (in wide)',
  ],
  [
    '16 bytes for an int256',
    'wide',
    () => ({ x: new Uint8Array(16), y: new Uint8Array(16) }),
    'y: 16 bytes is not an int256: 32 bytes (in wide)',
  ],
  ['a member of another union', 'box', () => ({ x: userOf(1n) }), 'x: user is not a Peer (in box)'],
  ['a plain object', 'box', () => ({ x: { _: 'peer', id: 1 } }), 'x: peer is not a Peer (in box)'],
  ['a number for an object', 'box', () => ({ x: 5 }), 'x: 5 is not a Peer (in box)'],
  ['null for an object', 'box', () => ({ x: null }), 'x: null is not a Peer (in box)'],
  ['no object', 'box', () => ({}), 'x: undefined is not a Peer (in box)'],
  [
    'a member of another union in a vector',
    'users',
    () => ({ x: [userOf(1n), make('peer', { id: 1 })] }),
    'x[1]: peer is not a User (in users)',
  ],
  [
    'a hole in a vector of objects',
    'users',
    () => ({ x: hole() }),
    'x[1]: undefined is not a User (in users)',
  ],
  [
    'a hole in a vector of ints',
    'list',
    () => ({ x: new Array<number>(2) }),
    'x[0]: undefined is not an int of 32 bits (in list)',
  ],
  [
    'what is no vector',
    'list',
    () => ({ x: new Set([1]) }),
    'x: an object is not a vector: an array (in list)',
  ],
  ['no vector', 'list', () => ({}), 'x: undefined is not a vector: an array (in list)'],
  [
    'what is wrong far within',
    'deep',
    () => ({ v: [make('users', { x: [userOf(1n), userOf(2)] })] }),
    'v[0].x[1].id: 2 is not a long: a bigint of 64 bits (in user)',
  ],
  [
    'one of two that share a bit',
    'pair',
    () => ({ a: 1 }),
    'a, b stand or fall together, for they share a bit (in pair)',
  ],
  [
    'the other of two that share a bit',
    'pair',
    () => ({ b: '' }),
    'a, b stand or fall together, for they share a bit (in pair)',
  ],
  [
    'more items than the field says',
    'rows',
    () => ({ n: 1, x: [1, 2] }),
    'x: 2 elements where 1 must be (in rows)',
  ],
  [
    'fewer items than the field says',
    'rows',
    () => ({ n: 3, x: [1, 2] }),
    'x: 2 elements where 3 must be (in rows)',
  ],
  [
    'a plain object for an Object',
    'any',
    () => ({ x: { _: 'user', id: 1n } }),
    'x: user is not an Object (in any)',
  ],
  [
    'a constructor for a function',
    'wrap',
    () => ({ n: 1, query: make('userEmpty', {}) }),
    'query: userEmpty is not a function (in wrap)',
  ],
  ['nothing for a function', 'wrap', () => ({ n: 1 }), 'query: undefined is not a function (in wrap)'],
  ['a text for an Object', 'any', () => ({ x: 'user' }), 'x: "user" is not an Object (in any)'],
  ['no Object', 'any', () => ({}), 'x: undefined is not an Object (in any)'],
  [
    'a wrong optional field',
    'maybe',
    () => ({ n: null, s: 5 }),
    'n: null is not an int of 32 bits (in maybe)',
  ],
  [
    'a wrong field of a request',
    'call',
    () => ({ x: make('peer', { id: 1 }) }),
    'x: peer is not a User (in call)',
  ],
  [
    'a wrong field of an object in a request',
    'call',
    () => ({ x: userOf('1') }),
    'x.id: "1" is not a long: a bigint of 64 bits (in user)',
  ],
]

function make(type: string, fields: object): TlObject {
  return new (classOf(type))(claim<never>(fields))
}

describe('refuses to write', () => {
  it.each(writings)('%s', (_, type, fields, message) => {
    const error = thrownBy(() => make(type, fields()).toBytes())
    expect(String(error)).toBe(`TlWriteError: ${message}`)
  })

  it('what holds itself', () => {
    const tree = make('tree', { x: [] })
    Object.assign(tree, { x: [tree] })
    expect(() => tree.toBytes()).toThrow(/^nested too deep for the stack$/)
  })
})

describe('as other engines say that a method is missing', () => {
  const texts = [
    'this.x.$api$ns$Peer is not a function',
    "Cannot read properties of undefined (reading '$api$ns$Peer')",
    "this.x.$api$ns$Peer is not a function. (In 'this.x.$api$ns$Peer(e)', 'this.x.$api$ns$Peer' is undefined)",
    "undefined is not an object (evaluating 'this.x.$api$ns$Peer')",
    'this.x.$api$ns$Peer is not a function',
    `can't access property "$api$ns$Peer", this.x is undefined`,
    '$.$api$ns$Peer is not a function',
    "undefined is not an object (evaluating '$e.$$api$ns$Peer')",
  ]
  it.each(texts)('%s', (text) => {
    const value = {
      _: 'box',
      x: 5,
      $write(): void {
        if (this.x === 5) throw new TypeError(text)
      },
    }
    expect(() => encode(value)).toThrow(/^x: 5 is not a ns\.Peer \(in box\)$/)
  })
})

describe('what is little or nothing', () => {
  it('is written and read again', () => {
    const fields = { yes: true, no: false, n: 0, s: '', b: new Uint8Array(), v: [] }
    const value = make('maybe', fields)
    expect(hex(value.toBytes())).toBe(
      'c1000000' + '3f000000' + '379779bc' + '00000000' + '00000000' + '00000000' + '15c4b51c' + '00000000',
    )
    expect(classOf('maybe').fromBytes(value.toBytes())).toEqual(value)
    expect(hex(make('maybe', {}).toBytes())).toBe('c1000000' + '00000000')
    expect(hex(make('maybe', { yes: false, s: '' }).toBytes())).toBe('c1000000' + '08000000' + '00000000')
  })

  it('is a leading U+FEFF, which stays', () => {
    for (const x of ['\ufeff', '\ufeffa', `\ufeff${'ж'.repeat(300)}`]) {
      expect(classOf('texts').fromBytes(make('texts', { x }).toBytes())).toMatchObject({ x })
    }
  })

  it('is a byte that is no text, where it is kept', () => {
    const bytes = bytesOf('a6000000 0361ff62')
    const options = { invalidText: keepInvalidUtf8 }
    expect(classOf('texts').fromBytes(bytes, options)).toMatchObject({ x: 'a\udcffb' })
  })
})

it('2^24 bytes and letters, and more, come back', () => {
  for (const length of [0xffffff, 0x1000000, 0x1000003]) {
    const bytes = make('blobs', { x: new Uint8Array(length).fill(7) }).toBytes()
    expect(bytes[4]).toBe(length > 0xffffff ? 255 : 254)
    expect(classOf('blobs').fromBytes(bytes).toBytes().length).toBe(bytes.length)
    const text = make('texts', { x: 'a'.repeat(length) }).toBytes()
    expect(text.length).toBe(bytes.length)
    expect(Buffer.compare(classOf('texts').fromBytes(text).toBytes(), text)).toBe(0)
  }
})

it('an int53 that is none', () => {
  const read = (bytes: string): number => decode(bytesOf(bytes), readInt53)
  expect(() => read('00000000 00002000')).toThrow(/^9007199254740992 does not fit 53 bits \(at offset 0\)$/)
  const write = (x: unknown) => ({
    _: 'box',
    x,
    $write(writer: Writer): void {
      writeInt53(writer, claim<number>(this.x))
    },
  })
  const said = ' is not an int53: an integer of 53 bits (in box)'
  expect(() => encode(write(2 ** 53))).toThrow(`x: 9007199254740992${said}`)
  expect(() => encode(write(1n))).toThrow(`x: 1n${said}`)
  expect(() => encode(write(0.5))).toThrow(`x: 0.5${said}`)
})
