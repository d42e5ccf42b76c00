import type { MethodPlan, ModulePlan, UnionPlan } from '../plan/module-plan.js'
import type { ClassContext } from './context.js'
import type { EmittedFile, ImportExtension } from './emitted-file.js'
import { Imports } from './imports.js'
import { methodNames, methodStatements } from './method-file.js'
import { ReadLog, type PlanView } from './plan-view.js'
import { typeNames, typeStatements } from './type-file.js'

/** What one file has. */
interface FileContents {
  readonly unions: UnionPlan[]
  readonly methods: MethodPlan[]
}

interface KnownFile extends FileContents {
  readonly log: ReadLog
  readonly file: EmittedFile
}

/** The files of a run before, by path: one whose definitions, and all that it was made from, are the same is kept. */
export type FileMemory = Map<string, KnownFile>

/**
 * The files of all types and methods, as many of them in each as the plan says.
 * @param finish what is done to each file that is made
 */
export function* emitDefinitionFiles(
  plan: ModulePlan,
  extension: ImportExtension,
  finish: (file: EmittedFile) => EmittedFile,
  memory: FileMemory,
): Iterable<EmittedFile> {
  const files = new Map<string, FileContents>()
  const contentsOf = (path: string): FileContents => {
    const contents = files.get(path) ?? { unions: [], methods: [] }
    files.set(path, contents)
    return contents
  }
  for (const union of plan.unions.values()) contentsOf(union.file).unions.push(union)
  for (const method of plan.methods) contentsOf(method.file).methods.push(method)
  for (const path of memory.keys()) if (!files.has(path)) memory.delete(path)
  for (const [path, contents] of files) {
    const known = memory.get(path)
    if (known && hasSame(known, contents) && known.log.holdsFor(plan)) {
      yield known.file
      continue
    }
    const log = new ReadLog(plan)
    const file = finish(emitFile(path, contents, log.record(plan), extension))
    memory.set(path, { ...contents, log, file })
    yield file
  }
}

function hasSame(known: FileContents, contents: FileContents): boolean {
  return isSameList(known.unions, contents.unions) && isSameList(known.methods, contents.methods)
}

function isSameList<T>(a: readonly T[], b: readonly T[]): boolean {
  return a.length === b.length && a.every((one, at) => one === b[at])
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
