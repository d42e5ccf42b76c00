import type { Place } from '../diagnostics/diagnostic.js'

/** What identifies an error: its code and its name, `400 USER_IS_BLOCKED`; one name can have several codes. */
export type ErrorKey = `${number} ${string}`

/** An error that the server of a schema may answer a request with. */
export interface RpcErrorSpec {
  /** As on the wire; negative codes are the server's own timeouts. */
  readonly code: number
  /** With `%d` where the message of the server has a number: `FLOOD_WAIT_%d`. */
  readonly name: string
  /** What the numbers are called, in order: `seconds`. */
  readonly arguments: readonly string[]
  /** One sentence; `{seconds}` in it stands for an argument. */
  readonly description?: string
  /** Where it was read. */
  readonly place?: Place
}

/** Which accounts may call a method. */
export const callerKinds = ['user', 'bot', 'both'] as const
export type Callers = (typeof callerKinds)[number]

/** What is known of a method besides its definition. */
export interface MethodErrors {
  /** The TL name. */
  readonly name: string
  /** Its own errors, without the common ones. */
  readonly errors: readonly ErrorKey[]
  readonly callers?: Callers
  /** May be called through a business connection. */
  readonly business?: boolean
  /** May be called before anybody is logged in. */
  readonly withoutLogin?: boolean
  /** No longer part of the schema, and known not to be. */
  readonly retired?: boolean
  /** Where it was read. */
  readonly place?: Place
}

/** All that is known of the errors of a schema's methods. */
export interface ErrorTable {
  readonly errors: ReadonlyMap<ErrorKey, RpcErrorSpec>
  /** Those that any method may give. */
  readonly common: readonly ErrorKey[]
  /** By TL name. */
  readonly methods: ReadonlyMap<string, MethodErrors>
}

/** `400 USER_IS_BLOCKED` */
export function errorKey({ code, name }: { readonly code: number; readonly name: string }): ErrorKey {
  return `${code} ${name}`
}

/** The code and the name within a key. */
export function splitErrorKey(key: ErrorKey): { readonly code: number; readonly name: string } {
  const space = key.indexOf(' ')
  return { code: Number(key.slice(0, space)), name: key.slice(space + 1) }
}

/** By code, then by name, by code unit. */
export function compareErrorKeys(a: ErrorKey, b: ErrorKey): number {
  const [left, right] = [splitErrorKey(a), splitErrorKey(b)]
  return left.code - right.code || (left.name < right.name ? -1 : left.name > right.name ? 1 : 0)
}

/** The keys in order, each of them once. */
export function sortedErrorKeys(keys: Iterable<ErrorKey>): readonly ErrorKey[] {
  return [...new Set(keys)].sort(compareErrorKeys)
}
