import { StructureKind, type FunctionDeclarationStructure, type StatementStructures } from 'ts-morph'
import type { ModulePlan, UnionPlan } from '../plan/module-plan.js'
import { classStatements } from './class.js'
import type { ClassContext } from './context.js'
import { docCode, docComment, escapeDocComment } from './doc-comment.js'
import { signedId } from './id-text.js'
import { Imports } from './imports.js'
import { classPlan } from './lookup.js'
import { madeText } from './read-text.js'
import { reader, tlObject, writer } from './runtime-symbols.js'
import type { EmittedFile, ImportExtension } from './emitted-file.js'

/** The file of a type: its union, what reads and writes a value of it, and the classes of its constructors. */
export function emitTypeFile(
  unionPlan: UnionPlan,
  plan: ModulePlan,
  extension: ImportExtension,
): EmittedFile {
  const imports = new Imports(unionPlan.file, declaredNames(unionPlan, plan), extension)
  const context: ClassContext = { plan, imports }
  const role = { extends: unionPlan.base?.name ?? imports.value(tlObject), methods: [] }
  const classes = unionPlan.constructors.flatMap((constructor) =>
    classStatements(constructor, classPlan(plan, constructor.key), role, context),
  )
  const statements = [
    unionType(unionPlan, plan),
    ...baseClass(unionPlan, imports),
    readFunction(unionPlan, context),
    writeFunction(unionPlan, plan, imports),
    ...classes,
  ]
  return { path: unionPlan.file, statements: [...imports.declarations(), ...statements] }
}

function declaredNames(unionPlan: UnionPlan, plan: ModulePlan): readonly string[] {
  const own = [
    unionPlan.type,
    unionPlan.reader,
    unionPlan.writer,
    ...(unionPlan.base ? [unionPlan.base] : []),
  ]
  return [
    ...own.map(({ name }) => name),
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

function baseClass({ union, base }: UnionPlan, imports: Imports): readonly StatementStructures[] {
  if (!base) return []
  return [
    {
      kind: StructureKind.Class,
      name: base.name,
      isAbstract: true,
      isExported: true,
      extends: imports.value(tlObject),
      docs: [docComment([`What the constructors of ${docCode(union.name)} have in common.`])],
    },
  ]
}

/** Looks at the id and lets the class that it belongs to read itself. */
function readFunction(
  { union, type, reader: name, constructors }: UnionPlan,
  context: ClassContext,
): FunctionDeclarationStructure {
  const { imports } = context
  const expected = JSON.stringify(union.name)
  const made = (key: string): string => madeText(key, 'reader', context)
  const [only, second] = constructors
  const body =
    only && !second
      ? [`reader.expect(${signedId(only.id)}, ${expected})`, ...result(made(only.key), union.recursive)]
      : [
          'const id = reader.int()',
          ...(union.recursive ? ['reader.enter()', `let value: ${type.name}`] : []),
          'switch (id) {',
          ...constructors.flatMap(({ id, key }) => [
            `case ${signedId(id)}:`,
            ...(union.recursive ? [`value = ${made(key)}`, 'break'] : [`return ${made(key)}`]),
          ]),
          'default:',
          `return reader.unknown(id, ${expected})`,
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

/** Values of a recursive type are counted while they are open. */
function result(made: string, recursive: boolean): readonly string[] {
  if (!recursive) return [`return ${made}`]
  return ['reader.enter()', `const value = ${made}`, 'reader.leave()', 'return value']
}

function writeFunction(
  unionPlan: UnionPlan,
  plan: ModulePlan,
  imports: Imports,
): FunctionDeclarationStructure {
  const { union, type, base, constructors } = unionPlan
  const [only] = constructors
  const test = base?.name ?? (only ? classPlan(plan, only.key).class.name : '')
  return {
    kind: StructureKind.Function,
    name: unionPlan.writer.name,
    isExported: true,
    parameters: [
      { name: 'writer', type: imports.type(writer) },
      { name: 'value', type: type.name },
    ],
    returnType: 'void',
    docs: [docComment([`Writes a ${docCode(union.name)} with its constructor id.`])],
    statements: [
      `if (!(value instanceof ${test})) writer.wrong(value, ${JSON.stringify(union.name)})`,
      'value.$write(writer)',
    ],
  }
}
