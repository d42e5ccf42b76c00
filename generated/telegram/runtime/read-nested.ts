import { claim } from './claim.js'
import { gzipPackedId, vectorId } from './ids.js'
import { none } from './none.js'
import type { TlMethod, TlObject } from './object.js'
import { hasFailed, type Reader } from './reader.js'

/** `Vector<T>` */
export function readVector<T>(reader: Reader, read: (reader: Reader) => T, itemSize = 4): T[] {
  const id = reader.int()
  return id === vectorId ? readBareVector(reader, read, itemSize) : reader.unknown(id, 'Vector')
}

/**
 * `vector<T>`
 * @param itemSize the fewest bytes that an item can take
 */
export function readBareVector<T>(reader: Reader, read: (reader: Reader) => T, itemSize = 4): T[] {
  return readRepetition(reader, reader.int(), read, itemSize)
}

/** `count*[ T ]` */
export function readRepetition<T>(
  reader: Reader,
  count: number,
  read: (reader: Reader) => T,
  itemSize = 4,
): T[] {
  const items = roomFor<T>(reader, count, itemSize)
  // What follows an item that cannot be read is not looked at, where its path is looked for.
  for (let i = 0; i < count && !hasFailed(reader); i++) items[i] = read(reader)
  return items
}

/** An array for so many items, which are counted: memory for them is bounded, though none has been seen. */
export function roomFor<T>(reader: Reader, count: number, itemSize: number): T[] {
  const left = reader.end - reader.pos
  if (count < 0 || count * itemSize > left) {
    return reader.fail(`${count >>> 0} elements cannot be in ${left} bytes`)
  }
  const elements = reader.elements + count
  if (elements > (reader.options?.maxElements ?? 0x100000))
    return reader.fail('the vectors have more elements than allowed (option `maxElements`)')
  reader.elements = elements
  if (itemSize === 0) {
    reader.emptyElements += count
    if (reader.emptyElements > (reader.options?.maxEmptyElements ?? 0x1000))
      return reader.fail('the vectors have more empty elements than allowed (option `maxEmptyElements`)')
  }
  return new Array<T>(count)
}

/** Any value with its id, found through the registry. */
export function readObject(reader: Reader): TlObject {
  const { registry, gunzip } = reader.options ?? {}
  if (registry === undefined)
    return reader.fail('an Object can only be read with a registry (option `registry`)')
  enter(reader)
  const id = reader.int()
  const found = registry.find(id)
  let value: TlObject
  if (gunzip !== undefined && id === gzipPackedId) value = gunzip.open(reader, readObject)
  else if (found !== undefined) value = new found(none, reader)
  else return reader.unknown(id, 'Object', registry.schema)
  leave(reader)
  return value
}

/** A function with its id: what a wrapper such as `invokeWithLayer` holds. Its result is what the caller says. */
export function readQuery<Result>(reader: Reader): TlMethod<Result> {
  const at = reader.pos
  const value = readObject(reader)
  return '$readResult' in value
    ? claim<TlMethod<Result>>(value)
    : reader.fail(`${value._} is not a function`, at)
}

/** To be called before the value of a recursive type, and {@link leave} behind it. */
export function enter(reader: Reader): void {
  if (++reader.depth > (reader.options?.maxDepth ?? 200))
    reader.fail('the value is nested deeper than allowed (option `maxDepth`)')
}

export function leave(reader: Reader): void {
  reader.depth--
}
