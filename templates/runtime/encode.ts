import { TlWriteError, show } from './errors.js'
import { formatPath } from './decode.js'
import { Writer, type Writable } from './writer.js'

/** A buffer that outgrew this is not kept for the next value. */
const keptCapacity = 0x40000
let idle: Writer | undefined

/**
 * The bytes of a value, its constructor id first.
 * @throws TlWriteError with the path of the field that has no bytes
 */
export function encode(value: Writable): Uint8Array<ArrayBuffer> {
  const writer = idle ?? new Writer()
  // A getter within the value might encode something itself.
  idle = undefined
  writer.reset()
  try {
    value.$write(writer)
    return writer.capacity > keptCapacity ? writer.detach() : writer.toBytes()
  } catch (error) {
    throw located(error, value)
  } finally {
    if (writer.capacity <= keptCapacity) idle = writer
  }
}

/** Adds the path to an error, by writing again while watching which field is looked at. */
function located(error: unknown, value: Writable): unknown {
  if (!(error instanceof TlWriteError) && !(error instanceof TypeError)) return error
  const watch: Watch = { path: [], value }
  try {
    watched(value, [], watch).$write(new Writer())
  } catch {
    return new TlWriteError(problemOf(error, watch), formatPath(watch.path))
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
}

function watched<T extends object>(value: T, path: readonly (string | number)[], watch: Watch): T {
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
      const plain = typeof found !== 'object' || found === null || ArrayBuffer.isView(found)
      return plain ? found : watched(found, at, watch)
    },
  })
}

function isMethod(target: object, key: string): boolean {
  return key.startsWith('$') || (!Object.hasOwn(target, key) && key in target)
}
