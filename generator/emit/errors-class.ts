import type { StatementStructures } from 'ts-morph'
import type { ErrorTable } from '../ir/errors.js'
import { docComment } from './doc-comment.js'
import type { EmittedFile, ImportExtension } from './emitted-file.js'
import { exportedType } from './errors-text.js'
import { Imports } from './imports.js'
import { requestName, rpcErrorBase, rpcErrorNames } from './runtime-symbols.js'
import { StructureKind } from './structure-kind.js'

/** `RpcError` for the errors of one schema, and the types of single errors. */
export function emitErrorClass(table: ErrorTable, path: string, extension: ImportExtension): EmittedFile {
  const imports = new Imports(path, ['RpcError', 'names'], extension)
  const namesFile = path.replace(/[^/]*$/, 'names')
  for (const name of ['ArgumentsByName', 'KnownErrorName', 'RpcErrorKey']) {
    imports.type({ name, file: namesFile, namespace: [] })
  }
  const namesClass = imports.value(rpcErrorNames)
  const statements: readonly StatementStructures[] = [
    {
      kind: StructureKind.VariableStatement,
      declarations: [
        { name: 'names', initializer: `/* @__PURE__ */ new ${namesClass}(\n${patternText(table)},\n)` },
      ],
    },
    rpcErrorClass(imports.value(rpcErrorBase), imports.type(requestName)),
    exportedType(
      'RpcErrorFrom',
      'Key extends `${infer Code extends number} ${infer Name}`\n' +
        '? RpcError & { readonly code: Code; readonly name: Name; readonly key: Key; readonly args: ArgumentsOf<Name> }\n' +
        ': never',
      'The error with a code and a name; for several of them a union that a `switch` over `key`, `name` or `code` can exhaust.',
      ['Key extends RpcErrorKey'],
    ),
    exportedType(
      'RpcErrorOf',
      'Name extends KnownErrorName\n' +
        '? RpcError & { readonly name: Name; readonly key: `${number} ${Name}`; readonly args: ArgumentsOf<Name> }\n' +
        ': never',
      'The error with a name, whatever its code: it may have come with one that is not known.',
      ['Name extends KnownErrorName'],
    ),
    exportedType(
      'ArgumentsOf',
      'Name extends keyof ArgumentsByName ? ArgumentsByName[Name] : Readonly<Record<never, number>>',
      'The numbers in the message of an error.',
      ['Name extends string'],
    ),
  ]
  return { path, statements: [...imports.declarations(), ...statements] }
}

/** Names with numbers, and those that could be taken for one of them. */
function patternText(table: ErrorTable): string {
  const skeleton = (name: string): string => name.replace(/%d|\d+/g, '%d')
  const byName = new Map([...table.errors.values()].map((spec) => [spec.name, spec]))
  const patterns = [...byName.values()].filter((spec) => spec.arguments.length > 0)
  const skeletons = new Set(patterns.map(({ name }) => skeleton(name)))
  const literal = [...byName.values()].filter(
    ({ name, arguments: names }) => names.length === 0 && skeletons.has(skeleton(name)),
  )
  const words = [...patterns, ...literal].map(({ name, arguments: names }) => [name, ...names].join(':'))
  return JSON.stringify(words.sort().join(' '))
}

function rpcErrorClass(base: string, request: string): StatementStructures {
  return {
    kind: StructureKind.Class,
    isExported: true,
    name: 'RpcError',
    extends: base,
    docs: [docComment(['An error that the server has answered a request with.'])],
    methods: [
      {
        name: 'from',
        isStatic: true,
        docs: [
          docComment([
            'Reads what the server wrote; an error that is not known keeps its text as its name.',
            '@param message `FLOOD_WAIT_33`\n@param method the request that it answers, its class, or its TL name',
          ]),
        ],
        parameters: [
          { name: 'code', type: 'number' },
          { name: 'message', type: 'string' },
          { name: 'method', type: request, hasQuestionToken: true },
        ],
        returnType: 'RpcError',
        statements: ['return new RpcError(code, message, names.parse(message), method)'],
      },
      {
        name: 'is',
        docs: [
          docComment([
            "True for the errors with a name, whatever their code: `if (error.is('FLOOD_WAIT_%d')) error.args.seconds`. {@link isOneOf} tells the code, too.",
          ]),
        ],
        typeParameters: ['Name extends KnownErrorName'],
        parameters: [{ name: 'name', type: 'Name' }],
        returnType: 'this is RpcErrorOf<Name>',
        statements: ['return this.name === name'],
      },
      {
        name: 'isOneOf',
        docs: [
          docComment([
            'True for the errors of a list, by code and name, such as `commonErrors` or the `errors` of a method: what follows can exhaust them.',
          ]),
        ],
        typeParameters: ['Key extends RpcErrorKey'],
        parameters: [{ name: 'keys', type: 'readonly Key[]' }],
        returnType: 'this is RpcErrorFrom<Key>',
        statements: ['return keys.some((key) => key === this.key)'],
      },
    ],
  }
}
