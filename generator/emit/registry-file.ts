import type { ModulePlan } from '../plan/module-plan.js'
import type { FileSymbol } from '../plan/symbol.js'
import { docComment } from './doc-comment.js'
import type { EmittedFile, ImportExtension } from './emitted-file.js'
import { Imports } from './imports.js'
import { listIn } from './layout.js'
import { classPlan, methodClassPlan } from './lookup.js'
import { classRegistry } from './runtime-symbols.js'
import { schemaSymbol } from './schema-file.js'
import { StructureKind } from './structure-kind.js'

/** All classes by id, for those who read anything: nothing else imports this file, so nobody else pays for it. */
export function emitRegistryFile(plan: ModulePlan, extension: ImportExtension): EmittedFile {
  const path = `${plan.schema.name}/registry`
  const imports = new Imports(path, ['registry', 'classes'], extension)
  const registryName = imports.value(classRegistry)
  const schema = imports.value(schemaSymbol(plan))
  const create = `/* @__PURE__ */ new ${registryName}(`
  const lists = chunks(allClasses(plan).map((symbol) => imports.value(symbol)))
  return {
    path,
    isTable: true,
    statements: [
      ...imports.declarations(),
      {
        kind: StructureKind.VariableStatement,
        isExported: true,
        docs: [docComment(['Finds the class of any constructor id of the schema.'])],
        declarations: [
          {
            name: 'registry',
            type: registryName,
            initializer: `${create}${argumentsText(schema, lists, `export const registry: ${registryName} = ${create}`)})`,
          },
        ],
      },
    ],
  }
}

/** An array of all classes at once would have a type too complex for the compiler: a union of thousands of classes. */
const chunkSize = 100

/** Lists of so many names each. */
function chunks(names: readonly string[]): readonly (readonly string[])[] {
  const count = Math.ceil(names.length / chunkSize)
  return Array.from({ length: count }, (_, at) => names.slice(at * chunkSize, (at + 1) * chunkSize))
}

/** Arguments behind `before`: one list goes on the line of the schema, several stand on lines of their own. */
function argumentsText(schema: string, lists: readonly (readonly string[])[], before: string): string {
  const [only, second] = lists
  if (!only) return schema
  if (!second) return `${schema}, ${listIn({ before: `${before}${schema}, `, after: ')' }, only, '[]')}`
  const rows = lists.map((list) => listIn({ before: '  ', after: ',' }, list, '[]'))
  return `\n${[schema, ...rows].map((row) => `  ${row},\n`).join('')}`
}

/** In the order of the registry. */
export function allClasses(plan: ModulePlan): readonly FileSymbol[] {
  const { schema } = plan
  return [
    ...[...schema.constructors.keys()].map((key) => classPlan(plan, key).class),
    ...[...schema.methods.keys()].map((key) => methodClassPlan(plan, key).class),
  ]
}
