import type { StatementStructures } from 'ts-morph'
import type { ErrorTable } from '../ir/errors.js'
import type { ModulePlan } from '../plan/module-plan.js'
import { specifier } from '../plan/symbol.js'
import { docComment } from './doc-comment.js'
import type { EmittedFile, ImportExtension } from './emitted-file.js'
import { emitErrorClass } from './errors-class.js'
import { emitMethodInfo } from './errors-info.js'
import { emitMethodErrors, hasMethods, methodsPath } from './errors-methods.js'
import { emitErrorNames } from './errors-names.js'
import { exportedConst } from './errors-text.js'
import { Imports } from './imports.js'
import { objectOfLines, propertyKey, propertyLine, quoted } from './layout.js'
import { describeWith, rpcErrorBase } from './runtime-symbols.js'
import { StructureKind } from './structure-kind.js'

/** Everything about the errors of a schema's methods; nothing where no errors were given. */
export function emitErrorFiles(plan: ModulePlan, extension: ImportExtension): readonly EmittedFile[] {
  const { errors: table, errorNames = 'const', name } = plan.schema
  if (!table) return []
  const folder = `${name}/errors`
  return [
    emitErrorNames(table, `${folder}/names`, errorNames),
    emitErrorClass(table, `${folder}/rpc-error`, extension),
    emitDescriptions(table, `${folder}/descriptions`, extension),
    ...emitMethodErrors(plan, table, extension),
    emitMethodInfo(plan, `${folder}/method-info`, extension),
    emitIndex(plan, `${folder}/index`, extension),
  ]
}

function emitDescriptions(table: ErrorTable, path: string, extension: ImportExtension): EmittedFile {
  const imports = new Imports(path, ['descriptions', 'describeError'], extension)
  const byName = new Map<string, string>()
  const rows: string[] = []
  for (const [key, { name, description }] of table.errors) {
    if (description === undefined || byName.get(name) === description) continue
    // Another code of the name with another meaning has an entry of its own.
    rows.push(propertyLine(propertyKey(byName.has(name) ? key : name), quoted(description)))
    if (!byName.has(name)) byName.set(name, description)
  }
  const describe = imports.value(describeWith)
  const statements: readonly StatementStructures[] = [
    {
      ...exportedConst('descriptions', objectOfLines(rows), undefined, 'Readonly<Record<string, string>>'),
      isExported: false,
    },
    {
      kind: StructureKind.Function,
      isExported: true,
      name: 'describeError',
      docs: [
        docComment([
          'What an error means, in a sentence with its numbers; undefined for one that is not known.',
        ]),
      ],
      parameters: [{ name: 'error', type: imports.type(rpcErrorBase) }],
      returnType: 'string | undefined',
      statements: [`return ${describe}(descriptions, error)`],
    },
  ]
  return { path, statements: [...imports.declarations(), ...statements] }
}

function emitIndex(plan: ModulePlan, path: string, extension: ImportExtension): EmittedFile {
  const from = (file: string): string => specifier(path, file, extension)
  const folder = path.replace(/\/[^/]*$/, '')
  const root = plan.namespaces.get('')
  return {
    path,
    statements: [
      ...['descriptions', 'method-info', 'names', 'rpc-error'].map((file) => ({
        kind: StructureKind.ExportDeclaration,
        moduleSpecifier: from(`${folder}/${file}`),
      })),
      ...(root && hasMethods(root)
        ? [
            {
              kind: StructureKind.ExportDeclaration,
              moduleSpecifier: from(methodsPath(plan.schema.name, [])),
              namespaceExport: 'methods',
            },
          ]
        : []),
    ],
  }
}
