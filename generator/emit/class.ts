import {
  StructureKind,
  type ClassDeclarationStructure,
  type ConstructorDeclarationStructure,
  type MethodDeclarationStructure,
  type PropertyDeclarationStructure,
  type StatementStructures,
} from 'ts-morph'
import type { Definition, Field } from '../ir/schema.js'
import type { TypeRef } from '../ir/type-ref.js'
import { propertyName } from '../naming/names.js'
import type { ClassPlan } from '../plan/module-plan.js'
import { definitionDocs } from './class-docs.js'
import type { ClassContext } from './context.js'
import { fieldsStatements, typeArguments, typeParameters } from './fields.js'
import { formatId, signedId } from './id-text.js'
import { unionPlan } from './lookup.js'
import { isFlag, isHiddenMask, knownBits, localName, visibleFields } from './masks.js'
import { readField } from './read-text.js'
import { reader, writer } from './runtime-symbols.js'
import { writeStatements } from './write-text.js'

/** What differs between the class of a constructor and that of a method. */
export interface ClassRole {
  /** The base class with its type arguments. */
  readonly extends: string
  readonly methods: readonly MethodDeclarationStructure[]
  /** A static member that exists for the types alone. */
  readonly marker?: string
}

/** All statements of one definition: its fields, and the class that reads and writes them. */
export function classStatements(
  definition: Definition,
  classPlan: ClassPlan,
  role: ClassRole,
  context: ClassContext,
): readonly StatementStructures[] {
  const hasFields = visibleFields(definition.fields).length > 0
  const structure: ClassDeclarationStructure = {
    kind: StructureKind.Class,
    name: classPlan.class.name,
    isExported: true,
    typeParameters: [...typeParameters(definition)],
    extends: role.extends,
    docs: [definitionDocs(definition, context.plan.schema)],
    properties: [
      staticConstant('id', formatId(definition.id)),
      staticConstant('tlName', JSON.stringify(definition.tlName)),
      ...(role.marker === undefined ? [] : [typeMarker(role.marker)]),
    ],
    getAccessors: [
      {
        name: '_',
        returnType: JSON.stringify(classPlan.discriminant),
        statements: [`return ${JSON.stringify(classPlan.discriminant)}`],
      },
    ],
    ctors: hasFields || definition.fields.length > 0 ? [constructorOf(definition, classPlan, context)] : [],
    methods: [...writeMethods(definition, classPlan, context), ...role.methods],
  }
  return [...fieldsStatements(definition, classPlan, context), structure]
}

/** With its type: literal types would make the registry a union of thousands of different class types. */
function staticConstant(name: string, value: string): PropertyDeclarationStructure {
  const type = name === 'id' ? 'number' : 'string'
  return {
    type,
    kind: StructureKind.Property,
    name,
    isStatic: true,
    isReadonly: true,
    hasOverrideKeyword: true,
    initializer: value,
  }
}

/** The result of a wrapper is that of its query, so only an instance can read it: the type of the class says so. */
function typeMarker(name: string): PropertyDeclarationStructure {
  return {
    kind: StructureKind.Property,
    name,
    isStatic: true,
    isReadonly: true,
    hasDeclareKeyword: true,
    type: 'true',
  }
}

/** One constructor takes the fields of a user, or the reader that it takes them from itself: objects get one shape. */
function constructorOf(
  definition: Definition,
  classPlan: ClassPlan,
  context: ClassContext,
): ConstructorDeclarationStructure {
  const visible = visibleFields(definition.fields)
  const readerName = context.imports.value(reader)
  const fieldsType = visible.length === 0 ? '{}' : classPlan.fields.name + typeArguments(definition)
  const allOptional = visible.every((field) => field.condition !== undefined || field.isMask)
  const read = definition.fields.flatMap((field) => readStatements(field, definition.fields, context))
  const init = visible.map((field) => `this.${propertyName(field.tlName)} = ${initValue(field)}`)
  return {
    kind: StructureKind.Constructor,
    parameters: [
      {
        name: 'from',
        type: `${readerName} | ${fieldsType}`,
        ...(allOptional ? { initializer: '{}' } : {}),
      },
    ],
    overloads: [
      { docs: [{ description: '@internal' }], parameters: [{ name: 'reader', type: readerName }] },
      { parameters: [{ name: 'fields', type: fieldsType, hasQuestionToken: allOptional }] },
    ],
    statements: [
      'super()',
      `if (from instanceof ${readerName}) {`,
      ...(isNestedBare(definition, classPlan, context) ? ['from.enter()', ...read, 'from.leave()'] : read),
      ...(init.length === 0 ? [] : ['} else {', ...init]),
      '}',
    ],
  }
}

/** Within itself without its id, a value is read by its constructor alone, which so has to count the depth. */
function isNestedBare(definition: Definition, { usedBare }: ClassPlan, { plan }: ClassContext): boolean {
  return usedBare && definition.kind === 'constructor' && unionPlan(plan, definition.union).union.recursive
}

function initValue(field: Field): string {
  const value = `from.${propertyName(field.tlName)}`
  if (isFlag(field)) return `${value} ?? false`
  return field.isMask ? `${value} ?? 0` : value
}

function readStatements(field: Field, fields: readonly Field[], context: ClassContext): readonly string[] {
  const property = `this.${propertyName(field.tlName)}`
  if (field.isMask) {
    const local = localName(field.tlName)
    const read = `const ${local} = from.mask()`
    return isHiddenMask(field)
      ? [read]
      : [read, `${property} = (${local} & ${String(~knownBits(field.tlName, fields))}) >>> 0`]
  }
  if (!isCount(field, fields)) return [`${property} = ${readField(field, context)}`]
  const local = localName(field.tlName)
  return [`const ${local} = ${readField(field, context)}`, `${property} = ${local}`]
}

/** Another field of the definition is repeated as often as this one says. */
function isCount(field: Field, fields: readonly Field[]): boolean {
  return fields.some(({ type }) => isCountedBy(type, field.tlName))
}

function isCountedBy(type: TypeRef, count: string): boolean {
  if (type.kind !== 'vector' && type.kind !== 'repetition') return false
  return (type.kind === 'repetition' && type.count === count) || isCountedBy(type.item, count)
}

/** Where a constructor is also used bare, its fields are written by a method of their own. */
function writeMethods(
  definition: Definition,
  classPlan: ClassPlan,
  context: ClassContext,
): readonly MethodDeclarationStructure[] {
  const statements = writeStatements(definition.fields, context)
  const parameter = { name: 'writer', type: context.imports.type(writer) }
  const id = `writer.id(${signedId(definition.id)})`
  const write: MethodDeclarationStructure = {
    kind: StructureKind.Method,
    name: '$write',
    hasOverrideKeyword: true,
    parameters: [parameter],
    returnType: 'void',
    statements: [id, ...(classPlan.usedBare ? ['this.$writeBare(writer)'] : statements)],
  }
  if (!classPlan.usedBare) return [write]
  const unused = statements.length === 0 ? [{ ...parameter, name: '_writer' }] : [parameter]
  return [
    write,
    {
      kind: StructureKind.Method,
      name: '$writeBare',
      parameters: unused,
      returnType: 'void',
      statements: [...statements],
    },
  ]
}
