import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import {
  checkFileFingerprint,
  decryptFile,
  encryptFile,
  encryptedSize,
  fileFingerprint,
  newFileKey,
  randomBytes,
} from '../../../templates/secret-chat/index.js'
import { crypto } from './network.js'

function* pieces(bytes: Uint8Array, size: number): Generator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}

async function gather(source: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const parts: Uint8Array[] = []
  for await (const part of source) parts.push(part)
  return new Uint8Array(Buffer.concat(parts))
}

test.each([0, 1, 15, 16, 17, 100, 1000, 65_537])(
  'a file of %i bytes, in pieces of any length',
  async (size) => {
    const key = newFileKey()
    const file = new Uint8Array(Buffer.alloc(size, 'a file'))
    const encrypted = await gather(encryptFile(pieces(file, 1000), key, crypto))
    expect(encrypted).toHaveLength(encryptedSize(size))
    for (const piece of [1 + Math.floor(size / 7), 16, 4096]) {
      expect(await gather(decryptFile(pieces(encrypted, piece), key, size, crypto))).toEqual(file)
    }
    const whole = crypto.igeDecrypt(encrypted, key.key, key.iv)
    expect(whole.subarray(0, size)).toEqual(file)
  },
)

test('the pieces do not show', async () => {
  const key = newFileKey()
  const file = randomBytes(16 * 50)
  const once = await gather(encryptFile([file], key, crypto))
  expect(await gather(encryptFile(pieces(file, 7), key, crypto))).toEqual(once)
  expect(once).toEqual(crypto.igeEncrypt(file, key.key, key.iv))
})

test('a file that is cut is refused', async () => {
  const key = newFileKey()
  const encrypted = await gather(encryptFile([randomBytes(100)], key, crypto))
  for (const length of [0, 16, 111, 96]) {
    await expect(gather(decryptFile([encrypted.subarray(0, length)], key, 100, crypto))).rejects.toThrow(
      'the file is cut',
    )
  }
})

test('the fingerprint of a key', () => {
  const key = newFileKey()
  const hash = createHash('md5').update(key.key).update(key.iv).digest()
  expect(fileFingerprint(key, crypto)).toBe(hash.readInt32LE(0) ^ hash.readInt32LE(4))
  expect(() => {
    checkFileFingerprint(fileFingerprint(key, crypto), key, crypto)
  }).not.toThrow()
  expect(() => {
    checkFileFingerprint(1, key, crypto)
  }).toThrow('the fingerprint of the file is not that of its key')
})
