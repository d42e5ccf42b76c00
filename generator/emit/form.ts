import type { OptionalKind, JSDocStructure, StatementStructures } from 'ts-morph'
import type { FormOptions } from '../options.js'
import type { EmittedFile } from './emitted-file.js'
import { StructureKind } from './structure-kind.js'

/** Where the runtime is where it does not lie beside the code. */
export const importedRuntime = 'tlforge/runtime'

/** Gives a file the form that the options want: without comments, with the runtime from elsewhere. */
export function formFile(file: EmittedFile, { documentation = true, runtimeFrom }: FormOptions): EmittedFile {
  const documented = documentation ? file.statements : file.statements.map(withoutDocs)
  const statements = runtimeFrom === 'imported' ? withImportedRuntime(documented, file.path) : documented
  return { ...file, statements }
}

interface Documented {
  readonly docs?: (OptionalKind<JSDocStructure> | string | ((...args: never[]) => void))[]
}

function bare<T extends Documented>(structure: T): T {
  return { ...structure, docs: [] }
}

function withoutDocs(statement: StatementStructures): StatementStructures {
  switch (statement.kind) {
    case StructureKind.Class:
      return {
        ...bare(statement),
        properties: (statement.properties ?? []).map(bare),
        getAccessors: (statement.getAccessors ?? []).map(bare),
        methods: (statement.methods ?? []).map(bare),
      }
    case StructureKind.Interface:
      return { ...bare(statement), properties: (statement.properties ?? []).map(bare) }
    case StructureKind.Enum:
      return { ...bare(statement), members: (statement.members ?? []).map(bare) }
    case StructureKind.TypeAlias:
    case StructureKind.Function:
    case StructureKind.VariableStatement:
      return bare(statement)
    default:
      return statement
  }
}

/** One import of the package in the place of those of the runtime's files. */
function withImportedRuntime(
  statements: readonly StatementStructures[],
  path: string,
): readonly StatementStructures[] {
  const folder = `${'../'.repeat(path.split('/').length - 1) || './'}runtime/`
  const isRuntime = (statement: StatementStructures): boolean =>
    statement.kind === StructureKind.ImportDeclaration && statement.moduleSpecifier.startsWith(folder)
  const names = statements.flatMap((statement) =>
    statement.kind === StructureKind.ImportDeclaration && isRuntime(statement)
      ? [statement.namedImports ?? []].flat().filter((one) => typeof one === 'object')
      : [],
  )
  const others = statements.filter((statement) => !isRuntime(statement))
  if (names.length === 0) return others
  return [
    { kind: StructureKind.ImportDeclaration, moduleSpecifier: importedRuntime, namedImports: names },
    ...others,
  ]
}
