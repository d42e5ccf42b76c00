import { claim } from './claim.js'

/** Anything that the codec refuses. Its message begins with the path of the value concerned, where there is one. */
export class TlError extends Error {
  override name = 'TlError'
  /** Where in the value: `updates[3].message.media`; empty for the value itself. */
  declare readonly path: string
  /** The message without the path. */
  declare readonly problem: string

  /** @param path as {@link stepTo} makes it: a point may come first */
  constructor(problem: string, path = '') {
    const from = path.replace(/^\./, '')
    super(from ? `${from}: ${problem}` : problem)
    this.problem = problem
    this.path = from
  }
}

/** Bytes that are not what the schema says. */
export class TlReadError extends TlError {
  override name = 'TlReadError'
  /** Where in the input, in bytes from its start. */
  declare readonly offset: number

  constructor(problem: string, offset = 0, path?: string) {
    super(problem, path)
    this.offset = offset
  }
}

/** A value that the schema has no bytes for. */
export class TlWriteError extends TlError {
  override name = 'TlWriteError'
  /** The TL name of the constructor or function whose field it is; undefined where the value itself is wrong. */
  declare readonly definition: string | undefined

  constructor(problem: string, path?: string, definition?: string) {
    super(definition ? `${problem} (in ${definition})` : problem, path)
    this.definition = definition
  }
}

/** JSON that is not a value of the schema. */
export class TlJsonError extends TlError {
  override name = 'TlJsonError'
}

/** The error of ours for what engines throw at values nested too deeply for them (V8, JavaScriptCore, SpiderMonkey); any other one as it is. */
export function explained(error: unknown, type: new (problem: string) => TlError): unknown {
  return /call stack|much recursion/.test(String(error)) ? new type('nested too deep for the stack') : error
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
  if (value instanceof Uint8Array) return `${value.length} bytes`
  if (Array.isArray(value)) return `an array of ${value.length}`
  if (typeof value === 'bigint') return `${value}n`
  return Object(value) === value ? (claim<Named>(value)._ ?? 'an object') : String(value)
}

/** An object of a schema has its TL name there. */
export interface Named {
  readonly _?: string
}

/** The step from a value to what it has under a key: `[3]`, `.message`. */
export function stepTo(holder: unknown, key: string): string {
  return Array.isArray(holder) ? `[${key}]` : `.${key}`
}

/** True for what may have wrong values in it. */
export function isTree(value: unknown): value is object {
  return Array.isArray(value) || !!claim<Named | null | undefined>(value)?._
}
