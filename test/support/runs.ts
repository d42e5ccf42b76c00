import fc, { type Arbitrary } from 'fast-check'

/** How many values each definition is tried with; `TLFORGE_RUNS` says otherwise. */
export const runs = Number(process.env['TLFORGE_RUNS'] ?? 5)

const seed = process.env['TLFORGE_SEED']

/** Tries a property; what fails is reported with the seed that `TLFORGE_SEED` takes. */
export function tryAll<T>(arbitrary: Arbitrary<T>, check: (value: T) => void, numRuns = runs): void {
  fc.assert(fc.property(arbitrary, check), {
    numRuns,
    includeErrorInReport: true,
    ...(seed === undefined ? {} : { seed: Number(seed) }),
    interruptAfterTimeLimit: 60_000,
  })
}
