import { makeBatch } from './batch.js'
import { Batches, type Wanted, type WantedBatch } from './batches.js'
import type { Tools } from './tools.js'

/** Has the tools make what is wanted, in batches, while more of it comes. */
export class Making {
  readonly #tools: Tools
  readonly #batches = new Batches((one) => this.#give(one))
  readonly #open: Promise<void>[] = []

  constructor(tools: Tools) {
    this.#tools = tools
  }

  readonly add = (wanted: Wanted): void => this.#batches.add(wanted)

  /** Nothing more is wanted; waits until all of it has been taken. */
  async end(): Promise<void> {
    this.#batches.end()
    await Promise.all(this.#open)
  }

  #give(one: WantedBatch): void {
    const making = this.#make(one)
    this.#open.push(making)
    // Who waits for all of them is told; until then it is nobody's fault.
    making.catch(() => undefined)
  }

  async #make({ batch, takers }: WantedBatch): Promise<void> {
    const texts = await makeBatch(batch, this.#tools)
    takers.forEach((take, at) => take(texts[at] ?? ''))
  }
}
