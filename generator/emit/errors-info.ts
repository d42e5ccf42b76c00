import type { ImportDeclarationStructure, InterfaceDeclarationStructure, StatementStructures } from 'ts-morph'
import type { ModulePlan } from '../plan/module-plan.js'
import { specifier } from '../plan/symbol.js'
import { docComment } from './doc-comment.js'
import type { EmittedFile, ImportExtension } from './emitted-file.js'
import { methodsPath } from './errors-methods.js'
import { exportedConst, exportedType } from './errors-text.js'
import { Imports } from './imports.js'
import { objectOfLines, propertyKey, propertyLine } from './layout.js'
import { methodClassPlan } from './lookup.js'
import { tlMethod } from './runtime-symbols.js'
import { StructureKind } from './structure-kind.js'

const byName = 'MethodInfoByName'
const anyMethod = 'Method extends { readonly _: MethodName }'

/** What is known of the methods by their TL names, and the types that are made from it. */
export function emitMethodInfo(plan: ModulePlan, path: string, extension: ImportExtension): EmittedFile {
  const folder = path.replace(/\/[^/]*$/, '')
  const imports = new Imports(path, ['methodInfo', byName], extension)
  const error = imports.type({ name: 'RpcErrorFrom', file: `${folder}/rpc-error`, namespace: [] })
  const key = imports.type({ name: 'RpcErrorKey', file: `${folder}/names`, namespace: [] })
  const common = imports.type({ name: 'CommonErrorKey', file: `${folder}/names`, namespace: [] })
  const namespaces = [...plan.namespaces.values()].filter(({ methods }) => methods.length > 0)
  const alias = (namespace: readonly string[]): string => `in_${namespace.join('_')}`
  const rows = namespaces.flatMap((namespace) =>
    namespace.methods.map((one) => {
      const { class: symbol, discriminant } = methodClassPlan(plan, one.method.key)
      return { name: propertyKey(discriminant), value: `${alias(namespace.path)}.${symbol.name}` }
    }),
  )
  const namespaceImports = namespaces.map<ImportDeclarationStructure>(({ path: namespace }) => ({
    kind: StructureKind.ImportDeclaration,
    namespaceImport: alias(namespace),
    moduleSpecifier: specifier(path, methodsPath(plan.schema.name, namespace), extension),
  }))
  const statements: readonly StatementStructures[] = [
    methodInfo(key),
    {
      kind: StructureKind.Interface,
      isExported: true,
      name: byName,
      docs: [docComment(['What is known of each method, by its TL name.'])],
      properties: rows.map(({ name, value }) => ({ name, isReadonly: true, type: `typeof ${value}` })),
    },
    exportedConst(
      'methodInfo',
      objectOfLines(rows.map(({ name, value }) => propertyLine(name, value))),
      'The same as data, for requests that are not known beforehand: `methodInfo[request._].availability.bots`.',
      byName,
    ),
    exportedType('MethodName', `keyof ${byName}`, 'The TL name of a method.'),
    exportedType(
      'OwnErrorsOf',
      `${error}<${byName}[Method['_']]['errors'][number]>`,
      'The errors of a method without those that any method may give.',
      [anyMethod],
    ),
    exportedType(
      'ErrorsOf',
      `OwnErrorsOf<Method> | ${error}<${common}>`,
      'The errors that a method may give: `ErrorsOf<messages.SendEncrypted>`.',
      [anyMethod],
    ),
    ...callerTypes(imports.type(tlMethod)),
  ]
  return { path, statements: [...imports.declarations(), ...namespaceImports, ...statements] }
}

/** The shape that all entries share. */
function methodInfo(key: string): InterfaceDeclarationStructure {
  return {
    kind: StructureKind.Interface,
    isExported: true,
    name: 'MethodInfo',
    docs: [docComment(['What is known of a method besides its definition.'])],
    properties: [
      {
        name: 'errors',
        isReadonly: true,
        type: `readonly ${key}[]`,
        docs: [docComment(['Its errors, without those that any method may give.'])],
      },
      {
        name: 'availability',
        isReadonly: true,
        type: '{ readonly known: boolean; readonly users: boolean; readonly bots: boolean; readonly business: boolean; readonly withoutLogin: boolean }',
        docs: [
          docComment([
            'Who may call it. Where that is not `known`, nothing speaks against users and bots, and the types refuse neither.',
          ]),
        ],
      },
    ],
  }
}

/** The requests that somebody may send: a function that takes one of them refuses the others at compile time. */
function callerTypes(method: string): readonly StatementStructures[] {
  const rows = [
    [
      'BotMethod',
      'bots',
      'A request that a bot may send, as far as is known: `call<Result>(request: BotMethod<Result>): Promise<Result>`.',
    ],
    ['UserMethod', 'users', 'A request that a user may send, as far as is known.'],
    ['BusinessMethod', 'business', 'A request that may be sent through a business connection.'],
    ['MethodWithoutLogin', 'withoutLogin', 'A request that may be sent before anybody is logged in.'],
  ] as const
  return rows.map(([name, who, doc]) => {
    const names = `{ [Name in MethodName]: ${byName}[Name]['availability']['${who}'] extends true ? Name : never }[MethodName]`
    return exportedType(name, `${method}<Result> & { readonly _: ${names} }`, doc, ['Result = unknown'])
  })
}
