import { execFile } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { build } from 'esbuild'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { SchemaArbitraries } from '../support/arbitrary.js'
import { joined } from '../support/gzip.js'
import { parseJson } from '../support/json.js'
import { definitionsOf, loadTelegram } from '../support/telegram.js'
import { probeGroups } from './probes.js'

/** What a child process says of one probe. */
export interface ProbeReport {
  readonly name: string
  readonly inputs: number
  /** The longest that one input took. */
  readonly milliseconds: number
  /** By how much the memory of the process grew at its peak, besides the input. */
  readonly bytes: number
  /** What inputs came to that should have come to something else. */
  readonly problems: readonly string[]
}

const reportShape = z.object({
  name: z.string(),
  inputs: z.number(),
  milliseconds: z.number(),
  bytes: z.number(),
  problems: z.array(z.string()),
})

/**
 * A probe has a process of its own (small ones of a kind share one), so that what it takes is its own: memory is the
 * peak of what is resident, as the system counts it from a reset right before (`/proc/self/clear_refs`), with whatever garbage there is; the space for
 * young objects, which grows with the machine and not with the input, is kept small. Time is that of the slowest input
 * by the clock; where that is too long, the least CPU time of forty more attempts, as a busy machine only adds to it.
 */
const limits = { milliseconds: 50, bytes: 16 * 0x100000 }

/** Garbage stays until it is collected, which a process does when it likes: the best of so many counts. */
const attempts = 6
const longestMessage = 600

const run = promisify(execFile)
const base = join(import.meta.dirname, '../../node_modules/.cache/tlforge-test')
let folder = ''

beforeAll(async () => {
  mkdirSync(base, { recursive: true })
  folder = mkdtempSync(join(base, 'probes-'))
  await build({
    entryPoints: [join(import.meta.dirname, 'probe-child.ts')],
    outfile: join(folder, 'probe-child.mjs'),
    bundle: true,
    format: 'esm',
    platform: 'node',
    logLevel: 'error',
  })
  const messages = await randomMessages(1000)
  const parts = messages.flatMap((message) => [
    new Uint8Array(Uint32Array.of(message.length).buffer),
    message,
  ])
  writeFileSync(join(folder, 'messages'), joined(...parts))
})

afterAll(() => rmSync(folder, { recursive: true, force: true }))

async function randomMessages(count: number): Promise<readonly Uint8Array[]> {
  const { schema, classes } = (await loadTelegram()).api
  const arbitraries = new SchemaArbitraries(schema, classes, { depth: 2 })
  const instances = definitionsOf(schema).map(({ key }) => arbitraries.instance(key))
  const values = fc.sample(fc.oneof(...instances), { numRuns: count * 2, seed: 2026 })
  // Cut at every byte, one of ten times the length takes a hundred times as long.
  const messages = values.map((value) => value.toBytes()).filter(({ length }) => length <= longestMessage)
  if (messages.length < count) throw new Error('most messages are too long')
  return messages.slice(0, count)
}

async function reportsOf(group: string): Promise<readonly ProbeReport[]> {
  const args = ['--expose-gc', '--max-semi-space-size=1', join(folder, 'probe-child.mjs')]
  const { stdout } = await run(process.execPath, [...args, group, join(folder, 'messages')])
  return z.array(reportShape).parse(parseJson(stdout))
}

const isWithin = ({ milliseconds, bytes }: ProbeReport): boolean =>
  milliseconds <= limits.milliseconds && bytes <= limits.bytes

/** Either comes of its own cause: a collection that came late, or a machine that was busy. */
function leastOf(one: ProbeReport, other: ProbeReport): ProbeReport {
  return {
    ...other,
    problems: [...one.problems, ...other.problems],
    milliseconds: Math.min(one.milliseconds, other.milliseconds),
    bytes: Math.min(one.bytes, other.bytes),
  }
}

async function bestReports(group: string): Promise<readonly ProbeReport[]> {
  let best = await reportsOf(group)
  for (let attempt = 1; attempt < attempts && !best.every(isWithin); attempt++) {
    const reports = await reportsOf(group)
    best = best.map((report, at) => leastOf(report, reports[at] ?? report))
  }
  return best
}

describe.skipIf(!existsSync('/proc/self/clear_refs'))('in bounded time and memory', () => {
  it.for(Object.entries(probeGroups()))('%s', { timeout: 120_000 }, async ([group, probes]) => {
    const reports = await bestReports(group)
    expect(reports.map(({ name }) => name)).toEqual(Object.keys(probes))
    for (const report of reports) {
      expect(report).toMatchObject({ problems: [] })
      expect(report.inputs).toBeGreaterThan(0)
      expect(report.milliseconds, report.name).toBeLessThanOrEqual(limits.milliseconds)
      expect(report.bytes, report.name).toBeLessThanOrEqual(limits.bytes)
    }
  })
})
