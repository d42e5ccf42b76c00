import { concat, randomBytes, type SecretChatCrypto } from './crypto.js'
import { SecretChatError } from './errors.js'
import { bytesOf, isProbablePrime, modPow, numberOf } from './numbers.js'

/** The length of p, and of every key, in bytes. */
const size = 256

/** The group of a key exchange, as `messages.getDhConfig` gives it. */
export interface DhGroup {
  readonly g: number
  /** Big-endian. */
  readonly p: Uint8Array
}

/** The safe prime that Telegram's servers have given since 2013; what is equal to it needs no test. */
const knownPrime =
  0xc71caeb9c6b1c9048e6c522f70f13f73980d40238e3e21c14934d037563d930f48198a0aa7c14058229493d22530f4dbfa336f6e0ac925139543aed44cce7c3720fd51f69458705ac68cd4fe6b6b13abdc9746512969328454f18faf8c595f642477fe96bb2a941d5bcd1d4ac8cc49880708fa9b378e3c4f3a9060bee67cf9a4a4a695811051907e162753b56b0f6b410dba74d8a84b2a14b3144e0ef1284754fd17ed950d5965b4b9dd46582db1178d169c6bc465b0d6ff9ca3928fef5b9ae4e418fc15e83ebea0f87fa9ff5eed70050ded2849f47bf959d956850ce929851f0d8115f635b105ee2e4e15d04b2454bf6f4fadf034b10403119cd8e3b92fcc5bn

/** For which remainders of p the generator g spans the subgroup of order (p - 1) / 2: mtproto/auth_key, step 5. */
const residues: ReadonlyMap<number, { readonly modulus: bigint; readonly allowed: readonly bigint[] }> =
  new Map([
    [2, { modulus: 8n, allowed: [7n] }],
    [3, { modulus: 3n, allowed: [2n] }],
    [4, { modulus: 1n, allowed: [0n] }],
    [5, { modulus: 5n, allowed: [1n, 4n] }],
    [6, { modulus: 24n, allowed: [19n, 23n] }],
    [7, { modulus: 7n, allowed: [3n, 5n, 6n] }],
  ])

/** Primes that passed the test, so that it is made once. */
const passed = new Set<bigint>([knownPrime])

/**
 * Refuses a group that is not safe: p must be a safe prime of 2048 bits, and g generate its large subgroup.
 * @throws SecretChatError `unsafe-key-exchange`
 */
export function checkGroup({ g, p }: DhGroup, crypto: SecretChatCrypto): void {
  const prime = numberOf(p)
  if (prime >> 2047n !== 1n) throw unsafe('p has not 2048 bits')
  const residue = residues.get(g)
  if (!residue) throw unsafe(`g is ${String(g)}, and not 2 to 7`)
  if (!residue.allowed.includes(prime % residue.modulus)) throw unsafe(`g = ${String(g)} does not fit p`)
  if (passed.has(prime)) return
  if (!isSafePrime(prime, crypto)) throw unsafe('p is not a safe prime')
  passed.add(prime)
}

/**
 * Whether both p and q = (p - 1) / 2 are primes. With a prime q, Pocklington's theorem makes one power of 2 a proof
 * for p: 2^(p-1) = 1 modulo p, and 2^2 - 1 has no factor in common with p.
 */
export function isSafePrime(prime: bigint, crypto?: Pick<SecretChatCrypto, 'isPrime'>): boolean {
  if (prime % 2n === 0n || prime % 3n === 0n || modPow(2n, prime - 1n, prime) !== 1n) return false
  const half = (prime - 1n) / 2n
  return crypto?.isPrime ? crypto.isPrime(half) : isProbablePrime(half)
}

/** One side's secret and what it shows of it. */
export interface KeyPair {
  /** Big-endian, 256 bytes. */
  readonly secret: Uint8Array
  /** `g ** secret % p`, big-endian, 256 bytes. */
  readonly shown: Uint8Array
}

/** A new secret whose public value passes the checks that the peer makes. */
export function newKeyPair({ g, p }: DhGroup, crypto: SecretChatCrypto): KeyPair {
  const prime = numberOf(p)
  for (;;) {
    const secret = randomBytes(size)
    const shown = modPow(BigInt(g), numberOf(secret), prime, crypto)
    if (isInRange(shown, prime)) return { secret, shown: bytesOf(shown, size) }
  }
}

/** 2^(2048-64) < value < p - 2^(2048-64): end-to-end, key generation. */
function isInRange(value: bigint, prime: bigint): boolean {
  const margin = 1n << 1984n
  return value > margin && value < prime - margin
}

/**
 * The common key, of the own secret and what the peer shows.
 * @throws SecretChatError `unsafe-key-exchange`
 */
export function commonKey(
  group: DhGroup,
  secret: Uint8Array,
  shown: Uint8Array,
  crypto: SecretChatCrypto,
): Uint8Array {
  const prime = numberOf(group.p)
  const other = numberOf(shown)
  if (!isInRange(other, prime)) throw unsafe('what the peer shows is not between 2^1984 and p - 2^1984')
  return bytesOf(modPow(other, numberOf(secret), prime, crypto), size)
}

/** The last 64 bits of SHA1(key), as a little-endian long. */
export function fingerprintOf(key: Uint8Array, crypto: SecretChatCrypto): bigint {
  const hash = crypto.sha1(key)
  return new DataView(hash.buffer, hash.byteOffset + 12, 8).getBigInt64(0, true)
}

/** What both sides can compare: SHA1(first key)[0:16] ‖ SHA256(first key)[0:20]. */
export function visualisationOf(key: Uint8Array, crypto: SecretChatCrypto): Uint8Array {
  return concat(crypto.sha1(key).subarray(0, 16), crypto.sha256(key).subarray(0, 20))
}

function unsafe(message: string): SecretChatError {
  return new SecretChatError('unsafe-key-exchange', message)
}
