import { claim } from './claim.js'
import { TlReadError, explained, isTree, stepTo } from './errors.js'
import { Reader, type ReaderOptions } from './reader.js'

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
    if (!(error instanceof TlReadError)) throw explained(error, TlReadError)
    const search = new Reader(bytes, options)
    search.patience = 100_000
    let path: string | undefined
    try {
      path = findFailure(readInput(search), search)
      if (search.isMask) path = path?.replace(/\w+$/, 'flags')
    } catch {
      // No path: in values so deep that the stack does not hold them, or with more behind the failure than there are bytes.
    }
    throw new TlReadError(`${error.problem} (at offset ${error.offset})`, error.offset, path)
  } finally {
    idle ??= view
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
