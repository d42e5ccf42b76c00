import { decode } from './decode.js'
import { TlReadError } from './errors.js'
import { damaged, isIntact, parseGzip, type GzipParts } from './gzip-format.js'
import {
  defaultMaxUnpacked,
  isPacked,
  maxTimesPacked,
  packedTooOften,
  viewOf,
  withinUnpacked,
} from './gzip.js'
import { readBytes } from './read-scalars.js'
import { web, type ByteStream } from './web.js'
import type { ReaderOptions } from './reader.js'

/** So many bytes are inflated at a time: they become two megabytes at most. */
const slice = 2048
/** So many slices are given away without anything having come of them. */
const mostAhead = 32
/** Where the packed data of a whole input begins: behind the id. */
const dataOffset = 4

/**
 * What is packed in a `gzip_packed`, or the bytes as they are where they are something else. For platforms where
 * nothing inflates without waiting: `request.decodeResult(await unpack(reply))`. What is packed within a value is not
 * looked at.
 * @throws TlReadError
 */
export async function unpack(
  bytes: Uint8Array,
  options: Pick<ReaderOptions, 'maxUnpacked'> = {},
): Promise<Uint8Array> {
  return unpackNested(bytes, options.maxUnpacked ?? defaultMaxUnpacked, maxTimesPacked)
}

async function unpackNested(bytes: Uint8Array, left: number, depth: number): Promise<Uint8Array> {
  if (!isPacked(viewOf(bytes))) return bytes
  const packed = decode(bytes, (reader) => {
    reader.int()
    return readBytes(reader)
  })
  if (depth === 0) throw errorAt(packedTooOften, dataOffset)
  const parts = parseGzip(packed, left)
  if (typeof parts === 'string') throw errorAt(parts, dataOffset)
  const unpacked = await inflateExactly(packed, parts)
  if (!isIntact(parts, unpacked)) throw errorAt(damaged, dataOffset)
  try {
    return await unpackNested(unpacked, left - parts.length, depth - 1)
  } catch (error) {
    if (!(error instanceof TlReadError)) throw error
    const problem = error.problem.replace(/ \(at offset \d+\)$/, '')
    throw errorAt(withinUnpacked(problem, error.offset), dataOffset)
  }
}

function errorAt(problem: string, offset: number): TlReadError {
  return new TlReadError(`${problem} (at offset ${offset})`, offset)
}

async function inflateExactly(
  file: Uint8Array,
  { deflated, length }: GzipParts,
): Promise<Uint8Array | undefined> {
  const result = new Uint8Array(length)
  const size = await inflate('deflate-raw', deflated, length, result)
  if (size === undefined) return undefined
  const { ignoresRest, ignoresCut } = await (lenience ??= findLenience())
  // Then it is the whole only if it has no end without its last byte.
  if (ignoresRest && (await inflate('deflate-raw', deflated.subarray(0, -1), length)) !== undefined)
    return undefined
  if (ignoresCut && (await inflate('gzip', file, length)) === undefined) return undefined
  return result.subarray(0, size)
}

/** What a platform accepts that others refuse. */
interface Lenience {
  /** Bytes behind the end of a stream, as in Node. */
  readonly ignoresRest: boolean
  /** A stream without its end, as in Deno; a gzip file it knows by its checksum. */
  readonly ignoresCut: boolean
}

let lenience: Promise<Lenience> | undefined

async function findLenience(): Promise<Lenience> {
  const accepts = async (...bytes: readonly number[]): Promise<boolean> =>
    (await inflate('deflate-raw', Uint8Array.from(bytes), 0)) !== undefined
  // An empty stream is 3, 0.
  return { ignoresRest: await accepts(3, 0, 0), ignoresCut: await accepts(3) }
}

/**
 * How many bytes it becomes; undefined where that is more than `length`, or where the platform refuses it.
 * @param result where they are kept; to look whether the platform takes the bytes needs no memory for them
 */
async function inflate(
  format: 'deflate-raw' | 'gzip',
  bytes: Uint8Array,
  length: number,
  result?: Uint8Array,
): Promise<number | undefined> {
  let size = 0
  const slices = slicesOf(bytes, () => size)
  const reader = slices.pipeThrough(new web.DecompressionStream(format)).getReader()
  try {
    for (;;) {
      const { done, value } = await reader.read()
      if (done) return size
      if (size + value.length > length) break
      result?.set(value, size)
      size += value.length
    }
  } catch {
    // Platforms agree in refusing, but not in the kind of error.
    return undefined
  }
  await reader.cancel()
  return undefined
}

/**
 * One slice whenever the stream has asked for it, so that none is inflated in vain. Node's asks for all of them before
 * anything comes of the first, since a thread inflates: without a pause it takes a copy of whatever is there.
 * @param inflated what has come of them so far
 */
function slicesOf(bytes: Uint8Array, inflated: () => number): ByteStream {
  let at = 0
  let ahead = 0
  let before = 0
  return new web.ReadableStream(
    {
      pull: async (controller) => {
        ahead = inflated() === before ? ahead + 1 : 0
        before = inflated()
        if (ahead === mostAhead) {
          ahead = 0
          await new Promise<void>((resolve) => web.setTimeout(resolve))
        }
        if (at < bytes.length) controller.enqueue(bytes.slice(at, at + slice))
        at += slice
        if (at >= bytes.length) controller.close()
      },
    },
    { highWaterMark: 0 },
  )
}
