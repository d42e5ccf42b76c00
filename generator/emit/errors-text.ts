import type { TypeAliasDeclarationStructure, VariableStatementStructure } from 'ts-morph'
import { docComment } from './doc-comment.js'
import { listIn, quoted, type Line } from './layout.js'
import { StructureKind } from './structure-kind.js'

/** An exported constant; `as const` gives it the types of its literals. */
export function exportedConst(
  name: string,
  initializer: string,
  doc: string | undefined,
  type?: string,
): VariableStatementStructure {
  return {
    kind: StructureKind.VariableStatement,
    isExported: true,
    ...(doc === undefined ? {} : { docs: [docComment([doc])] }),
    declarations: [
      type === undefined ? { name, initializer: `${initializer} as const` } : { name, type, initializer },
    ],
  }
}

/** An exported type; the parameters are given as they stand between the angle brackets. */
export function exportedType(
  name: string,
  type: string,
  doc: string | undefined,
  parameters: readonly string[] = [],
): TypeAliasDeclarationStructure {
  return {
    kind: StructureKind.TypeAlias,
    isExported: true,
    name,
    typeParameters: [...parameters],
    type,
    ...(doc === undefined ? {} : { docs: [docComment([doc])] }),
  }
}

/** `['a', 'b']`, with an item on each line where the line has no room for it. */
export function listText(line: Line, items: readonly string[]): string {
  return listIn(line, items.map(quoted), '[]')
}

/** `| A | B`; `never` where there is nothing. */
export function unionText(members: readonly string[]): string {
  return members.length === 0 ? 'never' : members.join(' | ')
}
