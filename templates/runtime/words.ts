import { claim } from './claim.js'

/** Two halves of a long, and the long: stores and loads through them beat DataView's 64-bit accessors. */
export const halves: Int32Array & { 0: number; 1: number } = /* @__PURE__ */ claim(
  /* @__PURE__ */ new Int32Array(2),
)
export const whole: BigInt64Array & { 0: bigint } = /* @__PURE__ */ claim(
  /* @__PURE__ */ new BigInt64Array(halves.buffer),
)

/** The same memory as bytes. In a function, as bundlers keep a property that is read at the top of a module. */
export function bytesOf({ buffer }: Uint16Array<ArrayBuffer> | BigInt64Array<ArrayBuffer>): Uint8Array {
  return new Uint8Array(buffer)
}
