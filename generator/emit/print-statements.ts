import {
  IndentationText,
  Project,
  StructureKind,
  VariableDeclarationKind,
  type SourceFile,
  type StatementStructures,
} from 'ts-morph'
import { separator } from './separator.js'

let project: Project | undefined

/** A project of its own for each text would cost some milliseconds each; it never holds more than one file. */
function sharedProject(): Project {
  project ??= new Project({
    useInMemoryFileSystem: true,
    skipLoadingLibFiles: true,
    manipulationSettings: { indentationText: IndentationText.TwoSpaces },
  })
  return project
}

/**
 * Structures to one text, with separators between them. It is made in one go and never edited: adding classes one by
 * one takes time that grows with the square of their number.
 * @throws where what is emitted is no TypeScript
 */
export function printStatements(statements: readonly StatementStructures[]): string {
  const all = statements.flatMap((statement, at) =>
    at === 0 ? [asConstant(statement)] : [separator, asConstant(statement)],
  )
  const file = sharedProject().createSourceFile('statements.ts', { statements: all })
  const text = file.getFullText()
  const isBroken = hasSyntaxErrors(file)
  sharedProject().removeSourceFile(file)
  if (isBroken) throw new Error('what was printed has a syntax error')
  return text
}

/** ts-morph parses what it has printed, and the compiler keeps what it finds where its types do not say so. */
function hasSyntaxErrors({ compilerNode }: SourceFile): boolean {
  const node: object = compilerNode
  return (
    'parseDiagnostics' in node && Array.isArray(node.parseDiagnostics) && node.parseDiagnostics.length > 0
  )
}

/** All variables that are emitted are constants; saying so takes a value of ts-morph, which emitters do not load. */
function asConstant(statement: StatementStructures): StatementStructures {
  if (statement.kind !== StructureKind.VariableStatement) return statement
  return { ...statement, declarationKind: VariableDeclarationKind.Const }
}
