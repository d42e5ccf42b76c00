/**
 * Inflates a raw deflate stream, which must be all of the bytes.
 * @param length how long the result may become: nothing may be inflated far beyond it
 * @returns undefined for a stream that is damaged or cut off, that ends before the bytes do, or that becomes longer
 */
export type Inflate = (deflated: Uint8Array, length: number) => Uint8Array | undefined

/** The parts of a gzip file of one member (RFC 1952). */
export interface GzipParts {
  readonly deflated: Uint8Array
  readonly checksum: number
  /** How long the file becomes, by its own account. */
  readonly length: number
}

/** The fewest bytes of a file: header, an empty stream, checksum and length. */
const shortest = 20
/** No stream of deflate becomes longer than so many times its bytes. */
const largestRatio = 1032

/**
 * Takes a gzip file apart. All that is known of the unpacked data before anything is inflated is looked at here: a file
 * that is cut off, or that something follows, mostly ends in a length that its bytes cannot have.
 * @param allowed how long it may become
 * @returns what is wrong, if anything
 */
export function parseGzip(file: Uint8Array, allowed: number): GzipParts | string {
  const start = bodyStart(file)
  if (start === undefined) return 'the packed data is not gzip'
  const view = new DataView(file.buffer, file.byteOffset, file.length)
  const end = file.length - 8
  const length = view.getUint32(end + 4, true)
  const deflated = file.subarray(start, end)
  if (length > deflated.length * largestRatio) return 'the packed data is cut off, or something follows it'
  if (length > allowed) {
    return `the packed data unpacks to ${length} bytes, more than allowed (option \`maxUnpacked\`)`
  }
  return { deflated, checksum: view.getUint32(end, true), length }
}

/** Whether this is what was packed. */
export function isIntact(
  { checksum, length }: GzipParts,
  unpacked: Uint8Array | undefined,
): unpacked is Uint8Array {
  return unpacked?.length === length && crc32(unpacked) === checksum
}

/** What is said of a file that is not what its end says. */
export const damaged = 'the packed data is damaged'

/** Where the deflate stream begins: behind the fixed part, and a name or the like that nobody reads. */
function bodyStart(file: Uint8Array): number | undefined {
  const flags = file[3] ?? 0
  if (file.length < shortest || file[0] !== 0x1f || file[1] !== 0x8b || file[2] !== 8 || flags > 0x1f)
    return undefined
  let at = 10
  if ((flags & 4) !== 0) at += 2 + (file[at] ?? 0) + (file[at + 1] ?? 0) * 0x100
  for (const text of [8, 16]) {
    if ((flags & text) === 0) continue
    at = file.indexOf(0, at) + 1
    if (at === 0) return undefined
  }
  if ((flags & 2) !== 0) {
    const checksum = crc32(file.subarray(0, at)) & 0xffff
    if (checksum !== (file[at] ?? 0) + (file[at + 1] ?? 0) * 0x100) return undefined
    at += 2
  }
  return at <= file.length - 10 ? at : undefined
}

/** Four tables, for four bytes at a time. */
let tables: Int32Array | undefined

function makeTables(): Int32Array {
  const made = new Int32Array(4 * 256)
  for (let byte = 0; byte < 256; byte++) {
    let crc = byte
    for (let bit = 0; bit < 8; bit++) crc = (crc & 1) === 0 ? crc >>> 1 : (crc >>> 1) ^ 0xedb88320
    made[byte] = crc
  }
  for (let at = 256; at < made.length; at++) {
    const before = made[at - 256] ?? 0
    made[at] = (before >>> 8) ^ (made[before & 0xff] ?? 0)
  }
  return made
}

/** uint32 */
export function crc32(bytes: Uint8Array): number {
  tables ??= makeTables()
  const table = tables
  let crc = -1
  let at = 0
  for (const end = bytes.length - 3; at < end; at += 4) {
    crc ^=
      (bytes[at] ?? 0) |
      ((bytes[at + 1] ?? 0) << 8) |
      ((bytes[at + 2] ?? 0) << 16) |
      ((bytes[at + 3] ?? 0) << 24)
    crc =
      (table[0x300 | (crc & 0xff)] ?? 0) ^
      (table[0x200 | ((crc >>> 8) & 0xff)] ?? 0) ^
      (table[0x100 | ((crc >>> 16) & 0xff)] ?? 0) ^
      (table[crc >>> 24] ?? 0)
  }
  for (; at < bytes.length; at++) crc = (table[(crc ^ (bytes[at] ?? 0)) & 0xff] ?? 0) ^ (crc >>> 8)
  return ~crc >>> 0
}
