import type { FunctionDeclarationStructure, StatementStructures } from 'ts-morph'
import type { UnionPlan } from '../plan/module-plan.js'
import { classStatements } from './class.js'
import type { ClassContext } from './context.js'
import { docCode, docComment, escapeDocComment } from './doc-comment.js'
import { signedId, signedOperand } from './id-text.js'
import { classPlan } from './lookup.js'
import { otherIdText, unknownClass } from './outside-file.js'
import type { PlanView } from './plan-view.js'
import { madeText } from './read-text.js'
import { enter, leave, reader, tlObject } from './runtime-symbols.js'
import { StructureKind } from './structure-kind.js'

/** The statements of a type: its union, what reads and writes a value of it, and the classes of its constructors. */
export function typeStatements(unionPlan: UnionPlan, context: ClassContext): readonly StatementStructures[] {
  const { plan, imports } = context
  const role = { extends: imports.value(tlObject), write: unionPlan.write, methods: [] }
  const classes = unionPlan.constructors.flatMap((constructor) =>
    classStatements(constructor, classPlan(plan, constructor.key), role, context),
  )
  return [
    unionType(unionPlan, plan),
    readFunction(unionPlan, context),
    ...unknownClass(unionPlan, imports),
    ...classes,
  ]
}

/** The names that the file of a type declares. */
export function typeNames(unionPlan: UnionPlan, plan: PlanView): readonly string[] {
  return [
    unionPlan.type.name,
    unionPlan.reader.name,
    ...(unionPlan.unknown ? [unionPlan.unknown.name] : []),
    ...unionPlan.constructors.flatMap(({ key }) => {
      const names = classPlan(plan, key)
      return [names.class.name, names.fields.name]
    }),
  ]
}

function unionType({ union, type, unknown, constructors }: UnionPlan, plan: PlanView): StatementStructures {
  const classes = constructors.map(({ key }) => classPlan(plan, key).class.name)
  const members = [...classes, ...(unknown ? [unknown.name] : [])]
  const description = union.description === undefined ? [] : [escapeDocComment(union.description)]
  return {
    kind: StructureKind.TypeAlias,
    name: type.name,
    isExported: true,
    // All constructors can have been left out: then there is no value that could be written.
    type: members.length === 0 ? 'never' : members.join(' | '),
    docs: [
      docComment([
        ...description,
        ...(union.notes ?? []).map(escapeDocComment),
        `Type ${docCode(union.name)}: ${countOf(constructors.length)}${outsideText(union)}.`,
      ]),
    ],
  }
}

function countOf(constructors: number): string {
  return constructors === 1 ? 'one constructor' : `${String(constructors)} constructors`
}

function outsideText({ outside }: UnionPlan['union']): string {
  return outside ? `, and ${String(outside.length)} outside of the subset` : ''
}

/** So many ids are compared one after another: it takes fewer bytes than a switch, and no more time. */
const few = 4

/** Looks at the id and lets the class that it belongs to read itself. */
function readFunction(unionPlan: UnionPlan, context: ClassContext): FunctionDeclarationStructure {
  const { union, type, reader: name, constructors } = unionPlan
  const { imports } = context
  const made = (key: string): string => madeText(key, 'reader', context)
  const other = otherIdText(unionPlan, context)
  const [only, second] = constructors
  const areFew = constructors.length <= few && !union.recursive
  // Values of a recursive type are counted while they are open, each from its id on.
  const start = [...(union.recursive ? [`${imports.value(enter)}(reader)`] : []), 'const id = reader.int()']
  const whole = (value: string): readonly string[] =>
    union.recursive
      ? [`const value = ${value}`, `${imports.value(leave)}(reader)`, 'return value']
      : [`return ${value}`]
  // Only a value that can be read leaves the depth behind it.
  const otherValue = unionPlan.unknown ? whole(other) : [`return ${other}`]
  const body = (): readonly string[] => {
    if (!only) return [...start, ...otherValue]
    if (!second && !union.outside && union.recursive) {
      return [...start, `if (id !== ${signedOperand(only.id)}) return ${other}`, ...whole(made(only.key))]
    }
    if (areFew) {
      return [
        ...start,
        ...constructors.map(({ id, key }) => `if (id === ${signedOperand(id)}) return ${made(key)}`),
        `return ${other}`,
      ]
    }
    return [
      ...start,
      ...(union.recursive ? [`let value: ${type.name}`] : []),
      'switch (id) {',
      ...constructors.flatMap(({ id, key }) => [
        `  case ${signedId(id)}:`,
        ...(union.recursive ? [`    value = ${made(key)}`, '    break'] : [`    return ${made(key)}`]),
      ]),
      '  default:',
      union.recursive && unionPlan.unknown ? `    value = ${other}` : `    return ${other}`,
      '}',
      ...(union.recursive ? [`${imports.value(leave)}(reader)`, 'return value'] : []),
    ]
  }
  return {
    kind: StructureKind.Function,
    name: name.name,
    isExported: true,
    parameters: [{ name: 'reader', type: imports.type(reader) }],
    returnType: type.name,
    docs: [docComment([`Reads a ${docCode(union.name)} with its constructor id.`])],
    statements: [...body()],
  }
}
