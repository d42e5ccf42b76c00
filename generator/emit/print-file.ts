import {
  IndentationText,
  Project,
  StructureKind,
  VariableDeclarationKind,
  type StatementStructures,
} from 'ts-morph'
import type { OutputFile } from '../options.js'
import type { EmittedFile } from './emitted-file.js'
import { header } from './header.js'

let project: Project | undefined

/** A project of its own for each file would cost some milliseconds each; it never holds more than one file. */
function sharedProject(): Project {
  project ??= new Project({
    useInMemoryFileSystem: true,
    skipLoadingLibFiles: true,
    manipulationSettings: { indentationText: IndentationText.TwoSpaces },
  })
  return project
}

/**
 * Structures to text. The file is made in one go and never edited: adding classes one by one takes time that grows
 * with the square of their number.
 */
export function printFile({ path, madeFrom, statements }: EmittedFile, version: string): OutputFile {
  const file = sharedProject().createSourceFile(`${path}.ts`, { statements: statements.map(asConstant) })
  const text = header(version, madeFrom) + file.getFullText()
  sharedProject().removeSourceFile(file)
  return { path: `${path}.ts`, text }
}

/** All variables that are emitted are constants; saying so takes a value of ts-morph, which emitters do not load. */
function asConstant(statement: StatementStructures): StatementStructures {
  if (statement.kind !== StructureKind.VariableStatement) return statement
  return { ...statement, declarationKind: VariableDeclarationKind.Const }
}
