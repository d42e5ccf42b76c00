import { vectorId } from './ids.js'
import type { Writable, Writer } from './writer.js'

/** A value of any class, with its id. */
export function writeObject(writer: Writer, value: Writable): void {
  if (!isWritable(value)) writer.refuse(value, 'an Object')
  value.$write(writer)
}

/** A function with its id: what a wrapper such as `invokeWithLayer` holds. */
export function writeQuery(writer: Writer, value: Writable): void {
  if (!isWritable(value) || !('$readResult' in value)) writer.refuse(value, 'a function')
  value.$write(writer)
}

/** The id and the length of a `Vector<T>`; returns the items, which the caller writes. */
export function beginVector<T>(writer: Writer, values: readonly T[]): readonly T[] {
  writer.id(vectorId)
  return beginBareVector(writer, values)
}

/** The length of a `vector<T>`; returns the items, which the caller writes. */
export function beginBareVector<T>(writer: Writer, values: readonly T[]): readonly T[] {
  if (!isArray(values)) writer.refuse(values, 'a vector: an array')
  writer.id(values.length)
  return values
}

/** The items of an `n*[ T ]`, which the caller writes: as many as another field says. */
export function beginRepetition<T>(writer: Writer, values: readonly T[], length: number): readonly T[] {
  if (!isArray(values)) writer.refuse(values, 'a vector: an array')
  if (values.length !== length) writer.fail(`${values.length} elements where ${length} must be`)
  return values
}

/** Refuses the fields of an object that share a bit and are not all there, or all absent. */
export function refuseTorn(writer: Writer, value: Writable, names: string): never {
  // What is wrong is the object, and no field alone: a look at what is no field says so to what finds the path.
  Reflect.get(value, '$write')
  writer.fail(`${names} stand or fall together, for they share a bit`)
}

/** Of a mask that is a property, the bits that stand for no field: the others follow from what is there. */
export function spareBits(writer: Writer, mask: number | undefined, bits: number): number {
  if (mask === undefined) return 0
  if (typeof mask !== 'number' || mask !== mask >>> 0)
    writer.refuse(mask, 'a `#`: an integer from 0 to 2^32 - 1')
  return mask & bits
}

/** What a JavaScript caller gave may be anything. */
function isWritable(value: unknown): boolean {
  return typeof value === 'object' && value !== null && '$write' in value
}

/** As above: the type says so already. */
function isArray(value: unknown): boolean {
  return Array.isArray(value)
}
