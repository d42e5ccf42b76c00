import type { ClassDeclarationStructure, StatementStructures } from 'ts-morph'
import type { OutputFile } from '../options.js'
import type { EmittedFile } from './emitted-file.js'
import { header } from './header.js'
import {
  block,
  codeText,
  docTexts,
  modifiers,
  specifierTexts,
  parametersText,
  typeParametersText,
  typeText,
  type Member,
} from './print-parts.js'
import { StructureKind } from './structure-kind.js'

/**
 * Structures to text, which the formatter then lays out. ts-morph would print the same, but it parses what it has
 * printed, which takes a quarter of the time of a whole run, and brings a compiler of its own into each thread.
 */
export function printFile({ path, madeFrom, statements }: EmittedFile, version: string): OutputFile {
  let text = header(version, madeFrom)
  let isAfterBlock = false
  for (const [at, statement] of statements.entries()) {
    const isBlock = hasBlock(statement)
    // Whatever has a block stands by itself.
    if (at > 0 && (isBlock || isAfterBlock)) text += '\n'
    text += `${printStatement(statement)}\n`
    isAfterBlock = isBlock
  }
  return { path: `${path}.ts`, text }
}

function hasBlock({ kind }: StatementStructures): boolean {
  return (
    kind === StructureKind.Class ||
    kind === StructureKind.Interface ||
    kind === StructureKind.Function ||
    kind === StructureKind.Enum
  )
}

function printStatement(statement: StatementStructures): string {
  const start = codeText(statement.leadingTrivia)
  switch (statement.kind) {
    case StructureKind.ImportDeclaration: {
      const { namespaceImport, namedImports = [], moduleSpecifier } = statement
      const names =
        namespaceImport === undefined
          ? `{ ${specifierTexts(namedImports).join(', ')} }`
          : `* as ${namespaceImport}`
      return `${start}import ${names} from ${JSON.stringify(moduleSpecifier)};`
    }
    case StructureKind.ExportDeclaration: {
      const { namespaceExport, namedExports, moduleSpecifier } = statement
      const names =
        namedExports === undefined && moduleSpecifier !== undefined
          ? '*'
          : `{ ${specifierTexts(namedExports).join(', ')} }`
      const what = namespaceExport === undefined ? names : `* as ${namespaceExport}`
      return `${start}export ${what}${moduleSpecifier === undefined ? '' : ` from ${JSON.stringify(moduleSpecifier)}`};`
    }
    case StructureKind.VariableStatement: {
      const rows = statement.declarations.map(
        ({ name, type, initializer }) => `${name}${typeText(type)} = ${codeText(initializer)}`,
      )
      return `${start}${docTexts(statement.docs)}${modifiers(statement)}const ${rows.join(', ')};`
    }
    case StructureKind.TypeAlias: {
      const head = `${modifiers(statement)}type ${statement.name}${typeParametersText(statement.typeParameters)}`
      return `${start}${docTexts(statement.docs)}${head} = ${codeText(statement.type)};`
    }
    case StructureKind.Interface: {
      const { name, docs, typeParameters, extends: bases = [], properties = [] } = statement
      const parents = [bases].flat().map(codeText)
      const head = `${modifiers(statement)}interface ${name}${typeParametersText(typeParameters)}`
      const body = properties.map((property) => printProperty(property))
      return `${start}${docTexts(docs)}${head}${parents.length === 0 ? '' : ` extends ${parents.join(', ')}`} ${block(body)}`
    }
    case StructureKind.Enum: {
      const members = (statement.members ?? []).map(
        ({ name, value, docs }) => `${docTexts(docs)}${name} = ${JSON.stringify(value)},`,
      )
      return `${start}${docTexts(statement.docs)}${modifiers(statement)}enum ${statement.name} ${block(members)}`
    }
    case StructureKind.Function:
      return `${start}${docTexts(statement.docs)}${modifiers(statement)}function ${printCallable(statement.name ?? '', statement)}`
    case StructureKind.Class:
      return start + printClass(statement)
    default:
      throw new Error(`no emitter gives a statement of the kind ${String(statement.kind)}`)
  }
}

function printProperty(property: Member & { readonly initializer?: unknown }): string {
  const { name = '', docs, type, hasQuestionToken, initializer } = property
  const value = initializer === undefined ? '' : ` = ${codeText(initializer)}`
  return `${docTexts(docs)}${modifiers(property)}${name}${hasQuestionToken === true ? '?' : ''}${typeText(type)}${value};`
}

/** What stands behind the keywords of whatever can be called. */
function printCallable(name: string, { typeParameters, parameters, returnType, statements }: Member): string {
  const head = `${name}${typeParametersText(typeParameters)}(${parametersText(parameters)})${typeText(returnType)}`
  return `${head} ${block([statementsText([statements ?? []].flat().map(codeText))])}`
}

/** An empty line behind what ends with a brace. */
function statementsText(statements: readonly string[]): string {
  return statements
    .map((one, at) => (statements[at - 1]?.endsWith('}') === true ? `\n${one}` : one))
    .join('\n')
}

function printClass(structure: ClassDeclarationStructure): string {
  const { name = '', docs, typeParameters, extends: base, properties = [], ctors = [] } = structure
  const { getAccessors = [], methods = [] } = structure
  const parent = base === undefined ? '' : ` extends ${codeText(base)}`
  const members = [
    ...(properties.length === 0 ? [] : [properties.map((property) => printProperty(property)).join('\n')]),
    ...ctors.map((one) => printCallable('constructor', one)),
    ...getAccessors.map((one) => `${codeText(one.leadingTrivia)}get ${printCallable(one.name, one)}`),
    ...methods.map((one) => `${docTexts(one.docs)}${modifiers(one)}${printCallable(one.name, one)}`),
  ]
  const head = `${modifiers(structure)}class ${name}${typeParametersText(typeParameters)}${parent}`
  return `${docTexts(docs)}${head} ${block([members.join('\n\n')])}`
}
