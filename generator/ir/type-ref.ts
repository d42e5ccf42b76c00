/** What TL itself defines, after the spellings of its dialects (`int32`, `secureBytes`) were brought to one. */
export type PrimitiveName =
  | 'int'
  | 'nat'
  | 'long'
  | 'int53'
  | 'double'
  | 'string'
  | 'bytes'
  | 'int128'
  | 'int256'
  | 'int512'
  | 'Bool'
  | 'true'

/** A value without its constructor id on the wire; `Bool` alone is boxed, and `true` takes no bytes. */
export interface PrimitiveType {
  readonly kind: 'primitive'
  readonly name: PrimitiveName
  /** Of a `long` that the options of the run want as something else than a bigint. */
  readonly longAs?: 'number' | 'string'
}

/** `Vector<T>` (boxed: id 0x1cb5c415 first) or `vector<T>` (bare). */
export interface VectorType {
  readonly kind: 'vector'
  readonly boxed: boolean
  readonly item: TypeRef
}

/** `4*[ int ]`, `n*[ T ]`: items without a count of their own. */
export interface RepetitionType {
  readonly kind: 'repetition'
  /** A constant, or the TL name of an earlier `#` field of the same definition. */
  readonly count: number | string
  readonly item: TypeRef
}

/** A value of a type with its constructor id first. */
export interface BoxedType {
  readonly kind: 'boxed'
  /** Key of a {@link Union}: the TL name of the type. */
  readonly union: string
}

/** A value of one constructor without its id. */
export interface BareType {
  readonly kind: 'bare'
  /** Key of a {@link Constructor}. */
  readonly name: string
}

/** `Object`: any constructor of the registry. */
export interface ObjectType {
  readonly kind: 'object'
}

/** A type parameter in the place of a result: `X`. */
export interface ParameterType {
  readonly kind: 'parameter'
  readonly name: string
}

/** `!X`: a function whose result is X. */
export interface QueryType {
  readonly kind: 'query'
  readonly parameter: string
}

export type TypeRef =
  PrimitiveType | VectorType | RepetitionType | BoxedType | BareType | ObjectType | ParameterType | QueryType
