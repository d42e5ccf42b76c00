import type {
  ClassDeclarationStructure,
  ConstructorDeclarationStructure,
  GetAccessorDeclarationStructure,
  MethodDeclarationStructure,
  OptionalKind,
  PropertyDeclarationStructure,
  StatementStructures,
} from 'ts-morph'
import type { Definition, Field } from '../ir/schema.js'
import type { TypeRef } from '../ir/type-ref.js'
import { propertyName } from '../naming/names.js'
import type { ClassPlan } from '../plan/module-plan.js'
import { definitionDocs } from './class-docs.js'
import type { ClassContext } from './context.js'
import { fieldsStatements, typeArguments, typeParameters } from './fields.js'
import { signedId } from './id-text.js'
import { indented, quoted } from './layout.js'
import { unionView } from './lookup.js'
import { isFlag, isHiddenMask, knownBits, localName, visibleFields } from './masks.js'
import { readField } from './read-text.js'
import { enter, leave, reader, writer } from './runtime-symbols.js'
import { StructureKind } from './structure-kind.js'
import { writeStatements } from './write-text.js'

/** What differs between the class of a constructor and that of a method. */
export interface ClassRole {
  /** The method that writes the id and the fields. */
  readonly write: string
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
  const structure: ClassDeclarationStructure = {
    kind: StructureKind.Class,
    name: classPlan.class.name,
    isExported: true,
    typeParameters: [...typeParameters(definition)],
    extends: role.extends,
    docs: [definitionDocs(definition, context.plan.schema)],
    properties: [
      discriminantMember(classPlan),
      ...(role.marker === undefined ? [] : [typeMarker(role.marker)]),
    ],
    getAccessors: classPlan.discriminant === definition.tlName ? [] : [tlNameGetter(definition.tlName)],
    ctors: [constructorOf(definition, classPlan, context)],
    methods: [...writeMethods(definition, classPlan, role, context), ...role.methods],
  }
  return [...fieldsStatements(definition, classPlan, context), structure]
}

/** Only declared: the constructor sets it first, so that all values of a class get it in the same place. */
function discriminantMember({ discriminant }: ClassPlan): PropertyDeclarationStructure {
  return {
    kind: StructureKind.Property,
    name: '_',
    hasDeclareKeyword: true,
    isReadonly: true,
    type: quoted(discriminant),
  }
}

/** For an older form of a constructor, whose discriminant is not its name. */
function tlNameGetter(tlName: string): OptionalKind<GetAccessorDeclarationStructure> {
  return {
    name: 'tlName',
    // The structures of accessors have no place for `override`, which must stand behind `static`.
    leadingTrivia: 'static override ',
    returnType: 'string',
    statements: [`return ${quoted(tlName)}`],
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
  const { fields } = definition
  const start = ['super()', `this._ = ${quoted(classPlan.discriminant)}`]
  if (fields.length === 0) return { kind: StructureKind.Constructor, statements: start }
  const visible = visibleFields(fields)
  const allOptional = visible.every((field) => field.condition !== undefined || field.isMask)
  const read = fields.flatMap((field) => readStatements(field, fields, context))
  const init = visible.map((field) => `this.${propertyName(field.tlName)} = ${initValue(field)}`)
  return {
    kind: StructureKind.Constructor,
    parameters: [
      {
        name: visible.length === 0 ? '_fields' : 'fields',
        type: visible.length === 0 ? '{}' : classPlan.fields.name + typeArguments(definition),
        ...(allOptional ? { initializer: '{}' } : {}),
      },
      { name: 'reader', type: context.imports.type(reader), hasQuestionToken: true },
    ],
    statements: [
      ...start,
      'if (reader) {',
      ...indented(
        isNestedBare(definition, classPlan, context)
          ? [`${context.imports.value(enter)}(reader)`, ...read, `${context.imports.value(leave)}(reader)`]
          : read,
      ),
      ...(init.length === 0 ? [] : ['} else {', ...indented(init)]),
      '}',
    ],
  }
}

/** Within itself without its id, a value is read by its constructor alone, which so has to count the depth. */
function isNestedBare(definition: Definition, { writeBare }: ClassPlan, { plan }: ClassContext): boolean {
  return (
    writeBare !== undefined &&
    definition.kind === 'constructor' &&
    unionView(plan, definition.union).isRecursive
  )
}

function initValue(field: Field): string {
  const value = `fields.${propertyName(field.tlName)}`
  if (isFlag(field)) return `${value} ?? false`
  return field.isMask ? `${value} ?? 0` : value
}

function readStatements(field: Field, fields: readonly Field[], context: ClassContext): readonly string[] {
  const property = `this.${propertyName(field.tlName)}`
  if (field.isMask) {
    const local = localName(field.tlName)
    const read = `const ${local} = reader.mask()`
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
  role: ClassRole,
  context: ClassContext,
): readonly MethodDeclarationStructure[] {
  const statements = writeStatements(definition.fields, context)
  const parameter = { name: 'writer', type: context.imports.type(writer) }
  const start = `writer.id(${signedId(definition.id)})`
  const { writeBare } = classPlan
  const write: MethodDeclarationStructure = {
    kind: StructureKind.Method,
    name: role.write,
    hasOverrideKeyword: definition.kind === 'method',
    parameters: [parameter],
    returnType: 'void',
    statements: [start, ...(writeBare === undefined ? statements : [`this.${writeBare}(writer)`])],
  }
  if (writeBare === undefined) return [write]
  const unused = statements.length === 0 ? [{ ...parameter, name: '_writer' }] : [parameter]
  return [
    write,
    {
      kind: StructureKind.Method,
      name: writeBare,
      parameters: unused,
      returnType: 'void',
      statements: [...statements],
    },
  ]
}
