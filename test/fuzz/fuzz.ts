import { mutated } from './mutate.js'
import { Random } from './random.js'
import type { Corpus, Target } from './targets.js'
import { Finding, tryInput } from './try-input.js'

export interface FuzzOptions {
  readonly seed: number
  /** The number of the first run: any run can be done again by itself. */
  readonly first: number
  readonly runs: number
  /** Called now and then, with the runs done. */
  readonly progress?: (done: number) => void
}

export interface FuzzReport {
  readonly runs: number
  readonly values: number
  readonly refused: number
  readonly findings: readonly { readonly run: number; readonly finding: Finding }[]
}

/** So many findings are enough to look at. */
const maxFindings = 20
const progressEvery = 100_000

/** Mutates valid messages, each run in its own way, and tries what comes of it. */
export function fuzz(corpus: Corpus, { seed, first, runs, progress }: FuzzOptions): FuzzReport {
  // The targets for any object have nearly all messages; the many for one method's result have a few each.
  const objects = corpus.targets.filter(({ name }) => name.endsWith(' Object'))
  const count = { value: 0, refused: 0 }
  const findings: { run: number; finding: Finding }[] = []
  let done = 0
  while (done < runs && findings.length < maxFindings) {
    const run = first + done
    const random = new Random(seed, run)
    const target: Target = random.pick(random.oneIn(2) ? corpus.targets : objects)
    try {
      const message = random.pick(target.messages)
      count[tryInput(target, (target.mutate ?? mutated)(message, random, corpus))]++
    } catch (error) {
      if (!(error instanceof Finding)) throw error
      findings.push({ run, finding: error })
    }
    done++
    if (done % progressEvery === 0) progress?.(done)
  }
  return { runs: done, values: count.value, refused: count.refused, findings }
}
