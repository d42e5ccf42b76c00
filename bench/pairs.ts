// Drives a process per peer in turn: the ratio of two peers is the median of their paired CPU times.
import { fork, type ChildProcess } from 'node:child_process'

const WORKER = new URL('worker.mjs', import.meta.url).pathname
const BUDGET_MS = Number(process.env['BENCH_MS'] ?? 60)
/** So long a workload runs before it counts: compiling it takes that long, for large ones above all. */
const WARM_MS = Number(process.env['WARM_MS'] ?? 1500)
/** In a young heap of this size no collection comes between the runs that are counted. */
const YOUNG_MIB = 64

interface Reply {
  names?: string[]
  /** Of the bytes that it writes, by workload: peers of one format must write the same. */
  hashes?: Record<string, string>
  us?: number
}

/** A process with a module of workloads. */
export class Peer {
  readonly name: string
  readonly file: string
  readonly #child: ChildProcess
  #count = 30
  readonly #hasWork = new Set<string>()
  hashes: Readonly<Record<string, string>> = {}
  names: readonly string[] = []

  private constructor(name: string, file: string, child: ChildProcess) {
    this.name = name
    this.file = file
    this.#child = child
  }

  static async start(name: string, file: string, flags: readonly string[] = []): Promise<Peer> {
    const peer = new Peer(name, file, fork(WORKER, [file], { execArgv: ['--expose-gc', ...flags] }))
    const { names = [], hashes = {} } = await peer.#ask({ kind: 'names' })
    peer.names = names
    peer.hashes = hashes
    for (const work of names) peer.#hasWork.add(work)
    return peer
  }

  has(work: string): boolean {
    return this.#hasWork.has(work)
  }

  /** Microseconds of CPU time for one run of a workload. */
  async once(work: string): Promise<number> {
    const { us = NaN } = await this.#ask({ kind: 'run', work, count: this.#count })
    return us / this.#count
  }

  /** Warms the workload up, and finds how often it runs within the time of a turn. */
  async calibrate(work: string): Promise<void> {
    this.#count = 30
    for (let spent = 0; spent < WARM_MS * 1000;) {
      const us = await this.once(work)
      spent += us * this.#count
      this.#count = Math.max(1, Math.round((BUDGET_MS * 1000) / us))
    }
  }

  /** Bytes of heap that one run takes, in a process of its own. */
  async allocated(work: string): Promise<number> {
    const peer = await Peer.start(this.name, this.file, [
      `--min-semi-space-size=${YOUNG_MIB}`,
      `--max-semi-space-size=${YOUNG_MIB}`,
    ])
    const { us = NaN } = await peer.#ask({ kind: 'allocate', work, count: 20 })
    peer.stop()
    return us
  }

  stop(): void {
    this.#child.disconnect()
  }

  #ask(message: object): Promise<Reply> {
    return new Promise((resolve, reject) => {
      this.#child.once('exit', (code) => reject(new Error(`${this.name} ended with ${String(code)}`)))
      this.#child.once('message', (reply: Reply) => {
        this.#child.removeAllListeners('exit')
        resolve(reply)
      })
      this.#child.send(message)
    })
  }
}

export const median = (values: readonly number[]): number => {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[sorted.length >> 1] ?? NaN
}

/** The CPU time of a workload: that of the base in microseconds, that of the others relative to it. */
export async function compare(
  work: string,
  base: Peer,
  others: readonly Peer[],
  rounds: number,
): Promise<{ us: number; ratios: readonly (number | undefined)[] }> {
  const able = others.filter((peer) => peer.has(work))
  for (const peer of [base, ...able]) await peer.calibrate(work)
  const ratios = new Map(able.map((peer): [Peer, number[]] => [peer, []]))
  const times: number[] = []
  for (let round = 0; round < rounds; round++) {
    const before = await base.once(work)
    times.push(before)
    for (const peer of able) ratios.get(peer)?.push((await peer.once(work)) / before)
  }
  return {
    us: median(times),
    ratios: others.map((peer) => {
      const all = ratios.get(peer)
      return all && median(all)
    }),
  }
}
