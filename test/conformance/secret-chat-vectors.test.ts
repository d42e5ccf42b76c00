import { createHash } from 'node:crypto'
import { createAesIgeForMessage, createAesIgeForMessageOld } from '@mtcute/core/utils.js'
import { describe, expect, test } from 'vitest'
import { messages } from '../../generated/telegram/api/index.js'
import {
  decryptPayload,
  deriveKey,
  encryptPayload,
  fingerprintOf,
  randomBytes,
  visualisationOf,
  type EncryptionVersion,
} from '../../templates/secret-chat/index.js'
import { bytesOf, modPow, numberOf } from '../../templates/secret-chat/numbers.js'
import { crypto, telegramPrime } from '../unit/secret-chat/network.js'
import { authKeySample, igePaper, unhex } from '../unit/secret-chat/vectors.js'

describe('published vectors', () => {
  test.each([...igePaper, authKeySample])('AES-IGE %#', ({ key, iv, plain, encrypted }) => {
    expect(crypto.igeEncrypt(unhex(plain), unhex(key), unhex(iv))).toEqual(unhex(encrypted))
    expect(crypto.igeDecrypt(unhex(encrypted), unhex(key), unhex(iv))).toEqual(unhex(plain))
  })

  test('AES-IGE leaves what it is given as it is, be it a Buffer', () => {
    const [data, key, iv] = [Buffer.alloc(64, 'data'), Buffer.alloc(32, 'key'), Buffer.alloc(32, 'iv')]
    const encrypted = Buffer.from(crypto.igeEncrypt(data, key, iv))
    expect(data).toEqual(Buffer.alloc(64, 'data'))
    expect(Buffer.from(crypto.igeDecrypt(encrypted, key, iv))).toEqual(data)
    expect(encrypted).toEqual(Buffer.from(crypto.igeEncrypt(data, key, iv)))
  })

  test('powers, by OpenSSL and by bigint', () => {
    const b = numberOf(unhex(authKeySample.b))
    const prime = numberOf(telegramPrime)
    for (const power of [modPow(3n, b, prime), modPow(3n, b, prime, crypto)]) {
      expect(bytesOf(power, 256)).toEqual(unhex(authKeySample.gB))
    }
  })

  test('hashes: of the empty text, and of "abc"', () => {
    const text = Buffer.from('abc')
    expect(Buffer.from(crypto.sha1(text)).toString('hex')).toBe('a9993e364706816aba3e25717850c26c9cd0d89d')
    expect(Buffer.from(crypto.sha256(text)).toString('hex')).toBe(
      'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
    )
    expect(Buffer.from(crypto.md5(text)).toString('hex')).toBe('900150983cd24fb0d6963f7d28e17f72')
  })
})

interface Ige {
  readonly key: Uint8Array
  readonly iv: Uint8Array
}

/** What mtcute asks of its platform, as far as the key of a message needs it; notes the key that it comes to. */
class NotingCrypto {
  noted: Ige | undefined

  sha1(data: Uint8Array): Uint8Array {
    return createHash('sha1').update(data).digest()
  }

  sha256(data: Uint8Array): Uint8Array {
    return createHash('sha256').update(data).digest()
  }

  createAesIge(key: Uint8Array, iv: Uint8Array): ReturnType<typeof createAesIgeForMessage> {
    this.noted = { key: new Uint8Array(key), iv: new Uint8Array(iv) }
    return {
      encrypt: (data) => crypto.igeEncrypt(data, key, iv),
      decrypt: (data) => crypto.igeDecrypt(data, key, iv),
    }
  }
}

function judge(): { noting: NotingCrypto; provider: Parameters<typeof createAesIgeForMessage>[0] } {
  const noting = new NotingCrypto()
  const unused = (): never => {
    throw new Error('not needed for the key of a message')
  }
  const provider = {
    sha1: noting.sha1.bind(noting),
    sha256: noting.sha256.bind(noting),
    createAesIge: noting.createAesIge.bind(noting),
    ...{ pbkdf2: unused, hmacSha256: unused, createAesCtr: unused, factorizePQ: unused },
    ...{ gzip: unused, gunzip: unused, randomFill: unused, randomBytes: unused },
  }
  return { noting, provider }
}

describe('mtcute as the judge', () => {
  const directions: readonly (readonly [EncryptionVersion, boolean])[] = [
    [2, true],
    [2, false],
    [1, true],
    [1, false],
  ]

  test.each(directions)('MTProto %i.0, from the originator: %s', (version, fromOriginator) => {
    for (let round = 0; round < 50; round++) {
      const key = randomBytes(256)
      const message = randomBytes(4 * (1 + (round % 40)))
      const data = encryptPayload(message, { key, version, fromOriginator }, crypto)
      const messageKey = data.slice(8, 24)
      const { noting, provider } = judge()
      // 1.0 uses one direction for both sides of a secret chat.
      const ige =
        version === 2
          ? createAesIgeForMessage(provider, key, messageKey, fromOriginator)
          : createAesIgeForMessageOld(provider, key, messageKey, true)
      expect(deriveKey(messageKey, { key, version, fromOriginator }, crypto)).toEqual(noting.noted)
      const plain = Buffer.from(ige.decrypt(data.subarray(24)))
      expect(plain.readInt32LE(0)).toBe(message.length)
      expect(new Uint8Array(plain.subarray(4, 4 + message.length))).toEqual(message)
      const padding = plain.length - 4 - message.length
      expect(padding).toBeGreaterThanOrEqual(version === 2 ? 12 : 0)
      expect(padding).toBeLessThanOrEqual(version === 2 ? 1024 : 15)
      const x = fromOriginator ? 0 : 8
      const text = Buffer.concat([key.subarray(88 + x, 120 + x), plain])
      const hash =
        version === 2
          ? createHash('sha256').update(text).digest().subarray(8, 24)
          : createHash('sha1')
              .update(plain.subarray(0, 4 + message.length))
              .digest()
              .subarray(4, 20)
      expect(new Uint8Array(hash)).toEqual(messageKey)
      expect(decryptPayload(data, { key, version, fromOriginator }, crypto)).toEqual(message)
    }
  })
})

test('fingerprint and visualisation of a key', () => {
  const key = new Uint8Array(256).fill(7)
  const sha1 = createHash('sha1').update(key).digest()
  const sha256 = createHash('sha256').update(key).digest()
  expect(fingerprintOf(key, crypto)).toBe(sha1.readBigInt64LE(12))
  expect(visualisationOf(key, crypto)).toEqual(
    new Uint8Array(Buffer.concat([sha1.subarray(0, 16), sha256.subarray(0, 20)])),
  )
})

test('the golden lines are what a chat sends', () => {
  const fields = { chatId: 0x01020304, accessHash: 0x1122334455667788n }
  const line = '157afa4401000000e1b541f104030201887766554433221108070605040302010501020304050000'
  const { peer, randomId, silent, data } = messages.SendEncrypted.fromBytes(unhex(line))
  expect(peer).toMatchObject(fields)
  expect({ randomId, silent, data }).toEqual({
    randomId: 0x0102030405060708n,
    silent: true,
    data: Uint8Array.of(1, 2, 3, 4, 5),
  })
})
