import type { SecretChatCrypto } from './crypto.js'
import { bytesOf, numberOf } from './numbers.js'

/** What is used of the module `node:crypto`. Structural, so that the package needs no types of Node. */
export interface NodeCryptoModule {
  createHash(algorithm: string): { update(data: Uint8Array): { digest(): Uint8Array } }
  createCipheriv(algorithm: string, key: Uint8Array, iv: Uint8Array | null): NodeCipher
  createDecipheriv(algorithm: string, key: Uint8Array, iv: Uint8Array | null): NodeCipher
  createDiffieHellman(prime: Uint8Array, generator: Uint8Array): NodeDiffieHellman
  checkPrimeSync(candidate: Uint8Array, options: { checks: number }): boolean
}

interface NodeCipher {
  setAutoPadding(padding: boolean): unknown
  update(data: Uint8Array): Uint8Array
}

interface NodeDiffieHellman {
  setPrivateKey(key: Uint8Array): void
  computeSecret(other: Uint8Array): Uint8Array
}

const blockSize = 16

/**
 * The primitives on Node's OpenSSL (also in Deno and Bun): `import * as crypto from 'node:crypto'`,
 * `nodeCrypto(crypto)`. Powers are computed there as well, in constant time.
 */
export function nodeCrypto(node: NodeCryptoModule): SecretChatCrypto {
  const hash = (algorithm: string, data: Uint8Array): Uint8Array =>
    new Uint8Array(node.createHash(algorithm).update(data).digest())
  let group: { readonly prime: bigint; readonly dh: NodeDiffieHellman } | undefined
  return {
    sha1: (data) => hash('sha1', data),
    sha256: (data) => hash('sha256', data),
    md5: (data) => hash('md5', data),
    igeEncrypt: (data, key, iv) => igeEncrypt(node, data, key, iv),
    igeDecrypt: (data, key, iv) => igeDecrypt(node, data, key, iv),
    modPow: (base, exponent, modulus) => {
      // OpenSSL checks a prime when it first sees it, which takes half a second: there is one prime in practice.
      if (group?.prime !== modulus) {
        group = { prime: modulus, dh: node.createDiffieHellman(bytesOf(modulus, 256), bytesOf(2n, 1)) }
      }
      group.dh.setPrivateKey(bytesOf(exponent, 256))
      return numberOf(group.dh.computeSecret(bytesOf(base, 256)))
    },
    isPrime: (candidate) => node.checkPrimeSync(bytesOf(candidate, 256), { checks: 64 }),
  }
}

/**
 * IGE is c[i] = E(p[i] ^ c[i-1]) ^ p[i-1]. With y[i] = c[i] ^ p[i-1] that is y[i] = E(p[i] ^ p[i-2] ^ y[i-1]): CBC
 * over p[i] ^ p[i-2], done in one call.
 */
function igeEncrypt(
  node: NodeCryptoModule,
  data: Uint8Array,
  key: Uint8Array,
  iv: Uint8Array,
): Uint8Array<ArrayBuffer> {
  checkBlocks(data, iv)
  // Not slice: a Buffer would give a view, and its bytes would change.
  const mixed = new Uint8Array(data)
  for (let at = 0; at + blockSize < data.length; at++) {
    const earlier = at < blockSize ? iv[blockSize + at] : data[at - blockSize]
    mixed[blockSize + at] = (mixed[blockSize + at] ?? 0) ^ (earlier ?? 0)
  }
  const cipher = node.createCipheriv(`aes-${String(key.length * 8)}-cbc`, key, iv.subarray(0, blockSize))
  cipher.setAutoPadding(false)
  const result = new Uint8Array(cipher.update(mixed))
  for (let at = 0; at < result.length; at++) {
    const before = at < blockSize ? iv[blockSize + at] : data[at - blockSize]
    result[at] = (result[at] ?? 0) ^ (before ?? 0)
  }
  return result
}

/** p[i] = D(c[i] ^ p[i-1]) ^ c[i-1]: each block waits for the one before, and no mode of OpenSSL chains like that. */
function igeDecrypt(
  node: NodeCryptoModule,
  data: Uint8Array,
  key: Uint8Array,
  iv: Uint8Array,
): Uint8Array<ArrayBuffer> {
  checkBlocks(data, iv)
  const decipher = node.createDecipheriv(`aes-${String(key.length * 8)}-ecb`, key, null)
  decipher.setAutoPadding(false)
  const result = new Uint8Array(data.length)
  const block = new Uint8Array(blockSize)
  let cipherBefore = iv.subarray(0, blockSize)
  let plainBefore = iv.subarray(blockSize)
  for (let start = 0; start < data.length; start += blockSize) {
    const current = data.subarray(start, start + blockSize)
    for (let at = 0; at < blockSize; at++) block[at] = (current[at] ?? 0) ^ (plainBefore[at] ?? 0)
    const opened = decipher.update(block)
    for (let at = 0; at < blockSize; at++) result[start + at] = (opened[at] ?? 0) ^ (cipherBefore[at] ?? 0)
    cipherBefore = current
    plainBefore = result.subarray(start, start + blockSize)
  }
  return result
}

function checkBlocks(data: Uint8Array, iv: Uint8Array): void {
  if (data.length % blockSize !== 0 || iv.length !== 2 * blockSize) {
    throw new RangeError('IGE takes whole blocks of 16 bytes and an iv of 32')
  }
}
