import { setImmediate } from 'node:timers/promises'
import { collectGarbage } from './collect-garbage.js'
import { Memory } from '../memory.js'
import type { GenerateOptions, GenerateResult } from '../options.js'
import { generateWith } from '../pipeline.js'
import type { Renderer } from '../render/renderer.js'
import type { DiskState } from '../write/disk-state.js'

/** Work that nobody waits for begins when nothing has happened for so long, in milliseconds. */
const quietTime = 400

/** How often the stages run once more after the first run, so that the next finds them compiled. */
const rehearsals = 5

/** What is kept for several runs of the same targets. */
export class Kept {
  /** What is known of the files in output folders. */
  readonly outputs = new Map<string, DiskState>()
  readonly #renderer: Renderer
  readonly #memories = new Map<string, Memory>()
  readonly #later = new Map<string, () => Promise<void>>()
  #timer: NodeJS.Timeout | undefined
  #isQuiet = false

  constructor(renderer: Renderer) {
    this.#renderer = renderer
  }

  /** Runs the stages of a target with what they know from the runs before. */
  async generate(target: string, options: GenerateOptions): Promise<GenerateResult> {
    const memory = this.#memories.get(target)
    if (memory) return generateWith(this.#renderer, options, memory)
    const first = new Memory()
    this.#memories.set(target, first)
    const result = await generateWith(this.#renderer, options, first)
    this.later(`rehearse ${target}`, () => this.#rehearse(options, first))
    return result
  }

  /** Puts work off until it is quiet, in the place of other work of this name that has not been done. */
  later(name: string, work: () => Promise<void>): void {
    this.#later.set(name, work)
  }

  /** Says that a run begins: what was put off waits on. */
  busy(): void {
    clearTimeout(this.#timer)
    this.#isQuiet = false
  }

  /** Says that no run goes on. */
  idle(): void {
    this.#isQuiet = true
    this.#timer = setTimeout(() => void this.#settle(), quietTime)
  }

  /** Does what was put off and has to be done. */
  async close(): Promise<void> {
    this.busy()
    await this.#settle()
  }

  async #settle(): Promise<void> {
    const all = [...this.#later.values()]
    this.#later.clear()
    for (const work of all) await work()
    if (this.#isQuiet) collectGarbage()
  }

  /** Of schemas of which one definition after another is described otherwise, and at last of what they were. */
  async #rehearse(options: GenerateOptions, memory: Memory): Promise<void> {
    for (let at = 1; at <= rehearsals && this.#isQuiet; at++) {
      const share = at < rehearsals ? at / rehearsals : undefined
      const schemas = options.schemas.map((schema) => ({
        ...schema,
        sources: schema.sources.map(({ name, text }) => ({ name, text: described(text, share) })),
      }))
      await generateWith(this.#renderer, { ...options, schemas, onProgress: () => undefined }, memory)
      await setImmediate()
    }
  }
}

/** A text with a comment before the definition that so much of it precedes. */
function described(text: string, share: number | undefined): string {
  const at = share === undefined ? -1 : text.indexOf(';\n', Math.floor(text.length * share))
  return at === -1 ? text : `${text.slice(0, at + 2)}// @description Rehearsed.\n${text.slice(at + 2)}`
}
