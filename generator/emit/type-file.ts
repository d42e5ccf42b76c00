import type { FunctionDeclarationStructure, StatementStructures } from 'ts-morph'
import type { ModulePlan, UnionPlan } from '../plan/module-plan.js'
import { classStatements } from './class.js'
import type { ClassContext } from './context.js'
import { docCode, docComment, escapeDocComment } from './doc-comment.js'
import { signedId } from './id-text.js'
import { Imports } from './imports.js'
import { classPlan } from './lookup.js'
import { madeText } from './read-text.js'
import { reader, tlObject } from './runtime-symbols.js'
import { schemaSymbol } from './schema-file.js'
import type { EmittedFile, ImportExtension } from './emitted-file.js'
import { StructureKind } from './structure-kind.js'

/** The file of a type: its union, what reads and writes a value of it, and the classes of its constructors. */
export function emitTypeFile(
  unionPlan: UnionPlan,
  plan: ModulePlan,
  extension: ImportExtension,
): EmittedFile {
  const imports = new Imports(unionPlan.file, declaredNames(unionPlan, plan), extension)
  const context: ClassContext = { plan, imports }
  const role = { extends: imports.value(tlObject), write: unionPlan.write, methods: [] }
  const classes = unionPlan.constructors.flatMap((constructor) =>
    classStatements(constructor, classPlan(plan, constructor.key), role, context),
  )
  const statements = [unionType(unionPlan, plan), readFunction(unionPlan, context), ...classes]
  return { path: unionPlan.file, statements: [...imports.declarations(), ...statements] }
}

function declaredNames(unionPlan: UnionPlan, plan: ModulePlan): readonly string[] {
  return [
    unionPlan.type.name,
    unionPlan.reader.name,
    ...unionPlan.constructors.flatMap(({ key }) => {
      const names = classPlan(plan, key)
      return [names.class.name, names.fields.name]
    }),
  ]
}

function unionType({ union, type, constructors }: UnionPlan, plan: ModulePlan): StatementStructures {
  const description = union.description === undefined ? [] : [escapeDocComment(union.description)]
  return {
    kind: StructureKind.TypeAlias,
    leadingTrivia: '\n',
    name: type.name,
    isExported: true,
    type: constructors.map(({ key }) => classPlan(plan, key).class.name).join(' | '),
    docs: [
      docComment([
        ...description,
        ...(union.notes ?? []).map(escapeDocComment),
        `Type ${docCode(union.name)}: ${countOf(constructors.length)}.`,
      ]),
    ],
  }
}

function countOf(constructors: number): string {
  return constructors === 1 ? 'one constructor' : `${String(constructors)} constructors`
}

/** Looks at the id and lets the class that it belongs to read itself. */
function readFunction(
  { union, type, reader: name, constructors }: UnionPlan,
  context: ClassContext,
): FunctionDeclarationStructure {
  const { imports, plan } = context
  const refusal = `return reader.unknown(id, ${JSON.stringify(union.name)}, ${imports.value(schemaSymbol(plan))})`
  const made = (key: string): string => madeText(key, 'reader', context)
  const [only, second] = constructors
  // Values of a recursive type are counted while they are open, each from its id on.
  const start = [...(union.recursive ? ['reader.enter()'] : []), 'const id = reader.int()']
  const body =
    only && !second
      ? [
          ...start,
          `if (id !== (${signedId(only.id)})) ${refusal}`,
          ...(union.recursive
            ? [`const value = ${made(only.key)}`, 'reader.leave()', 'return value']
            : [`return ${made(only.key)}`]),
        ]
      : [
          ...start,
          ...(union.recursive ? [`let value: ${type.name}`] : []),
          'switch (id) {',
          ...constructors.flatMap(({ id, key }) => [
            `case ${signedId(id)}:`,
            ...(union.recursive ? [`value = ${made(key)}`, 'break'] : [`return ${made(key)}`]),
          ]),
          'default:',
          refusal,
          '}',
          ...(union.recursive ? ['reader.leave()', 'return value'] : []),
        ]
  return {
    kind: StructureKind.Function,
    name: name.name,
    isExported: true,
    parameters: [{ name: 'reader', type: imports.type(reader) }],
    returnType: type.name,
    docs: [docComment([`Reads a ${docCode(union.name)} with its constructor id.`])],
    statements: body,
  }
}
