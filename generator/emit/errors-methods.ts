import type { StatementStructures } from 'ts-morph'
import type { ErrorTable } from '../ir/errors.js'
import type { Method } from '../ir/schema.js'
import { fileName, namespaceName } from '../naming/names.js'
import type { ModulePlan, NamespacePlan } from '../plan/module-plan.js'
import { specifier } from '../plan/symbol.js'
import { docCode } from './doc-comment.js'
import type { EmittedFile, ImportExtension } from './emitted-file.js'
import { exportedConst, listText } from './errors-text.js'
import { objectOfLines, propertyLine } from './layout.js'
import { methodClassPlan } from './lookup.js'
import { StructureKind } from './structure-kind.js'

/** Who may call a method; where that is not known, nothing speaks against anybody. */
export function availabilityOf(table: ErrorTable, method: Method): Readonly<Record<string, boolean>> {
  const known = table.methods.get(method.tlName)
  return {
    known: known?.callers !== undefined,
    users: known?.callers !== 'bot',
    bots: known?.callers !== 'user',
    business: known?.business === true,
    withoutLogin: known?.withoutLogin === true,
  }
}

/** Where what is known of the methods of a namespace stands. */
export function methodsPath(root: string, namespace: readonly string[]): string {
  return [root, 'errors', 'methods', ...namespace.map(fileName)].join('/')
}

/** True if the namespace or one within it has a method. */
export function hasMethods(namespace: NamespacePlan): boolean {
  return namespace.methods.length > 0 || namespace.children.some(hasMethods)
}

/**
 * A file for each namespace with a constant for each method, named after its class: what a bundle does not use of them
 * is dropped, which static members of the classes would not be.
 */
export function emitMethodErrors(
  plan: ModulePlan,
  table: ErrorTable,
  extension: ImportExtension,
): readonly EmittedFile[] {
  const root = plan.schema.name
  return [...plan.namespaces.values()].filter(hasMethods).map((namespace) => {
    const path = methodsPath(root, namespace.path)
    return {
      path,
      statements: [
        ...namespace.methods.map(({ method }) => methodConst(method, plan, table)),
        ...namespace.children.filter(hasMethods).map((child) => ({
          kind: StructureKind.ExportDeclaration,
          moduleSpecifier: specifier(path, methodsPath(root, child.path), extension),
          namespaceExport: namespaceName(child.path.at(-1) ?? ''),
        })),
      ],
    }
  })
}

function methodConst(method: Method, plan: ModulePlan, table: ErrorTable): StatementStructures {
  const { name } = methodClassPlan(plan, method.key).class
  const line = { before: '  errors: ', after: ',' }
  const errors = listText(line, table.methods.get(method.tlName)?.errors ?? [])
  const callers = Object.entries(availabilityOf(table, method)).map(
    ([key, value]) => `${key}: ${String(value)}`,
  )
  const lines = [
    `${line.before}${errors}${line.after}\n`,
    propertyLine('availability', `{ ${callers.join(', ')} }`),
  ]
  return exportedConst(name, objectOfLines(lines), docCode(method.tlName))
}
