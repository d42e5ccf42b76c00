/** What a result is kept as, and how it becomes a text on one line, such as JSON, and back. */
export interface ResultForm<T> {
  /** One of each name is kept, the last one. */
  readonly name: string
  /** Texts that the result is made from. */
  readonly from: readonly string[]
  /** Undefined where the result is not worth keeping, such as one with diagnostics. */
  readonly encode: (result: T) => string | undefined
  /** Undefined for what `encode` cannot have given; only what it has given is decoded. */
  readonly decode: (text: string) => T | undefined
}
