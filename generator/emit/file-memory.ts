import type { MethodPlan, ModulePlan, UnionPlan } from '../plan/module-plan.js'
import type { EmittedFile } from './emitted-file.js'
import { ReadLog, type PlanView } from './plan-view.js'

/** What one file has. */
export interface FileContents {
  readonly unions: readonly UnionPlan[]
  readonly methods: readonly MethodPlan[]
}

/** A file that may have been emitted before. */
export interface WantedFile {
  /** Without its ending. */
  readonly path: string
  readonly contents: FileContents
  readonly plan: ModulePlan
  /** Emits it; all that is read besides the contents is read of this plan. */
  readonly emit: (plan: PlanView) => EmittedFile
}

/** The files of definitions of a run before. */
export interface FileMemory {
  /** What `emit` would give. */
  readonly take: (file: WantedFile) => EmittedFile
  /** Lets go of files that are no more, where there is a run after this one. */
  readonly retain?: (paths: Paths) => void
}

interface Paths {
  readonly has: (path: string) => boolean
}

/** A memory within a process: a file whose definitions, and all that it was made from, are the very same is kept. */
export class SameFiles implements FileMemory {
  readonly #known = new Map<string, FileContents & { readonly log: ReadLog; readonly file: EmittedFile }>()

  take({ path, contents, plan, emit }: WantedFile): EmittedFile {
    const known = this.#known.get(path)
    if (known && hasSame(known, contents) && known.log.holdsFor(plan)) return known.file
    const log = new ReadLog(plan)
    const file = emit(log.record())
    this.#known.set(path, { ...contents, log, file })
    return file
  }

  retain(paths: Paths): void {
    for (const path of this.#known.keys()) if (!paths.has(path)) this.#known.delete(path)
  }
}

function hasSame(known: FileContents, contents: FileContents): boolean {
  return isSameList(known.unions, contents.unions) && isSameList(known.methods, contents.methods)
}

function isSameList<T>(a: readonly T[], b: readonly T[]): boolean {
  return a.length === b.length && a.every((one, at) => one === b[at])
}
