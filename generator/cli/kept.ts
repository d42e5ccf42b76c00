import { Memory } from '../memory.js'
import type { Renderer } from '../render/renderer.js'
import type { DiskState } from '../write/disk-state.js'

/** Work that nobody waits for begins when nothing has happened for so long, in milliseconds. */
const quietTime = 400

/** What is kept for several runs of the same targets. */
export class Kept {
  readonly renderer: Renderer
  /** What is known of the files in output folders. */
  readonly outputs = new Map<string, DiskState>()
  readonly #memories = new Map<string, Memory>()
  readonly #later = new Map<string, () => Promise<void>>()
  #timer: NodeJS.Timeout | undefined

  constructor(renderer: Renderer) {
    this.renderer = renderer
  }

  /** The stages of one target. */
  memoryOf(target: string): Memory {
    const memory = this.#memories.get(target) ?? new Memory()
    this.#memories.set(target, memory)
    return memory
  }

  /** Puts work off until it is quiet, in the place of other work of this name that has not been done. */
  later(name: string, work: () => Promise<void>): void {
    this.#later.set(name, work)
  }

  /** Says that a run begins: what was put off waits on. */
  busy(): void {
    clearTimeout(this.#timer)
  }

  /** Says that no run goes on. */
  idle(): void {
    this.busy()
    this.#timer = setTimeout(() => void this.settle(), quietTime)
  }

  /** Does all that was put off. */
  async settle(): Promise<void> {
    this.busy()
    const all = [...this.#later.values()]
    this.#later.clear()
    for (const work of all) await work()
  }
}
