import { claim } from './claim.js'
import { TlReadError, isStackOverflow, isTree, stepTo, tooDeep } from './errors.js'
import { Reader, hasFailed, type ReaderOptions } from './reader.js'

/** Numbers of small inputs are read from a copy: making it takes a fifth of the time that making a DataView does. */
const copy = /* @__PURE__ */ new Uint8Array(512)
let idle: DataView | undefined = /* @__PURE__ */ new DataView(copy.buffer)

/**
 * Reads one value that must fill the bytes.
 * @throws TlReadError with the path of the value that is wrong
 */
export function decode<T>(bytes: Uint8Array, read: (reader: Reader) => T, options?: ReaderOptions): T {
  const readInput = options?.gunzip?.input(read) ?? read
  const view = bytes.length > copy.length ? undefined : idle
  if (view) {
    // An option or a class might decode something itself.
    idle = undefined
    copy.set(bytes)
  }
  const reader = new Reader(bytes, options, view)
  try {
    const value = readInput(reader)
    reader.finish()
    return value
  } catch (error) {
    if (!(error instanceof TlReadError)) throw isStackOverflow(error) ? new TlReadError(tooDeep, 0) : error
    const { problem, offset } = error
    const path = new FailingReader(bytes, options).pathIn(readInput)
    throw new TlReadError(`${problem} (at offset ${offset})`, offset, path)
  } finally {
    idle ??= view
  }
}

/**
 * Reads again, but stands itself in the place of what cannot be read, and in that of everything behind it. Correct input
 * so never pays for keeping track of where it is.
 */
class FailingReader extends Reader {
  /** How often something may be asked for after the failure: bare values can hold more of others than there are bytes. */
  #patience = 100_000
  /** The mask was what could not be read. */
  #isInMask = false

  /** Some errors have no path: in values so deep that the stack does not hold them, or too many to be looked at. */
  pathIn(read: (reader: Reader) => unknown): string {
    try {
      const path = findFailure(read(this), this) ?? ''
      return this.#isInMask ? path.replace(/\w+$/, 'flags') : path
    } catch {
      return ''
    }
  }

  override fail(): never {
    if (--this.#patience < 0) super.fail('')
    // Whatever is read from here on fails at once, in the same way.
    this.pos = this.end + 4
    // Not never: the callers go on with it, as with any value that they read.
    return claim<never>(this)
  }

  /** As a number it lies behind every end, so that whatever reckons with it fails as well. */
  override valueOf(): number {
    return Infinity
  }

  override mask(): number {
    // Behind the failure nothing is there, or a type that may hold itself would have no end.
    if (hasFailed(this)) return 0
    const mask = super.mask()
    if (!hasFailed(this)) return mask
    // What follows a mask that cannot be read is the failure.
    this.#isInMask = true
    return -1
  }
}

/** Depth first, in the order of reading: the first failure is the one that stopped it. */
function findFailure(value: unknown, failure: Reader): string | undefined {
  if (value === failure) return ''
  if (!isTree(value)) return undefined
  for (const key in value) {
    const inside = findFailure(claim<Readonly<Record<string, unknown>>>(value)[key], failure)
    if (inside !== undefined) return stepTo(value, key) + inside
  }
  return undefined
}
