import type {
  ExportDeclarationStructure,
  ImportDeclarationStructure,
  StatementStructures,
  VariableStatementStructure,
} from 'ts-morph'
import type { OutputFile } from '../options.js'
import type { EmittedFile } from './emitted-file.js'
import { header } from './header.js'
import { listIn, quoted } from './layout.js'
import { codeText, docTexts, specifierTexts, typeText, type Specifiers } from './print-parts.js'
import { StructureKind } from './structure-kind.js'

/**
 * A table as final text: a file that has imports, exports and constants alone, whose values are laid out already. It
 * changes with every definition, and to format it would take longer than all that a definition changes besides.
 */
export function printTable({ path, madeFrom, statements }: EmittedFile, version: string): OutputFile {
  return { path: `${path}.ts`, text: header(version, madeFrom) + printListing(statements) }
}

/** Imports, exports and constants in their final layout. */
export function printListing(statements: readonly StatementStructures[]): string {
  return statements.map(statementText).join('')
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

function importText({ namedImports, namespaceImport, moduleSpecifier }: ImportDeclarationStructure): string {
  if (namespaceImport !== undefined) return `import * as ${namespaceImport} from ${quoted(moduleSpecifier)}\n`
  return namesFrom('import', namedImports, moduleSpecifier)
}

function exportText({ namedExports, namespaceExport, moduleSpecifier }: ExportDeclarationStructure): string {
  if (namespaceExport !== undefined) {
    return `export * as ${namespaceExport} from ${quoted(moduleSpecifier ?? '')}\n`
  }
  if (moduleSpecifier === undefined) return 'export {}\n'
  return namesFrom('export', namedExports, moduleSpecifier)
}

function namesFrom(keyword: string, specifiers: Specifiers | undefined, module: string): string {
  const names = specifierTexts(specifiers)
  const line = { before: `${keyword} `, after: ` from ${quoted(module)}` }
  // One name is never parted from its braces.
  const list = names.length === 1 ? `{ ${names.join('')} }` : listIn(line, names, '{}')
  return `${line.before}${list}${line.after}\n`
}

function constantText({ docs, declarations, isExported }: VariableStatementStructure): string {
  return declarations
    .map(({ name, type, initializer }) => {
      const typed = name + typeText(type)
      const start = isExported === true ? 'export const' : 'const'
      return `${docTexts(docs)}${start} ${typed} = ${codeText(initializer)}\n`
    })
    .join('')
}
