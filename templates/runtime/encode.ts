import { TlWriteError, TornFieldsError, isStackOverflow, show } from './errors.js'
import { formatPath } from './decode.js'
import { Writer, type Writable, type WriterOptions } from './writer.js'

/** A buffer that outgrew this is not kept for the next value. */
const keptCapacity = 0x40000
let idle: Writer | undefined

/**
 * The bytes of a value, its constructor id first.
 * @throws TlWriteError with the path of the field that has no bytes
 */
export function encode(value: Writable, options?: WriterOptions): Uint8Array<ArrayBuffer> {
  const writer = idle ?? new Writer()
  // A getter within the value might encode something itself.
  idle = undefined
  writer.reset()
  writer.options = options
  try {
    value.$write(writer)
    return writer.capacity > keptCapacity ? writer.detach() : writer.toBytes()
  } catch (error) {
    throw located(error, value, options)
  } finally {
    if (writer.capacity <= keptCapacity) idle = writer
  }
}

/**
 * Writes a value to the beginning of a buffer.
 * @returns how many bytes it took
 * @throws TlWriteError as {@link encode} does, or where the buffer is too small; the buffer then has anything in it
 */
export function encodeInto(value: Writable, target: Uint8Array, options?: WriterOptions): number {
  const writer = new Writer(target, options)
  try {
    value.$write(writer)
  } catch (error) {
    throw located(error, value, options)
  }
  const { pos } = writer
  if (pos > target.length)
    throw new TlWriteError(`${String(pos)} bytes do not fit in ${String(target.length)}`)
  // Room is asked for generously: the value may have moved, and fit all the same.
  if (writer.capacity !== target.length) target.set(writer.view())
  return pos
}

/** Adds the path to an error, by writing again while watching which field is looked at. */
function located(error: unknown, value: Writable, options: WriterOptions | undefined): unknown {
  if (isStackOverflow(error)) return new TlWriteError('nested deeper than the stack allows')
  if (!(error instanceof TlWriteError) && !(error instanceof TypeError)) return error
  const watch: Watch = { path: [], value, holder: undefined }
  try {
    watched(value, { path: [], holder: nameOf(value) }, watch).$write(new Writer(undefined, options))
  } catch {
    // That the fields are torn was seen after one of them.
    const path = error instanceof TornFieldsError ? watch.path.slice(0, -1) : watch.path
    return new TlWriteError(problemOf(error, watch), formatPath(path), watch.holder)
  }
  return error
}

/** Of a value that lacks the writing method of a type, the engine says so: every one names the method. */
function problemOf(error: TlWriteError | TypeError, { value }: Watch): string {
  if (error instanceof TlWriteError) return error.problem
  const [, type] = /\$[^\s$]+\$([\w$]+)/.exec(error.message) ?? []
  return type === undefined
    ? `cannot be written: ${error.message}`
    : `${show(value)} is not a ${type.replaceAll('$', '.')}`
}

/** The property that was read last. */
interface Watch {
  path: readonly (string | number)[]
  value: unknown
  /** The TL name of the object that has it. */
  holder: string | undefined
}

/** Where a value is: for an array, the holder is the object that has it. */
interface Position {
  readonly path: readonly (string | number)[]
  readonly holder: string | undefined
}

function watched<T extends object>(value: T, { path, holder }: Position, watch: Watch): T {
  return new Proxy(value, {
    get(target, key): unknown {
      const found: unknown = Reflect.get(target, key, target)
      // Methods come from the prototype, and must see the fields through this same watch.
      // No field is called `_`, which messages show; `length` is one of objects, but not of arrays.
      const isArray = Array.isArray(target)
      if (typeof key === 'symbol' || key === '_' || (isArray && key === 'length') || isMethod(target, key))
        return found
      const at = [...path, isArray ? Number(key) : key]
      watch.path = at
      watch.value = found
      watch.holder = holder
      const plain = typeof found !== 'object' || found === null || ArrayBuffer.isView(found)
      return plain ? found : watched(found, { path: at, holder: nameOf(found) ?? holder }, watch)
    },
  })
}

/** The TL name of an object of a schema. */
function nameOf(value: object): string | undefined {
  return '_' in value && typeof value._ === 'string' ? value._ : undefined
}

function isMethod(target: object, key: string): boolean {
  return key.startsWith('$') || (!Object.hasOwn(target, key) && key in target)
}
