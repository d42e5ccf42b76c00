import type { GenerateOptions, Stage } from './options.js'

/** Tells the listener what goes on, and for how long. */
export class Stages {
  readonly #tell: NonNullable<GenerateOptions['onProgress']>

  constructor(listener: GenerateOptions['onProgress']) {
    this.#tell = listener ?? (() => undefined)
  }

  run<T>(stage: Stage, work: () => T, count: (result: T) => Record<string, number>): T {
    const start = this.start(stage, {})
    const result = work()
    this.end(stage, count(result), start)
    return result
  }

  start(stage: Stage, counts: Record<string, number>): number {
    this.#tell({ stage, state: 'start', counts })
    return performance.now()
  }

  progress(stage: Stage, counts: Record<string, number>, fraction: number): void {
    this.#tell({ stage, state: 'progress', counts, fraction })
  }

  end(stage: Stage, counts: Record<string, number>, start: number): void {
    this.#tell({ stage, state: 'end', counts, milliseconds: performance.now() - start })
  }
}
