import { TlWriteError } from './errors.js'
import { formatPath } from './decode.js'
import { Writer, type Writable } from './writer.js'

/** A buffer that outgrew this is not kept for the next value. */
const keptCapacity = 0x10000
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
    return writer.toBytes()
  } catch (error) {
    throw located(error, value)
  } finally {
    if (writer.capacity <= keptCapacity) idle = writer
  }
}

/** Adds the path to an error, by writing again while watching which field is looked at. */
function located(error: unknown, value: Writable): unknown {
  if (!(error instanceof TlWriteError) && !(error instanceof TypeError)) return error
  const watch: Watch = { path: [] }
  try {
    watched(value, [], watch).$write(new Writer())
  } catch {
    const problem = error instanceof TlWriteError ? error.problem : `cannot be written: ${error.message}`
    return new TlWriteError(problem, formatPath(watch.path))
  }
  return error
}

/** The path of the property that was read last. */
interface Watch {
  path: readonly (string | number)[]
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
      const plain = typeof found !== 'object' || found === null || ArrayBuffer.isView(found)
      return plain ? found : watched(found, at, watch)
    },
  })
}

function isMethod(target: object, key: string): boolean {
  return !Object.hasOwn(target, key) && key in target
}
