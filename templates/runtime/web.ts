import { claim } from './claim.js'

interface Decoder {
  readonly decode: (bytes: Uint8Array) => string
}

interface Encoder {
  readonly encode: (text: string) => Uint8Array
  readonly encodeInto: (text: string, bytes: Uint8Array) => { readonly written: number }
}

interface ByteReader {
  readonly read: () => Promise<
    { readonly done: true; readonly value?: undefined } | { readonly done: false; readonly value: Uint8Array }
  >
  readonly cancel: () => Promise<void>
}

interface ByteStream {
  readonly pipeThrough: (transform: object) => ByteStream
  readonly getReader: () => ByteReader
}

interface ByteSource {
  readonly pull: (controller: {
    readonly enqueue: (bytes: Uint8Array) => void
    readonly close: () => void
  }) => Promise<void>
}

interface Web {
  readonly TextDecoder: new (label: string, options: { fatal: boolean; ignoreBOM: boolean }) => Decoder
  readonly TextEncoder: new () => Encoder
  readonly atob: (text: string) => string
  readonly btoa: (text: string) => string
  readonly DecompressionStream: new (format: 'deflate-raw' | 'gzip') => object
  readonly ReadableStream: new (source: ByteSource, strategy: { highWaterMark: number }) => ByteStream
  readonly setTimeout: (run: () => void) => unknown
}

/**
 * What every platform has besides JavaScript itself, as far as it is used here: sources that say so themselves compile
 * without the types of browsers or of Node, and beside either.
 */
export const web: Web = /* @__PURE__ */ claim<Web>(globalThis)

export type { ByteStream, Decoder, Encoder }
