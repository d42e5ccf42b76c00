import { randomBytes, type SecretChatCrypto } from './crypto.js'

/** Big-endian bytes to a number. */
export function numberOf(bytes: Uint8Array): bigint {
  let hex = '0x0'
  for (const byte of bytes) hex += byte.toString(16).padStart(2, '0')
  return BigInt(hex)
}

/** A number as big-endian bytes, padded on the left. */
export function bytesOf(value: bigint, length: number): Uint8Array<ArrayBuffer> {
  const hex = value.toString(16).padStart(length * 2, '0')
  const bytes = new Uint8Array(hex.length / 2)
  for (let at = 0; at < bytes.length; at++) bytes[at] = Number.parseInt(hex.slice(at * 2, at * 2 + 2), 16)
  return bytes
}

/** `base ** exponent % modulus` */
export function modPow(
  base: bigint,
  exponent: bigint,
  modulus: bigint,
  crypto?: Pick<SecretChatCrypto, 'modPow'>,
): bigint {
  if (crypto?.modPow) return crypto.modPow(base, exponent, modulus)
  let result = 1n
  for (const bit of exponent.toString(2)) {
    result = (result * result) % modulus
    if (bit === '1') result = (result * base) % modulus
  }
  return result
}

const smallPrimes = [2n, 3n, 5n, 7n, 11n, 13n, 17n, 19n, 23n, 29n, 31n, 37n, 41n, 43n, 47n, 53n]

/**
 * Miller-Rabin with random bases.
 * @param rounds a composite number passes each with a probability below 1/4
 */
export function isProbablePrime(candidate: bigint, rounds = 64): boolean {
  if (candidate < 2n) return false
  for (const prime of smallPrimes) if (candidate % prime === 0n) return candidate === prime
  let odd = candidate - 1n
  let twos = 0
  for (; odd % 2n === 0n; odd /= 2n) twos++
  for (let round = 0; round < rounds; round++) {
    if (isWitness(randomBelow(candidate - 3n) + 2n, candidate, odd, twos)) return false
  }
  return true
}

/** Whether a base proves that `candidate = odd * 2 ** twos + 1` is composite. */
function isWitness(base: bigint, candidate: bigint, odd: bigint, twos: number): boolean {
  let power = modPow(base, odd, candidate)
  if (power === 1n || power === candidate - 1n) return false
  for (let square = 1; square < twos; square++) {
    power = (power * power) % candidate
    if (power === candidate - 1n) return false
  }
  return true
}

/** As good as evenly distributed: the 64 extra bits leave a bias below 2^-64. */
function randomBelow(limit: bigint): bigint {
  return numberOf(randomBytes(Math.ceil(limit.toString(16).length / 2) + 8)) % limit
}
