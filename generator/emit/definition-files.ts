import type { MethodPlan, ModulePlan, UnionPlan } from '../plan/module-plan.js'
import type { ClassContext } from './context.js'
import type { EmittedFile, ImportExtension } from './emitted-file.js'
import { Imports } from './imports.js'
import { methodNames, methodStatements } from './method-file.js'
import { typeNames, typeStatements } from './type-file.js'

/** What one file has. */
interface FileContents {
  readonly unions: UnionPlan[]
  readonly methods: MethodPlan[]
}

/** The files of all types and methods, as many of them in each as the plan says. */
export function emitDefinitionFiles(plan: ModulePlan, extension: ImportExtension): readonly EmittedFile[] {
  const files = new Map<string, FileContents>()
  const contentsOf = (path: string): FileContents => {
    const contents = files.get(path) ?? { unions: [], methods: [] }
    files.set(path, contents)
    return contents
  }
  for (const union of plan.unions.values()) contentsOf(union.file).unions.push(union)
  for (const method of plan.methods) contentsOf(method.file).methods.push(method)
  return [...files].map(([path, contents]) => emitFile(path, contents, plan, extension))
}

function emitFile(
  path: string,
  { unions, methods }: FileContents,
  plan: ModulePlan,
  extension: ImportExtension,
): EmittedFile {
  const declared = [
    ...unions.flatMap((union) => typeNames(union, plan)),
    ...methods.flatMap((method) => methodNames(method, plan)),
  ]
  const imports = new Imports(path, declared, extension)
  const context: ClassContext = { plan, imports }
  const statements = [
    ...unions.flatMap((union) => typeStatements(union, context)),
    ...methods.flatMap((method) => methodStatements(method, context)),
  ]
  return { path, statements: [...imports.declarations(), ...statements] }
}
