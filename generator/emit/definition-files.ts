import type { MethodPlan, ModulePlan, UnionPlan } from '../plan/module-plan.js'
import type { ClassContext } from './context.js'
import type { EmittedFile, ImportExtension } from './emitted-file.js'
import { Imports } from './imports.js'
import type { FileContents, FileMemory } from './file-memory.js'
import { methodNames, methodStatements } from './method-file.js'
import type { PlanView } from './plan-view.js'
import { typeNames, typeStatements } from './type-file.js'

/**
 * The files of all types and methods, as many of them in each as the plan says.
 * @param finish what is done to each file that is made
 */
export function* emitDefinitionFiles(
  plan: ModulePlan,
  extension: ImportExtension,
  finish: (file: EmittedFile) => EmittedFile,
  memory: FileMemory | undefined,
): Iterable<EmittedFile> {
  const files = new Map<string, Contents>()
  const contentsOf = (path: string): Contents => {
    const contents = files.get(path) ?? { unions: [], methods: [] }
    files.set(path, contents)
    return contents
  }
  for (const union of plan.unions.values()) contentsOf(union.file).unions.push(union)
  for (const method of plan.methods) contentsOf(method.file).methods.push(method)
  memory?.retain?.(files)
  for (const [path, contents] of files) {
    const emit = (view: PlanView): EmittedFile => finish(emitFile(path, contents, view, extension))
    yield memory ? memory.take({ path, contents, plan, emit }) : emit(plan)
  }
}

/** While it is gathered. */
interface Contents extends FileContents {
  readonly unions: UnionPlan[]
  readonly methods: MethodPlan[]
}

function emitFile(
  path: string,
  { unions, methods }: FileContents,
  plan: PlanView,
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
