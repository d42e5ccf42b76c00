import { claim } from './claim.js'
import { TlWriteError, explained, isTree, show, stepTo, type Named } from './errors.js'
import { Writer, writerInto, type Writable, type WriterOptions } from './writer.js'

let idle: Writer | undefined

/**
 * The bytes of a value, its constructor id first.
 * @throws TlWriteError with the path of the field that has no bytes
 */
export function encode(value: Writable, options?: WriterOptions): Uint8Array<ArrayBuffer> {
  const writer = idle ?? new Writer()
  // A getter within the value might encode something itself.
  idle = undefined
  writer.pos = 0
  writer.options = options
  try {
    value.$write(writer)
  } catch (error) {
    throw located(error, value, options)
  }
  // A larger buffer is not kept for the next value.
  if (writer.end <= 0x40000) idle = writer
  else if (writer.end === writer.pos) return writer.bytes
  return writer.toBytes()
}

/** The last target and its writer: making one takes longer than most values do. */
let last: { readonly target: Uint8Array; readonly writer: Writer } | undefined

/**
 * Writes a value to the beginning of a buffer. One that is given again needs nothing new: up to 256 KiB of its memory are
 * held until the next call.
 * @returns how many bytes it took
 * @throws TlWriteError as {@link encode} does, or where the buffer is too small; the buffer then has anything in it
 */
export function encodeInto(value: Writable, target: Uint8Array, options?: WriterOptions): number {
  const { length } = target
  // A buffer that was transferred in the meantime has no length.
  const known = last?.target === target && last.writer.end === length ? last : undefined
  const entry = known ?? { target, writer: writerInto(target) }
  const { writer } = entry
  last = undefined
  writer.pos = 0
  writer.options = options
  const { view } = writer
  try {
    value.$write(writer)
  } catch (error) {
    throw located(error, value, options)
  }
  const { bytes, pos } = writer
  if (pos > length) throw new TlWriteError(`${pos} bytes do not fit in ${length}`)
  if (writer.view === view) {
    // As in `encode`, nothing large is kept.
    if (target.buffer.byteLength <= 0x40000) last = entry
  }
  // Room is asked for generously: the value may have moved, and fit all the same.
  else target.set(bytes.subarray(0, pos))
  return pos
}

/** Adds the path to an error, by writing again while watching which field is looked at. */
export function located(error: unknown, value: Writable, options: WriterOptions | undefined): unknown {
  if (!(error instanceof TlWriteError || error instanceof TypeError)) return explained(error, TlWriteError)
  let path = ''
  let seen: unknown = value
  // The TL name of the object that has the field; for an item of an array, of the one that has the array.
  let holder: string | undefined
  const watched = <T extends object>(watchedValue: T, at: string, parent?: string): T =>
    new Proxy(watchedValue, {
      get(target, property): unknown {
        const found = claim<Readonly<Record<PropertyKey, unknown>>>(target)[property]
        const step = stepTo(target, String(property))
        // No fields: the name and the methods of an object, `length` of an array. After a look at them it is the value as
        // a whole that is wrong. Methods must see the fields through this same watch.
        path = at
        if (/^(\[\D|\.[$_])/.test(step)) return found
        path += step
        seen = found
        holder = claim<Named>(target)._ ?? parent
        return isTree(found) ? watched(found, path, holder) : found
      },
    })
  try {
    watched(value, '').$write(new Writer(0, options))
  } catch {
    const problem =
      error instanceof TlWriteError
        ? error.problem
        : // Of a value that lacks the writing method of a type, the engine says so: every one names the method.
          error.message.replace(
            /.*?\$\w+?\$([\w$]+).*/s,
            (_, type: string) => `${show(seen)} is not a ${type.replaceAll('$', '.')}`,
          )
    return new TlWriteError(problem, path, holder)
  }
  return error
}
