import { located } from './encode.js'
import { Writer, type Writable, type WriterOptions } from './writer.js'

/** How large a block is that results share; what has less left is not begun with. */
const blockSize = 0x4000
const least = 0x400

let idle: Writer | undefined

/**
 * As `encode`, in memory that results share until it is full, as small Buffers of Node do: memory of its own takes most of
 * the time of a small value. So whoever transfers a result to a worker, takes its `buffer`, or has it cloned with what
 * surrounds it (`postMessage`, IndexedDB) gets the others as well, and what is kept of one keeps them all in memory.
 * @throws TlWriteError with the path of the field that has no bytes
 */
export function encodePooled(value: Writable, options?: WriterOptions): Uint8Array<ArrayBuffer> {
  const writer = idle && idle.end - idle.pos > least ? idle : new Writer(blockSize)
  // A getter within the value might encode something itself.
  idle = undefined
  const { bytes, pos } = writer
  writer.options = options
  try {
    value.$write(writer)
  } catch (error) {
    throw located(error, value, options)
  }
  // What did not fit has moved, with all that was before it.
  if (writer.bytes !== bytes) return writer.bytes.slice(pos, writer.pos)
  idle = writer
  return new Uint8Array(bytes.buffer, pos, writer.pos - pos)
}
