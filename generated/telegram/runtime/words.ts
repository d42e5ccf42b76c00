/** Two halves of a long, and the long: stores and loads through them beat DataView's 64-bit accessors. */
export const halves: Int32Array = /* @__PURE__ */ new Int32Array(2)
export const whole: BigInt64Array = /* @__PURE__ */ new BigInt64Array(halves.buffer)
