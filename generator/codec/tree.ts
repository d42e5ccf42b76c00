import type { PrimitiveName } from '../ir/type-ref.js'

/** Where in the input a value is: offsets in bytes, the end exclusive. */
interface Extent {
  readonly start: number
  end: number
}

/** A value of a constructor or a function. */
export interface ObjectNode extends Extent {
  readonly kind: 'object'
  /** What `_` is in JSON: the TL name, with the layer behind it for an older form. */
  readonly name: string
  readonly id: number
  /** Its id is in the input. */
  readonly boxed: boolean
  readonly fields: { readonly name: string; readonly node: TreeNode }[]
}

export interface VectorNode extends Extent {
  readonly kind: 'vector'
  readonly boxed: boolean
  readonly count: number
  readonly items: TreeNode[]
}

export interface PrimitiveNode extends Extent {
  readonly kind: 'primitive'
  readonly type: PrimitiveName
  readonly value: number | bigint | string | boolean | Uint8Array
}

/** A `#` that says which fields follow. */
export interface MaskNode extends Extent {
  readonly kind: 'mask'
  readonly value: number
  /** Nothing but bits of fields, so JSON does not show it. */
  readonly hidden: boolean
  /** The bits that no field stands for. */
  readonly spare: number
}

/** Reading ended here; nothing behind it is known. */
export interface BrokenNode extends Extent {
  readonly kind: 'broken'
  readonly problem: string
}

/** What bytes mean, as far as they could be read. */
export type TreeNode = ObjectNode | VectorNode | PrimitiveNode | MaskNode | BrokenNode
