import { claim } from './claim.js'
import { gunzipWith, type Gunzip } from './gzip.js'

/** What is used of the module `node:zlib`. Structural, so that the package needs no types of Node. */
export interface NodeZlibModule {
  inflateRawSync(
    deflated: Uint8Array,
    options: { readonly info: true; readonly maxOutputLength: number; readonly chunkSize: number },
  ): unknown
}

/** `node:zlib` takes no smaller pieces. */
const smallestChunk = 64

/** Unpacks with `node:zlib` (also of Deno and Bun): `import * as zlib from 'node:zlib'`, `nodeGunzip(zlib)`. */
export function nodeGunzip(zlib: NodeZlibModule): Gunzip {
  return gunzipWith((deflated, length) => {
    // One piece that has room for all, so that it need not be put together from several.
    const chunkSize = Math.max(length + 1, smallestChunk)
    try {
      const inflated = zlib.inflateRawSync(deflated, {
        info: true,
        maxOutputLength: Math.max(length, 1),
        chunkSize,
      })
      return takenWhole(inflated, deflated.length)
    } catch (error) {
      if (isAboutStream(error)) return undefined
      throw error
    }
  })
}

/** Its errors have a code; anything else is not about the bytes. */
function isAboutStream(error: unknown): boolean {
  return error instanceof Error && 'code' in error && /^(?:Z_|ERR_BUFFER_TOO_LARGE)/.test(String(error.code))
}

/** What was inflated, if the stream had so many bytes. */
function takenWhole(inflated: unknown, length: number): Uint8Array | undefined {
  const { buffer, engine } = claim<{
    readonly buffer: Uint8Array
    readonly engine: { readonly bytesWritten: number }
  }>(inflated)
  if (engine.bytesWritten !== length) return undefined
  // Not a Buffer, whose methods are others.
  return new Uint8Array(buffer.buffer, buffer.byteOffset, buffer.length)
}

/** What is used of the module `pako`. */
export interface PakoModule {
  readonly Inflate: new (options: { readonly raw: true; readonly chunkSize: number }) => PakoInflate
}

interface PakoInflate {
  /** The stream has come to its end. */
  readonly ended: boolean
  // As methods, for some versions of its types say more of the bytes.
  onData(chunk: Uint8Array): void
  push(deflated: Uint8Array, isLast: boolean): boolean
}

/** Asked anew each time. */
const hasEnded = ({ ended }: PakoInflate): boolean => ended

/** Stops inflating. */
const tooLong = /* @__PURE__ */ new Error('too long')

/**
 * Unpacks with `pako`, where there is no `node:zlib`: `import * as pako from 'pako'`, `pakoGunzip(pako)`, or
 * `pakoGunzip({ Inflate })`, of which a bundler keeps less.
 */
export function pakoGunzip({ Inflate }: PakoModule): Gunzip {
  return gunzipWith((deflated, length) => {
    let result: Uint8Array = new Uint8Array()
    // One piece for all: a full one is longer than is allowed.
    const stream = new Inflate({ raw: true, chunkSize: length + 1 })
    stream.onData = (chunk) => {
      if (chunk.length > length) throw tooLong
      result = chunk
    }
    try {
      stream.push(deflated.subarray(0, -1), false)
      // Before its last byte the stream has no end.
      if (hasEnded(stream)) return undefined
      return stream.push(deflated.subarray(-1), true) && hasEnded(stream) ? result : undefined
    } catch (error) {
      if (error === tooLong) return undefined
      throw error
    }
  })
}
