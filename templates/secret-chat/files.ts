import { concat, randomBytes, type SecretChatCrypto } from './crypto.js'
import { SecretChatError } from './errors.js'

/** What the message tells of the key of its file. */
export interface FileKey {
  /** 32 bytes, used for this file alone. */
  readonly key: Uint8Array
  /** 32 bytes. */
  readonly iv: Uint8Array
}

export function newFileKey(): FileKey {
  return { key: randomBytes(32), iv: randomBytes(32) }
}

/** The `key_fingerprint` of an InputEncryptedFile: the first 4 bytes of MD5(key ‖ iv) xor the next 4. */
export function fileFingerprint({ key, iv }: FileKey, crypto: SecretChatCrypto): number {
  const hash = crypto.md5(concat(key, iv))
  const view = new DataView(hash.buffer, hash.byteOffset, 8)
  return view.getInt32(0, true) ^ view.getInt32(4, true)
}

/** @throws SecretChatError `wrong-file` if a file's fingerprint is not that of the key in its message */
export function checkFileFingerprint(fingerprint: number, key: FileKey, crypto: SecretChatCrypto): void {
  if (fileFingerprint(key, crypto) !== fingerprint) {
    throw new SecretChatError('wrong-file', 'the fingerprint of the file is not that of its key')
  }
}

/** How many bytes the encrypted file has: whole blocks, filled up with random bytes. */
export function encryptedSize(size: number): number {
  return size + (-size & 15)
}

/** Takes bytes in pieces of any length, and gives back those that make whole blocks. */
export class FileEncryptor {
  readonly #chain: IgeChain
  #rest: Uint8Array = new Uint8Array()

  constructor(key: FileKey, crypto: SecretChatCrypto) {
    this.#chain = new IgeChain(key, (data, aesKey, iv) => crypto.igeEncrypt(data, aesKey, iv), false)
  }

  update(chunk: Uint8Array): Uint8Array {
    const data = concat(this.#rest, chunk)
    const whole = data.length - (data.length % 16)
    this.#rest = data.slice(whole)
    return this.#chain.next(data.subarray(0, whole))
  }

  /** The last block, filled up with random bytes; empty if the file ends with a whole one. */
  finish(): Uint8Array {
    const rest = this.#rest
    this.#rest = new Uint8Array()
    return this.#chain.next(concat(rest, randomBytes(-rest.length & 15)))
  }
}

/** Takes encrypted bytes in pieces of any length. */
export class FileDecryptor {
  readonly #chain: IgeChain
  #rest: Uint8Array = new Uint8Array()
  #left: number

  /** @param size of the file, as its message tells it */
  constructor(key: FileKey, size: number, crypto: SecretChatCrypto) {
    this.#chain = new IgeChain(key, (data, aesKey, iv) => crypto.igeDecrypt(data, aesKey, iv), true)
    this.#left = size
  }

  update(chunk: Uint8Array): Uint8Array {
    const data = concat(this.#rest, chunk)
    const whole = data.length - (data.length % 16)
    this.#rest = data.slice(whole)
    const plain = this.#chain.next(data.subarray(0, whole)).subarray(0, this.#left)
    this.#left -= plain.length
    return plain
  }

  /** @throws SecretChatError `wrong-file` for a file that is cut */
  finish(): void {
    if (this.#left > 0 || this.#rest.length > 0) {
      throw new SecretChatError('wrong-file', `the file is cut: ${String(this.#left)} bytes are missing`)
    }
  }
}

/** The bytes of a file on their way to the server. */
export async function* encryptFile(
  source: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  key: FileKey,
  crypto: SecretChatCrypto,
): AsyncGenerator<Uint8Array, void, undefined> {
  const encryptor = new FileEncryptor(key, crypto)
  for await (const chunk of source) {
    const encrypted = encryptor.update(chunk)
    if (encrypted.length > 0) yield encrypted
  }
  const last = encryptor.finish()
  if (last.length > 0) yield last
}

/**
 * The bytes of a file from the server.
 * @throws SecretChatError `wrong-file` for a file that is cut
 */
export async function* decryptFile(
  source: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  key: FileKey,
  size: number,
  crypto: SecretChatCrypto,
): AsyncGenerator<Uint8Array, void, undefined> {
  const decryptor = new FileDecryptor(key, size, crypto)
  for await (const chunk of source) {
    const plain = decryptor.update(chunk)
    if (plain.length > 0) yield plain
  }
  decryptor.finish()
}

type IgeCipher = SecretChatCrypto['igeEncrypt']

/** IGE in pieces: the iv of the next one is the last block before, encrypted and plain. */
class IgeChain {
  readonly #key: Uint8Array
  readonly #cipher: IgeCipher
  readonly #decrypts: boolean
  #iv: Uint8Array

  constructor({ key, iv }: FileKey, cipher: IgeCipher, decrypts: boolean) {
    this.#key = key
    this.#iv = iv
    this.#cipher = cipher
    this.#decrypts = decrypts
  }

  next(data: Uint8Array): Uint8Array {
    if (data.length === 0) return data
    const result = this.#cipher(data, this.#key, this.#iv)
    const [encrypted, plain] = this.#decrypts ? [data, result] : [result, data]
    this.#iv = concat(encrypted.subarray(-16), plain.subarray(-16))
    return result
  }
}
