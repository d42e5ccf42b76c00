import type { StatementStructures } from 'ts-morph'
import type { ErrorTable } from '../ir/errors.js'
import { errorFamilyName, errorMembers } from '../naming/error-names.js'
import type { EmittedFile } from './emitted-file.js'
import { exportedConst, exportedType, listText, unionText } from './errors-text.js'
import { objectOfLines, propertyLine, quoted, type Line } from './layout.js'
import { StructureKind } from './structure-kind.js'

/** The lists of all names, and of those of each code; the types of their keys and arguments. */
export function emitErrorNames(table: ErrorTable, path: string, form: 'const' | 'enum'): EmittedFile {
  const byCode = new Map<number, string[]>()
  for (const { code, name } of table.errors.values()) {
    const names = byCode.get(code)
    if (names) names.push(name)
    else byCode.set(code, [name])
  }
  const families = [...byCode].map(([code, names]) => ({ code, list: errorFamilyName(code), names }))
  const all = [...new Set(families.flatMap(({ names }) => names))].sort()
  const lists = families.map(({ list }) => list)
  const statements =
    form === 'enum'
      ? [
          ...families.flatMap(({ code, list, names }) => enumOf(list, names, familyDoc(code))),
          enumOf('RpcErrorName', all, allDoc),
        ]
      : [
          ...families.flatMap(({ code, list, names }) => constOf(list, names, familyDoc(code))),
          exportedConst(
            'RpcErrorName',
            `/* @__PURE__ */ Object.assign({}, ${lists.join(', ')})`,
            allDoc,
            lists.map((list) => `typeof ${list}`).join(' & ') || '{}',
          ),
          exportedType('RpcErrorName', unionText(lists), undefined),
        ]
  return { path, statements: [...statements, ...keyTypes(table, families), ...commonErrors(table)] }
}

const allDoc = 'The names of all errors.'
const familyDoc = (code: number): string => `The names of the errors with the code ${String(code)}.`

function constOf(list: string, names: readonly string[], doc: string): readonly StatementStructures[] {
  const members = errorMembers(names).map(([member, name]) => propertyLine(member, quoted(name)))
  return [
    exportedConst(list, objectOfLines(members), doc),
    exportedType(list, `(typeof ${list})[keyof typeof ${list}]`, undefined),
  ]
}

function enumOf(list: string, names: readonly string[], doc: string): StatementStructures {
  return {
    kind: StructureKind.Enum,
    isExported: true,
    name: list,
    docs: [{ description: doc }],
    members: errorMembers(names).map(([name, value]) => ({ name, value })),
  }
}

/** Literal types, also of the members of enums: an enum's member is assignable to the type of its text. */
function keyTypes(
  table: ErrorTable,
  families: readonly { readonly code: number; readonly list: string }[],
): readonly StatementStructures[] {
  const keys = families.map(({ code, list }) => `\`${String(code)} \${${list}}\``)
  const withArguments = new Map(
    [...table.errors.values()]
      .filter((spec) => spec.arguments.length > 0)
      .map((spec) => [spec.name, spec.arguments]),
  )
  return [
    exportedType('KnownErrorName', '`${RpcErrorName}`', 'The name of an error as text.'),
    exportedType('RpcErrorKey', unionText(keys), 'Code and name of an error: `400 USER_IS_BLOCKED`.'),
    {
      kind: StructureKind.Interface,
      isExported: true,
      name: 'ArgumentsByName',
      docs: [{ description: 'The numbers in the messages of errors, by the names of the errors.' }],
      properties: [...withArguments].map(([name, names]) => ({
        name: JSON.stringify(name),
        isReadonly: true,
        type: `{ ${names.map((one) => `readonly ${one}: number`).join('; ')} }`,
      })),
    },
  ]
}

function commonErrors({ common }: ErrorTable): readonly StatementStructures[] {
  return [
    exportedConst(
      'commonErrors',
      listText(constLine('commonErrors'), common),
      'What any method may give, by code and name.',
    ),
    exportedType('CommonErrorKey', '(typeof commonErrors)[number]', undefined),
  ]
}

function constLine(name: string): Line {
  return { before: `export const ${name} = `, after: ' as const' }
}
