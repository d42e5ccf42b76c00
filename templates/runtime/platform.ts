import { claim } from './claim.js'
import { web, type Decoder, type Encoder } from './web.js'

/** What Node's Buffer can do to any Uint8Array; absent elsewhere, where TextDecoder and TextEncoder do the same more slowly. */
interface NodeBuffer {
  readonly utf8Slice?: (this: Uint8Array, start: number, end: number) => string
  readonly ucs2Slice?: (this: Uint8Array, start: number, end: number) => string
  readonly utf8Write?: (this: Uint8Array, text: string, offset: number, length: number) => number
}

const globals: { readonly Buffer?: { readonly prototype: NodeBuffer }; readonly Uint8Array?: unknown } =
  globalThis

export const utf8Slice: NodeBuffer['utf8Slice'] = /* @__PURE__ */ ofBuffer('utf8Slice')
export const ucs2Slice: NodeBuffer['ucs2Slice'] = /* @__PURE__ */ ofBuffer('ucs2Slice')
export const utf8Write: NodeBuffer['utf8Write'] = /* @__PURE__ */ ofBuffer('utf8Write')
/** Refuses wrong UTF-8, and keeps a leading U+FEFF. */
export const strictDecoder: Decoder = /* @__PURE__ */ new web.TextDecoder('utf-8', {
  fatal: true,
  ignoreBOM: true,
})
export const encoder: Encoder = /* @__PURE__ */ new web.TextEncoder()

/** In a function, as bundlers keep a property that is read at the top of a module. */
function ofBuffer<Name extends keyof NodeBuffer>(name: Name): NodeBuffer[Name] | undefined {
  return globals.Buffer?.prototype[name]
}

/** False for a text with a surrogate that has no partner: it has no UTF-8. */
export function isWellFormed(text: string): boolean {
  // Older engines lack the method, and the compiler's library as well.
  const { isWellFormed: native } = claim<{ readonly isWellFormed?: () => boolean }>(text)
  return native === undefined ? !/\p{Surrogate}/u.test(text) : native.call(text)
}
