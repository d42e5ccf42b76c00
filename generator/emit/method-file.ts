import type { StatementStructures } from 'ts-morph'
import type { TypeRef } from '../ir/type-ref.js'
import type { MethodPlan } from '../plan/module-plan.js'
import { classStatements } from './class.js'
import type { ClassContext } from './context.js'
import { propertyName } from '../naming/names.js'
import { methodClassPlan } from './lookup.js'
import type { PlanView } from './plan-view.js'
import { readText } from './read-text.js'
import { reader, tlMethod } from './runtime-symbols.js'
import { StructureKind } from './structure-kind.js'
import { typeText } from './type-text.js'

/** The names that the file of a method declares. */
export function methodNames({ method }: MethodPlan, plan: PlanView): readonly string[] {
  const names = methodClassPlan(plan, method.key)
  return [names.class.name, names.fields.name, ...method.parameters]
}

/** The statements of a method: its request class, which can read its result. */
export function methodStatements(
  { method }: MethodPlan,
  context: ClassContext,
): readonly StatementStructures[] {
  const { plan, imports } = context
  const names = methodClassPlan(plan, method.key)
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
  return classStatements(method, names, role, context)
}

/** The result of a wrapper is that of the query in it. */
function resultText(result: TypeRef, fields: MethodPlan['method']['fields'], context: ClassContext): string {
  if (result.kind !== 'parameter') return readText(result, 'reader', context)
  const query = fields.find(({ type }) => type.kind === 'query' && type.parameter === result.name)
  if (!query) throw new Error(`no field gives the result ${result.name}`)
  return `this.${propertyName(query.tlName)}.$readResult(reader)`
}
