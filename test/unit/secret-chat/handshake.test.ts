import { describe, expect, test } from 'vitest'
import {
  EncryptedChat,
  EncryptedChatRequested,
  EncryptedChatWaiting,
  InputUser,
} from '../../../generated/telegram/api/index.js'
import {
  acceptChat,
  chatWaiting,
  checkGroup,
  confirmChat,
  isSafePrime,
  requestChat,
  SecretChatError,
  type DhGroup,
} from '../../../templates/secret-chat/index.js'
import { bytesOf, isProbablePrime, modPow, numberOf } from '../../../templates/secret-chat/numbers.js'
import { wasmCrypto } from '../../../templates/secret-chat/wasm.js'
import { agree, context, crypto, group, telegramPrime } from './network.js'
import { rfc3526Prime } from './vectors.js'

const userId = new InputUser({ userId: 2n, accessHash: 22n })
const shared = { id: 5, accessHash: 9n, date: 1, adminId: 1n, participantId: 2n }
const prime = numberOf(telegramPrime)

function codeOf(work: () => unknown): string | undefined {
  try {
    work()
    return undefined
  } catch (error) {
    if (error instanceof SecretChatError) return error.code
    throw error
  }
}

test('two sides come to the same key, and show the same picture of it', () => {
  const { alice, bob, fromAlice, fromBob } = agree()
  expect(alice.key).toEqual(bob.key)
  expect(alice.visualisation).toBe(bob.visualisation)
  expect(Buffer.from(alice.visualisation, 'base64')).toHaveLength(36)
  expect(Buffer.from(alice.key.bytes, 'base64')).toHaveLength(256)
  for (const requests of [fromAlice, fromBob]) {
    expect(requests.map((request) => request._)).toEqual(['messages.sendEncryptedService'])
  }
})

describe('the group', () => {
  const check = (changed: Partial<DhGroup>): string | undefined =>
    codeOf(() => {
      checkGroup({ ...group, ...changed }, crypto)
    })

  test('that Telegram gives is taken without a test', () => {
    const untested = { ...crypto, isPrime: () => false }
    expect(codeOf(() => checkGroup(group, untested))).toBeUndefined()
  })

  test.each([2, 3, 4, 5, 6, 7])('g = %i fits where it is a quadratic residue', (g) => {
    for (const p of [new Uint8Array(telegramPrime), rfc3526Prime]) {
      const modulus = numberOf(p)
      // Euler's criterion, in place of the table of remainders.
      const fits = modPow(BigInt(g), (modulus - 1n) / 2n, modulus) === 1n
      expect(check({ g, p })).toBe(fits ? undefined : 'unsafe-key-exchange')
    }
  })

  test.each([0, 1, 8, -3])('g = %i is none of 2 to 7', (g) => {
    expect(check({ g })).toBe('unsafe-key-exchange')
  })

  test('p must be a safe prime of 2,048 bits', () => {
    expect(check({ p: rfc3526Prime, g: 2 })).toBeUndefined()
    expect(check({ p: bytesOf(prime - 24n, 256) })).toBe('unsafe-key-exchange')
    expect(check({ p: bytesOf((prime - 1n) / 2n, 256) })).toBe('unsafe-key-exchange')
    expect(check({ p: new Uint8Array(256).fill(255) })).toBe('unsafe-key-exchange')
    expect(check({ p: new Uint8Array(0) })).toBe('unsafe-key-exchange')
  })

  test('is tested without OpenSSL, too', { timeout: 60_000 }, () => {
    expect(isSafePrime(23n)).toBe(true)
    expect(isSafePrime(29n)).toBe(false)
    expect(isSafePrime(561n)).toBe(false)
    expect(isSafePrime(prime)).toBe(true)
    expect(isSafePrime(prime - 24n)).toBe(false)
  })

  test('Miller-Rabin is not deceived by Carmichael numbers', () => {
    for (const composite of [561n, 1105n, 41041n, 825265n, 3215031751n, (1n << 61n) * 3n + 1n]) {
      expect(isProbablePrime(composite)).toBe(false)
    }
    for (const known of [2n, 3n, 53n, 59n, 65537n, (1n << 61n) - 1n])
      expect(isProbablePrime(known)).toBe(true)
  })
})

describe('what the peer shows', () => {
  const margin = 1n << 1984n
  const requested = (gA: bigint): EncryptedChatRequested =>
    new EncryptedChatRequested({ ...shared, gA: bytesOf(gA, 256) })

  test.each([0n, 1n, margin, prime - margin, prime - 1n, prime, (1n << 2048n) - 1n])(
    'g_a of %# is not safe',
    (gA) => {
      expect(codeOf(() => acceptChat({ chat: requested(gA), group }, context))).toBe('unsafe-key-exchange')
    },
  )

  test('g_a within the margins is', () => {
    expect(codeOf(() => acceptChat({ chat: requested(margin + 1n), group }, context))).toBeUndefined()
    expect(codeOf(() => acceptChat({ chat: requested(prime - margin - 1n), group }, context))).toBeUndefined()
  })

  test('an unsafe g_b, or another fingerprint, ends the chat', () => {
    const asked = requestChat({ userId, group }, context).state
    const unsafe = new EncryptedChat({ ...shared, gAOrB: bytesOf(1n, 256), keyFingerprint: 0n })
    expect(confirmChat(asked, unsafe, context).state).toMatchObject({ reason: 'unsafe-key-exchange' })
    const other = new EncryptedChat({ ...shared, gAOrB: bytesOf(margin + 5n, 256), keyFingerprint: 0n })
    const { state, requests, events } = confirmChat(asked, other, context)
    expect(state).toMatchObject({ phase: 'ended', reason: 'different-keys' })
    expect(JSON.stringify(state)).not.toContain(asked.secret)
    expect(requests.map((request) => request._)).toEqual(['messages.discardEncryption'])
    expect(events).toEqual([{ kind: 'ended', reason: 'different-keys' }])
  })

  test('a g_b with leading zeros is taken', () => {
    const asked = requestChat({ userId, group }, context).state
    const short = bytesOf(margin + 5n, 256).slice(7)
    const chat = new EncryptedChat({ ...shared, gAOrB: short, keyFingerprint: 0n })
    // The key is right, whatever the fingerprint.
    expect(confirmChat(asked, chat, context).state).toMatchObject({ reason: 'different-keys' })
  })
})

test('the id and the access hash come from the server', () => {
  const { state, request } = requestChat({ userId, group }, context)
  expect(request.randomId).toBe(state.chatId)
  expect(request.gA).toHaveLength(256)
  expect(chatWaiting(state, new EncryptedChatWaiting(shared))).toMatchObject({ chatId: 5, accessHash: '9' })
})

test('the adapter for WebAssembly hands everything on', () => {
  const { sha1, sha256, igeEncrypt, igeDecrypt, md5 } = crypto
  const adapted = wasmCrypto({ sha1, sha256, ige256Encrypt: igeEncrypt, ige256Decrypt: igeDecrypt }, md5)
  const block = new Uint8Array(16)
  const key = new Uint8Array(32)
  const encrypted = adapted.igeEncrypt(block, key, key)
  expect(encrypted).toEqual(igeEncrypt(block, key, key))
  expect(adapted.igeDecrypt(encrypted, key, key)).toEqual(block)
  for (const hash of ['sha1', 'sha256', 'md5'] as const)
    expect(adapted[hash](block)).toEqual(crypto[hash](block))
})
