import type { Definition, Field } from '../ir/schema.js'

/** A value of a schema as data; how it is written is the business of those who show it. */
export type ExampleValue =
  | ObjectValue
  | { readonly kind: 'list'; readonly items: readonly ExampleValue[] }
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'long'; readonly value: bigint }
  | { readonly kind: 'text'; readonly value: string }
  | { readonly kind: 'bytes'; readonly value: Uint8Array }
  | { readonly kind: 'boolean'; readonly value: boolean }

export interface ObjectValue {
  readonly kind: 'object'
  readonly definition: Definition
  /** Those that are there, in the order of the schema, without masks. */
  readonly fields: readonly ExampleField[]
}

export interface ExampleField {
  readonly field: Field
  readonly value: ExampleValue
}
