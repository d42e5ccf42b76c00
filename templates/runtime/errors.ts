/** Anything that the codec refuses. Its message begins with the path of the value concerned, where there is one. */
export class TlError extends Error {
  override name = 'TlError'
  /** Where in the value: `updates[3].message.media`; empty for the value itself. */
  readonly path: string
  /** The message without the path. */
  readonly problem: string

  constructor(problem: string, path = '') {
    super(path === '' ? problem : `${path}: ${problem}`)
    this.problem = problem
    this.path = path
  }
}

/** Bytes that are not what the schema says. */
export class TlReadError extends TlError {
  override name = 'TlReadError'
  /** Where in the input, in bytes from its start. */
  readonly offset: number

  constructor(problem: string, offset: number, path = '') {
    super(problem, path)
    this.offset = offset
  }
}

/** A value that the schema has no bytes for. */
export class TlWriteError extends TlError {
  override name = 'TlWriteError'
  /** The TL name of the constructor or function whose field it is; undefined where the value itself is wrong. */
  readonly definition: string | undefined

  constructor(problem: string, path = '', definition?: string) {
    super(definition === undefined ? problem : `${problem} (in ${definition})`, path)
    this.definition = definition
  }
}

/** Fields that share a bit, and are not all there: an error of their object, and of no field alone. */
export class TornFieldsError extends TlWriteError {}

/** JSON that is not a value of the schema. */
export class TlJsonError extends TlError {
  override name = 'TlJsonError'
}

/** What engines throw at values that are nested too deeply for them: V8, JavaScriptCore, SpiderMonkey. */
export function isStackOverflow(error: unknown): boolean {
  return error instanceof Error && /call stack size exceeded|too much recursion/i.test(error.message)
}

/** `0x0000002a` */
export function formatId(id: number): string {
  return `0x${(id >>> 0).toString(16).padStart(8, '0')}`
}

/** A short text for any value, for messages. */
export function show(value: unknown): string {
  if (typeof value === 'string') {
    return JSON.stringify(value.length > 40 ? `${value.slice(0, 40)}…` : value)
  }
  if (value instanceof Uint8Array) return `${String(value.length)} bytes`
  if (Array.isArray(value)) return `an array of ${String(value.length)}`
  if (typeof value === 'bigint') return `${String(value)}n`
  if (typeof value === 'object' && value !== null) {
    return '_' in value && typeof value._ === 'string' ? value._ : 'an object'
  }
  if (typeof value === 'function') return 'a function'
  return String(value)
}
