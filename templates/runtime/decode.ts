import { claim } from './claim.js'
import { TlReadError, isStackOverflow } from './errors.js'
import { Reader, type ReaderOptions } from './reader.js'

/**
 * Reads one value that must fill the bytes.
 * @throws TlReadError with the path of the value that is wrong
 */
export function decode<T>(bytes: Uint8Array, read: (reader: Reader) => T, options?: ReaderOptions): T {
  const reader = new Reader(bytes, options)
  try {
    const value = read(reader)
    reader.finish()
    return value
  } catch (error) {
    if (isStackOverflow(error)) throw new TlReadError('the value is nested deeper than the stack allows', 0)
    if (!(error instanceof TlReadError)) throw error
    throw new TlReadError(
      `${error.problem} (at offset ${String(error.offset)})`,
      error.offset,
      pathOf(bytes, read, options),
    )
  }
}

/** Stands in the value where reading it failed. */
class Failure {
  /** As a number it lies behind every end, so that whatever reckons with it fails as well. */
  valueOf(): number {
    return Infinity
  }
}

/**
 * Reads again, but puts a {@link Failure} in the place of what cannot be read, and in that of everything behind it.
 * Correct input so never pays for keeping track of where it is.
 */
class FailingReader extends Reader {
  failed: Failure | undefined
  /** How often something may be asked for after the failure: bare values can hold more of others than there are bytes. */
  #patience = 100_000
  /** The mask was what could not be read. */
  inMask = false

  override fail(): never {
    this.failed ??= new Failure()
    if (--this.#patience < 0) throw new GaveUp()
    // Whatever is read from here on ends at once, in the same way.
    this.pos = Infinity
    // Not never: the callers go on with it, as with any value that they read.
    return claim<never>(this.failed)
  }

  /** What follows an item that cannot be read is not looked at. */
  override repeat<T>(count: number, read: (reader: Reader) => T, itemSize?: number): T[] {
    const items: T[] = []
    const readItem = (): void => {
      if (this.failed === undefined) items.push(read(this))
    }
    const result: unknown = super.repeat(count, readItem, itemSize)
    // The vector itself was what could not be read.
    return Array.isArray(result) ? items : claim<T[]>(result)
  }

  override mask(): number {
    const before = this.failed
    const mask = super.mask()
    if (this.failed === undefined) return mask
    if (before === undefined) this.inMask = true
    // What follows a mask that cannot be read is the failure; behind that nothing is there, or a type that may hold
    // itself would have no end.
    return before === undefined ? -1 : 0
  }
}

function pathOf(
  bytes: Uint8Array,
  read: (reader: Reader) => unknown,
  options: ReaderOptions | undefined,
): string {
  const reader = new FailingReader(bytes, options)
  const path = attempt(() => findFailure(read(reader)))
  if (path === undefined) return ''
  const last = path.at(-1)
  const named = reader.inMask && typeof last === 'string' ? [...path.slice(0, -1), 'flags'] : path
  return formatPath(named)
}

/** The path is not worth the time. */
class GaveUp extends Error {}

/** Some errors have no path: in values so deep that the stack does not hold them, or too many to be looked at. */
function attempt<T>(run: () => T): T | undefined {
  try {
    return run()
  } catch (error) {
    if (error instanceof GaveUp || isStackOverflow(error)) return undefined
    throw error
  }
}

/** Depth first, in the order of reading: the first failure is the one that stopped it. */
function findFailure(value: unknown): readonly (string | number)[] | undefined {
  if (value instanceof Failure) return []
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return undefined
  for (const [key, child] of Object.entries(value)) {
    const inside = findFailure(child)
    if (inside) return [Array.isArray(value) ? Number(key) : key, ...inside]
  }
  return undefined
}

/** `['updates', 3, 'message']` → `updates[3].message` */
export function formatPath(path: readonly (string | number)[]): string {
  return path
    .map((part, index) => (typeof part === 'number' ? `[${String(part)}]` : index === 0 ? part : `.${part}`))
    .join('')
}
