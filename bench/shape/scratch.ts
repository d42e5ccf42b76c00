// What the reader and the writer share.
export class TlError extends Error {
  override name: string = 'TlError'
}

/** Two ways to see the same eight bytes: halves of a long in, a bigint out. */
export const i32: Int32Array = /* @__PURE__ */ new Int32Array(2)
export const i64: BigInt64Array = /* @__PURE__ */ new BigInt64Array(i32.buffer)
