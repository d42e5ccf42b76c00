import type { TypeRef } from '../ir/type-ref.js'
import type { MethodPlan, ModulePlan } from '../plan/module-plan.js'
import { classStatements } from './class.js'
import type { ClassContext } from './context.js'
import type { EmittedFile, ImportExtension } from './emitted-file.js'
import { propertyName } from '../naming/names.js'
import { Imports } from './imports.js'
import { methodClassPlan } from './lookup.js'
import { readText } from './read-text.js'
import { reader, tlMethod } from './runtime-symbols.js'
import { StructureKind } from './structure-kind.js'
import { typeText } from './type-text.js'

/** The file of a method: its request class, which can read its result. */
export function emitMethodFile(
  { method, file }: MethodPlan,
  plan: ModulePlan,
  extension: ImportExtension,
): EmittedFile {
  const names = methodClassPlan(plan, method.key)
  const imports = new Imports(file, [names.class.name, names.fields.name, ...method.parameters], extension)
  const context: ClassContext = { plan, imports }
  const resultType = typeText(method.result, plan, imports)
  const isWrapper = method.result.kind === 'parameter'
  const role = {
    ...(isWrapper ? { marker: 'wraps' } : {}),
    write: '$write',
    extends: `${imports.value(tlMethod)}<${resultType}>`,
    methods: [
      {
        kind: StructureKind.Method,
        name: '$readResult',
        hasOverrideKeyword: true,
        parameters: [{ name: 'reader', type: imports.type(reader) }],
        returnType: resultType,
        statements: [`return ${resultText(method.result, method.fields, context)}`],
      },
    ],
  }
  const statements = classStatements(method, names, role, context)
  return { path: file, statements: [...imports.declarations(), ...statements] }
}

/** The result of a wrapper is that of the query in it. */
function resultText(result: TypeRef, fields: MethodPlan['method']['fields'], context: ClassContext): string {
  if (result.kind !== 'parameter') return readText(result, 'reader', context)
  const query = fields.find(({ type }) => type.kind === 'query' && type.parameter === result.name)
  if (!query) throw new Error(`no field gives the result ${result.name}`)
  return `this.${propertyName(query.tlName)}.$readResult(reader)`
}
