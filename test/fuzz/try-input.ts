import { getHeapStatistics } from 'node:v8'
import { isDeepStrictEqual } from 'node:util'
import { TlReadError } from '../../generated/telegram/runtime/errors.js'
import type { ReaderOptions } from '../../generated/telegram/runtime/reader.js'
import type { Target } from './targets.js'

/** What an input came to; anything else is thrown as a {@link Finding}. */
export type Outcome = 'value' | 'refused'

/** An input that the codec does wrong. */
export class Finding extends Error {
  readonly target: string
  readonly bytes: Uint8Array

  constructor(problem: string, target: string, bytes: Uint8Array, cause?: unknown) {
    super(problem, { cause })
    this.target = target
    this.bytes = bytes
  }
}

/** What one input may take, in milliseconds of CPU and in bytes besides its own. */
export interface Bounds {
  readonly cpu: number
  readonly memory: number
}

export const bounds: Bounds = { cpu: 50, memory: 16 * 0x100000 }

function held(): number {
  const { used_heap_size: heap, external_memory: external } = getHeapStatistics()
  return heap + external
}

/**
 * Reads an input: it must be refused as wrong bytes, or be a value that is written as long as it was read, and read
 * again as the same; in bounded time and memory.
 */
export function tryInput(target: Target, bytes: Uint8Array, options: ReaderOptions = {}): Outcome {
  const fail = (problem: string, cause?: unknown): never => {
    throw new Finding(problem, target.name, bytes, cause)
  }
  const before = held()
  const start = performance.now()
  const result = readOrRefuse(target, bytes, options)
  const took = performance.now() - start
  const grown = held() - before
  if (grown > bounds.memory + bytes.length) fail(`took ${String(grown)} bytes`)
  if (took > bounds.cpu && leastTime(target, bytes, options) > bounds.cpu) fail(`took ${took.toFixed()} ms`)
  if ('refused' in result) {
    const { refused } = result
    if (!(refused instanceof TlReadError)) return fail(`threw ${String(refused)}`, refused)
    if (!(refused.offset >= 0 && refused.offset <= bytes.length))
      fail(`is refused at the offset ${String(refused.offset)}`)
    return 'refused'
  }
  const again = attempt(() => target.write(result.value))
  if ('refused' in again) return fail(`is read as a value that is not written: ${String(again.refused)}`)
  const written = again.value
  // Only unknown bits of masks are dropped.
  if (written.length !== bytes.length && !target.unpacks)
    fail(`is read from ${String(bytes.length)} bytes and written as ${String(written.length)}`)
  const reread = attempt(() => target.read(written, options))
  if ('refused' in reread) return fail(`is not read again: ${String(reread.refused)}`)
  if (!isDeepStrictEqual(reread.value, result.value)) fail('is read as another value than what was written')
  return 'value'
}

type Result<T> = { readonly value: T } | { readonly refused: unknown }

function attempt<T>(run: () => T): Result<T> {
  try {
    return { value: run() }
  } catch (refused) {
    return { refused }
  }
}

function readOrRefuse(target: Target, bytes: Uint8Array, options: ReaderOptions): Result<unknown> {
  return attempt(() => target.read(bytes, options))
}

/** The least CPU time of some further attempts: a busy machine, or code that is still to be compiled, only adds. */
function leastTime(target: Target, bytes: Uint8Array, options: ReaderOptions): number {
  const times = Array.from({ length: 5 }, () => {
    const start = process.cpuUsage()
    readOrRefuse(target, bytes, options)
    const { user, system } = process.cpuUsage(start)
    return (user + system) / 1000
  })
  return Math.min(...times)
}
