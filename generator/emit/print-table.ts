import type {
  ExportDeclarationStructure,
  ExportSpecifierStructure,
  ImportDeclarationStructure,
  ImportSpecifierStructure,
  JSDocStructure,
  OptionalKind,
  StatementStructures,
  VariableStatementStructure,
} from 'ts-morph'
import type { OutputFile } from '../options.js'
import type { EmittedFile } from './emitted-file.js'
import { header } from './header.js'
import { listIn, quoted } from './layout.js'
import { StructureKind } from './structure-kind.js'

/**
 * A table as final text: a file that has imports, exports and constants alone, whose values are laid out already. It
 * changes with every definition, and to format it would take longer than all that a definition changes besides.
 */
export function printTable({ path, madeFrom, statements }: EmittedFile, version: string): OutputFile {
  return { path: `${path}.ts`, text: header(version, madeFrom) + statements.map(statementText).join('') }
}

function statementText(statement: StatementStructures): string {
  switch (statement.kind) {
    case StructureKind.ImportDeclaration:
      return importText(statement)
    case StructureKind.ExportDeclaration:
      return exportText(statement)
    case StructureKind.VariableStatement:
      return constantText(statement)
    default:
      throw new Error(`a table has no statement of the kind ${String(statement.kind)}`)
  }
}

function importText({ namedImports, moduleSpecifier }: ImportDeclarationStructure): string {
  return namesText('import', [namedImports ?? []].flat(), moduleSpecifier)
}

function exportText({ namedExports, namespaceExport, moduleSpecifier }: ExportDeclarationStructure): string {
  if (namespaceExport !== undefined) {
    return `export * as ${namespaceExport} from ${quoted(moduleSpecifier ?? '')}\n`
  }
  if (moduleSpecifier === undefined) return 'export {}\n'
  return namesText('export', [namedExports ?? []].flat(), moduleSpecifier)
}

type Specifier =
  | OptionalKind<ImportSpecifierStructure>
  | OptionalKind<ExportSpecifierStructure>
  | string
  | ((...args: never[]) => void)

function namesText(keyword: string, specifiers: readonly Specifier[], module: string): string {
  const names = specifiers.map(specifierText)
  const line = { before: `${keyword} `, after: ` from ${quoted(module)}` }
  // One name is never parted from its braces.
  const list = names.length === 1 ? `{ ${names.join('')} }` : listIn(line, names, '{}')
  return `${line.before}${list}${line.after}\n`
}

function specifierText(specifier: Specifier): string {
  if (typeof specifier !== 'object') throw new Error('the names of a table are structures')
  const { name, alias, isTypeOnly } = specifier
  return `${isTypeOnly === true ? 'type ' : ''}${name}${alias === undefined ? '' : ` as ${alias}`}`
}

function constantText({ docs = [], declarations, isExported }: VariableStatementStructure): string {
  return declarations
    .map(({ name, type, initializer }) => {
      if (typeof initializer !== 'string') throw new Error(`the table ${name} has no text`)
      const typed = typeof type === 'string' ? `${name}: ${type}` : name
      const start = isExported === true ? 'export const' : 'const'
      return `${docs.map(docText).join('')}${start} ${typed} = ${initializer}\n`
    })
    .join('')
}

function docText(doc: OptionalKind<JSDocStructure> | string | ((...args: never[]) => void)): string {
  const description = typeof doc === 'object' ? doc.description : doc
  if (typeof description !== 'string') throw new Error('the comments of a table are text')
  return `/** ${description} */\n`
}
