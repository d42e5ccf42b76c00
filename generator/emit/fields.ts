import type {
  InterfaceDeclarationStructure,
  PropertySignatureStructure,
  TypeAliasDeclarationStructure,
} from 'ts-morph'
import type { Definition, Field } from '../ir/schema.js'
import { ownFieldsName, propertyName } from '../naming/names.js'
import type { ClassPlan } from '../plan/module-plan.js'
import { fieldDocs } from './class-docs.js'
import type { ClassContext } from './context.js'
import { docCode, docComment } from './doc-comment.js'
import { isFlag, sharedBits, visibleFields, type BitGroup } from './masks.js'
import { StructureKind } from './structure-kind.js'
import { typeText } from './type-text.js'

/** Type parameters as they stand behind a name: `<X>`. */
export function typeParameters(definition: Definition): readonly string[] {
  return definition.kind === 'method' ? definition.parameters : []
}

/** `<X>` or nothing. */
export function typeArguments(definition: Definition): string {
  const names = typeParameters(definition)
  return names.length === 0 ? '' : `<${names.join(', ')}>`
}

type FieldsStatement = InterfaceDeclarationStructure | TypeAliasDeclarationStructure

/**
 * The declarations of what a class is made from, `XFields`, and of what its values have, `X` (merged with the class).
 * Where fields share a bit, what goes in is narrower than what comes out: all of them, or none.
 */
export function fieldsStatements(
  definition: Definition,
  classPlan: ClassPlan,
  context: ClassContext,
): readonly FieldsStatement[] {
  const fields = visibleFields(definition.fields)
  const name = classPlan.class.name
  if (fields.length === 0) return []
  const groups = sharedBits(definition.fields)
  const grouped = new Set(groups.flatMap((group) => group.fields))
  const docs = [docComment([`What a {@link ${name}} is made from.`])]
  const generics = typeArguments(definition)
  const shared = { isExported: true, typeParameters: [...typeParameters(definition)] }
  const ownName = groups.length === 0 ? classPlan.fields.name : ownFieldsName(name)
  const own: InterfaceDeclarationStructure = {
    kind: StructureKind.Interface,
    ...shared,
    name: ownName,
    docs: groups.length === 0 ? docs : [docComment([`The fields of {@link ${name}} that share no bit.`])],
    properties: fields.filter((field) => !grouped.has(field)).map((field) => property(field, context)),
  }
  const whole: InterfaceDeclarationStructure = {
    kind: StructureKind.Interface,
    ...shared,
    name,
    extends: [ownName + generics],
    properties: fields.filter((field) => grouped.has(field)).map((field) => property(field, context)),
  }
  if (groups.length === 0) return [own, whole]
  const alias: TypeAliasDeclarationStructure = {
    kind: StructureKind.TypeAlias,
    ...shared,
    name: classPlan.fields.name,
    docs,
    type: [ownName + generics, ...groups.map((group) => groupType(group, context))].join(' & '),
  }
  return [own, alias, whole]
}

function property(field: Field, context: ClassContext): PropertySignatureStructure {
  const optional = field.condition !== undefined || field.isMask
  const type = isFlag(field) ? 'boolean' : typeText(field.type, context.plan, context.imports)
  return {
    kind: StructureKind.PropertySignature,
    name: propertyName(field.tlName),
    hasQuestionToken: optional,
    type: optional ? `${type} | undefined` : type,
    docs: [fieldDocs(field)],
  }
}

/** All fields of the bit, or none of them. */
function groupType({ fields, mask, bit }: BitGroup, context: ClassContext): string {
  const types = (field: Field): string =>
    isFlag(field) ? 'true' : typeText(field.type, context.plan, context.imports)
  const all = fields.map((field) => `${propertyName(field.tlName)}: ${types(field)}`)
  const none = fields.map(
    (field) => `${propertyName(field.tlName)}?: ${isFlag(field) ? 'false | ' : ''}undefined`,
  )
  return `(/* ${docCode(`${mask}.${String(bit)}`)} */ { ${all.join('; ')} } | { ${none.join('; ')} })`
}
