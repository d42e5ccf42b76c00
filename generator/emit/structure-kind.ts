import type { StructureKind as Kind } from 'ts-morph'

/**
 * The kinds of structures that files are emitted as, with the numbers that they have in ts-morph; the compiler compares
 * them. To load ts-morph for them would take as long as all the rest of a run that finds its texts in the cache.
 */
export const StructureKind: {
  readonly Class: Kind.Class
  readonly Constructor: Kind.Constructor
  readonly Enum: Kind.Enum
  readonly ExportDeclaration: Kind.ExportDeclaration
  readonly Function: Kind.Function
  readonly ImportDeclaration: Kind.ImportDeclaration
  readonly Interface: Kind.Interface
  readonly JSDoc: Kind.JSDoc
  readonly Method: Kind.Method
  readonly Property: Kind.Property
  readonly PropertySignature: Kind.PropertySignature
  readonly TypeAlias: Kind.TypeAlias
  readonly VariableStatement: Kind.VariableStatement
} = {
  Class: 2,
  Constructor: 5,
  Enum: 8,
  ExportDeclaration: 11,
  Function: 13,
  ImportDeclaration: 16,
  Interface: 19,
  JSDoc: 24,
  Method: 26,
  Property: 31,
  PropertySignature: 33,
  TypeAlias: 38,
  VariableStatement: 41,
}
