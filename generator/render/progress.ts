/** How far rendering is, in files; `fromCache` counts those of which nothing had to be made. */
export interface RenderProgress {
  readonly done: number
  readonly total: number
  readonly fromCache: number
}

/** Counts files that are added and done, and tells somebody once all have been added. */
export class ProgressCounter {
  #listener: ((progress: RenderProgress) => void) | undefined
  #done = 0
  #total = 0
  #fromCache = 0

  add(isKept: boolean): void {
    this.#total += 1
    if (!isKept) return
    this.#fromCache += 1
    this.#done += 1
  }

  readonly countDone = (): void => {
    this.#done += 1
    this.#tell()
  }

  tellTo(listener: (progress: RenderProgress) => void): void {
    this.#listener = listener
    this.#tell()
  }

  #tell(): void {
    this.#listener?.({ done: this.#done, total: this.#total, fromCache: this.#fromCache })
  }
}
