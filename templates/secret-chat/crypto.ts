/**
 * The primitives that a secret chat needs and JavaScript does not have everywhere. `node.ts` makes them of
 * `node:crypto`, `wasm.ts` of `@mtcute/wasm`; random bytes always come from the platform.
 */
export interface SecretChatCrypto {
  readonly sha1: (data: Uint8Array) => Uint8Array
  readonly sha256: (data: Uint8Array) => Uint8Array
  /** Only for the fingerprint of a file's key. */
  readonly md5: (data: Uint8Array) => Uint8Array
  /** AES-256 in IGE mode, of whole blocks of 16 bytes; the iv has 32. */
  readonly igeEncrypt: (data: Uint8Array, key: Uint8Array, iv: Uint8Array) => Uint8Array
  readonly igeDecrypt: (data: Uint8Array, key: Uint8Array, iv: Uint8Array) => Uint8Array
  /** `base ** exponent % modulus`; native bigints do it where this is absent, but not in constant time. */
  readonly modPow?: (base: bigint, exponent: bigint, modulus: bigint) => bigint
  /** A test whose error is below 2^-80; Miller-Rabin on native bigints does it where this is absent. */
  readonly isPrime?: (candidate: bigint) => boolean
}

/** From the platform's secure source, and nothing else. */
export function randomBytes(length: number): Uint8Array<ArrayBuffer> {
  return crypto.getRandomValues(new Uint8Array(length))
}

/** A random int64: an id of a message or of a key exchange. */
export function randomLong(): bigint {
  return new DataView(randomBytes(8).buffer).getBigInt64(0)
}

/** Whether two texts of bytes are equal, in a time that depends on their lengths alone. */
export function constantTimeEqual(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false
  let difference = 0
  for (let at = 0; at < a.length; at++) difference |= (a[at] ?? 0) ^ (b[at] ?? 0)
  return difference === 0
}

export function concat(...parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}
