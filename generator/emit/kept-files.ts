import { createHash } from 'node:crypto'
import type { ModulePlan } from '../plan/module-plan.js'
import type { EmittedFile, FileFrame } from './emitted-file.js'
import { factsOf, FactTexts, type Facts } from './facts.js'
import type { FileMemory, WantedFile } from './file-memory.js'
import { ReadLog } from './plan-view.js'

/** A file of definitions, and what it was made from. */
export interface KeptFile {
  /** What was asked for besides the definitions that the file has. */
  readonly asked: Facts
  /** SHA-256 of all that it was made from. */
  readonly from: string
  readonly frame: FileFrame
}

/** The files of a run, by path. */
export type KeptRun = ReadonlyMap<string, KeptFile>

/**
 * A memory for one run, filled with the files of an earlier process: a file is kept where all that it was made from
 * has the same text. To find that out takes a tenth of the time that emitting takes.
 */
export class KeptFiles implements FileMemory {
  readonly #before: KeptRun
  readonly #now = new Map<string, KeptFile>()
  /** What was emitted, and has no frame yet. */
  readonly #new = new Map<EmittedFile, Omit<KeptFile, 'frame'>>()
  readonly #texts: FactTexts
  /** Part of all hashes: which layer it is, `layerMark` says. */
  readonly #schema: string

  constructor(plan: ModulePlan, before: KeptRun = new Map()) {
    const { name, layer } = plan.schema
    this.#schema = `${name} ${layer === undefined ? 'without layer' : 'of a layer'}\n`
    this.#texts = new FactTexts(plan)
    this.#before = before
  }

  take({ path, contents, plan, emit }: WantedFile): EmittedFile {
    const own = factsOf(contents)
    const known = this.#before.get(path)
    if (known && known.from === this.#hashOf(own, known.asked)) {
      this.#now.set(path, known)
      let file: EmittedFile | undefined
      return {
        path,
        frame: known.frame,
        // Asked for where the texts of the statements have been lost.
        get statements() {
          file ??= emit(plan)
          return file.statements
        },
      }
    }
    const log = new ReadLog(plan)
    const file = emit(log.record())
    const asked = log.asked()
    this.#new.set(file, { asked, from: this.#hashOf(own, asked) })
    return file
  }

  /**
   * Says what a file has come to.
   * @returns true where that was not known before
   */
  framed(file: EmittedFile, frame: FileFrame): boolean {
    const made = this.#new.get(file)
    // One of another schema is neither.
    const known = file.frame && this.#now.get(file.path)
    if (made) this.#now.set(file.path, { ...made, frame })
    else if (known && frame !== known.frame) this.#now.set(file.path, { ...known, frame })
    else return false
    return true
  }

  /** All of it, for the next process. */
  get run(): KeptRun {
    return this.#now
  }

  #hashOf(...all: readonly Facts[]): string {
    const hash = createHash('sha256').update(this.#schema)
    for (const facts of all) hash.update(this.#texts.textOf(facts))
    return hash.digest('base64url')
  }
}
