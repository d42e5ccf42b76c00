import { describe, expect, it } from 'vitest'
import { TlReadError } from '../../generated/telegram/runtime/errors.js'
import { loadTelegram } from '../support/telegram.js'
import { fuzz } from './fuzz.js'
import { mutated } from './mutate.js'
import { Random } from './random.js'
import { buildCorpus, type Target } from './targets.js'
import { Finding, tryInput } from './try-input.js'

/** `npm run fuzz` does more of the same. */
it('finds nothing in 30,000 runs', { timeout: 120_000 }, async () => {
  const corpus = buildCorpus(await loadTelegram(), 1, 1)
  const report = fuzz(corpus, { seed: Number(process.env['TLFORGE_SEED'] ?? 1), first: 0, runs: 30_000 })
  expect(report.findings).toEqual([])
  expect(report.runs).toBe(30_000)
  // Both ends are reached often.
  expect(report.refused).toBeGreaterThan(3000)
  expect(report.values).toBeGreaterThan(1000)
})

it('packs values, rightly and wrongly', { timeout: 120_000 }, async () => {
  const corpus = buildCorpus(await loadTelegram(), 1, 1)
  const targets = corpus.targets.filter(({ name }) => name === 'packed Object')
  expect(targets).toHaveLength(1)
  const report = fuzz({ ...corpus, targets }, { seed: 1, first: 0, runs: 2000 })
  expect(report.findings).toEqual([])
  expect(report.values).toBeGreaterThan(200)
  expect(report.refused).toBeGreaterThan(1000)
})

it('is the same again with the same seed, and another with another', () => {
  const message = Uint8Array.from({ length: 40 }, (_, index) => index)
  const material = { messages: [message], words: [1] }
  const inputs = (seed: number): string[] =>
    Array.from({ length: 50 }, (_, run) => String(mutated(message, new Random(seed, run), material)))
  expect(inputs(1)).toEqual(inputs(1))
  expect(inputs(1)).not.toEqual(inputs(2))
  expect(new Set(inputs(1)).size).toBeGreaterThan(40)
  expect(String(message)).toBe(String(Uint8Array.from({ length: 40 }, (_, index) => index)))
})

const sum = ({ user, system }: NodeJS.CpuUsage): number => user + system

describe('sees', () => {
  const good: Target = {
    name: 'good',
    messages: [],
    read: (bytes) => bytes.slice(),
    write: (value) => (value instanceof Uint8Array ? value : new Uint8Array()),
  }
  const bytes = Uint8Array.of(1, 2, 3, 4)
  const problemOf = (target: Partial<Target>): string => {
    try {
      tryInput({ ...good, ...target }, bytes)
    } catch (error) {
      if (error instanceof Finding) return error.message
      throw error
    }
    throw new Error('nothing was found')
  }
  const kept: unknown[] = []

  it('what is right', () => {
    expect(tryInput(good, bytes)).toBe('value')
    const refusing = (): never => {
      throw new TlReadError('wrong', 4)
    }
    expect(tryInput({ ...good, read: refusing }, bytes)).toBe('refused')
  })

  it('an error of another kind', () => {
    const read = (): never => {
      throw new TypeError('mine')
    }
    expect(problemOf({ read })).toBe('threw TypeError: mine')
  })

  it('an offset beyond the input', () => {
    const read = (): never => {
      throw new TlReadError('wrong', 5)
    }
    expect(problemOf({ read })).toBe('is refused at the offset 5')
  })

  it('what takes long', () => {
    const read = (): Uint8Array => {
      // Of CPU, as it is measured: on a busy machine a clock would go on without it.
      const start = process.cpuUsage()
      for (let used = 0; used < 80_000; used = sum(process.cpuUsage(start)));
      return bytes
    }
    expect(problemOf({ read })).toMatch(/^took \d+ ms$/)
  })

  it('what takes memory', () => {
    expect(problemOf({ read: () => kept.push(new Uint8Array(20 * 0x100000)) })).toMatch(/^took \d{8} bytes$/)
    expect(problemOf({ read: () => kept.push(new Array<number>(3_000_000).fill(0.5)) })).toMatch(
      /^took \d{8} bytes$/,
    )
  })

  it('what is not written, or not as it was', () => {
    const write = (): never => {
      throw new Error('no')
    }
    expect(problemOf({ write })).toBe('is read as a value that is not written: Error: no')
    expect(problemOf({ write: () => new Uint8Array(8) })).toBe('is read from 4 bytes and written as 8')
    expect(problemOf({ write: () => Uint8Array.of(1, 2, 3, 5) })).toBe(
      'is read as another value than what was written',
    )
  })
})
