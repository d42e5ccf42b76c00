import type { Place } from '../diagnostics/diagnostic.js'
import type { ErrorTable } from './errors.js'
import type { TypeRef } from './type-ref.js'

/** `flags.3?`: the field is there when the bit of the mask is set. */
export interface Condition {
  /** TL name of an earlier `#` field of the same definition. */
  readonly mask: string
  /** 0 to 31 */
  readonly bit: number
}

/** One argument of a definition. */
export interface Field {
  readonly tlName: string
  readonly type: TypeRef
  readonly condition?: Condition
  /** A `#` that other fields are conditional on. */
  readonly isMask: boolean
  /** The type with its condition as TL, canonically spaced: `flags.0?true`. */
  readonly tlType: string
  readonly description?: string
  readonly place: Place
}

interface DefinitionBase {
  /** Unique within its schema: the TL name, with the layer behind it for the older forms of a layered schema. */
  readonly key: string
  readonly tlName: string
  /** uint32 */
  readonly id: number
  /** What is before the last dot of the TL name, split at dots. */
  readonly namespace: readonly string[]
  /** Set when a later `===N===` block replaces this form: the layer of its own block, which its names carry. */
  readonly variantOf?: number
  /** The `===N===` block that brought the definition. */
  readonly layer?: number
  readonly fields: readonly Field[]
  /** The definition as one line of TL. */
  readonly tl: string
  /** Paragraphs, with an empty line between them; `code` may be in backticks. */
  readonly description?: string
  /** What else there is to know; each is a paragraph or more. */
  readonly notes?: readonly string[]
  /** TL names of related definitions and types, which this schema or another one of the run has. */
  readonly see?: readonly string[]
  readonly place: Place
}

export interface Constructor extends DefinitionBase {
  readonly kind: 'constructor'
  /** Key of its {@link Union}. */
  readonly union: string
}

export interface Method extends DefinitionBase {
  readonly kind: 'method'
  /** Names of the type parameters: `X`. */
  readonly parameters: readonly string[]
  readonly result: TypeRef
  /** The result as TL: `Vector<User>`. */
  readonly tlResult: string
  /** What the result means. */
  readonly returns?: string
}

export type Definition = Constructor | Method

/** A type: what its constructors have in common. */
export interface Union {
  /** The TL name: `messages.SentEncryptedMessage`. */
  readonly name: string
  readonly namespace: readonly string[]
  /** Keys, in the order of the schema; empty only where a subset has none of them. */
  readonly constructors: readonly string[]
  /** Keys of those that a subset leaves out, in the whole schema; absent where it leaves out none. */
  readonly outside?: readonly string[]
  /** A value can hold another of the same type, so reading it counts against the depth limit. */
  readonly recursive: boolean
  readonly description?: string
  readonly notes?: readonly string[]
  readonly see?: readonly string[]
}

/** A checked schema: every reference in it resolves. Maps keep the order of the schema. */
export interface Schema {
  /** The module name: `api`. */
  readonly name: string
  readonly layer?: number
  readonly constructors: ReadonlyMap<string, Constructor>
  readonly methods: ReadonlyMap<string, Method>
  readonly unions: ReadonlyMap<string, Union>
  /** What the methods can be answered with; absent where nothing is known of it. */
  readonly errors?: ErrorTable
  /** The form of the lists of their names. */
  readonly errorNames?: 'const' | 'enum'
  /** Set where the schema is a part of another. */
  readonly subset?: Subset
}

/** What a cut-down schema is a part of. */
export interface Subset {
  readonly whole: Schema
  /** What reading a constructor that was left out gives: an error, or a value `Unknown`. */
  readonly outside: 'error' | 'unknown'
}
