/** True where two types are the same: assignable in both directions under an invariant position. */
export type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false

/** Compiles only for `true`. */
export function expectType<_Claim extends true>(): void {
  // The claim is made to the compiler alone.
}
