import type { SecretChatCrypto } from './crypto.js'

/** What is used of `@mtcute/wasm` (MIT), after its `initSync`. */
export interface WasmModule {
  sha1(data: Uint8Array): Uint8Array
  sha256(data: Uint8Array): Uint8Array
  ige256Encrypt(data: Uint8Array, key: Uint8Array, iv: Uint8Array): Uint8Array
  ige256Decrypt(data: Uint8Array, key: Uint8Array, iv: Uint8Array): Uint8Array
}

/**
 * The primitives for browsers and workers: WebCrypto answers only asynchronously and has no IGE, nor the single
 * blocks to build it on. `wasmCrypto(wasm, md5)`, with MD5 from `@noble/hashes/legacy.js` (MIT), for instance.
 */
export function wasmCrypto(wasm: WasmModule, md5: (data: Uint8Array) => Uint8Array): SecretChatCrypto {
  return {
    sha1: (data) => wasm.sha1(data),
    sha256: (data) => wasm.sha256(data),
    md5,
    igeEncrypt: (data, key, iv) => wasm.ige256Encrypt(data, key, iv),
    igeDecrypt: (data, key, iv) => wasm.ige256Decrypt(data, key, iv),
  }
}
