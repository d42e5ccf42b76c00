import type { ModulePlan } from '../plan/module-plan.js'
import type { FileSymbol } from '../plan/symbol.js'
import { docComment } from './doc-comment.js'
import type { EmittedFile, ImportExtension } from './emitted-file.js'
import { Imports } from './imports.js'
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
  const lists = chunks(allClasses(plan).map((symbol) => imports.value(symbol)))
  return {
    path,
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
            initializer: `/* @__PURE__ */ new ${registryName}(${schema}, \n${lists.map((list) => `${list},\n`).join('')})`,
          },
        ],
      },
    ],
  }
}

/** An array of all classes at once would have a type too complex for the compiler: a union of thousands of classes. */
const chunkSize = 100

/** Array literals of so many names each. */
function chunks(names: readonly string[]): readonly string[] {
  const count = Math.ceil(names.length / chunkSize)
  return Array.from({ length: count }, (_, at) => {
    const chunk = names.slice(at * chunkSize, (at + 1) * chunkSize)
    return `[\n${chunk.join(',\n')},\n]`
  })
}

function allClasses(plan: ModulePlan): readonly FileSymbol[] {
  const { schema } = plan
  return [
    ...[...schema.constructors.keys()].map((key) => classPlan(plan, key).class),
    ...[...schema.methods.keys()].map((key) => methodClassPlan(plan, key).class),
  ]
}
