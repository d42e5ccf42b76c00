// Does the probes of a group, and prints what they came to:
//   node --expose-gc --max-semi-space-size=1 probe-child.mjs GROUP MESSAGES
import { readFileSync, writeFileSync } from 'node:fs'
import { TlError } from '../../generated/telegram/runtime/index.js'
import { nested } from '../support/gzip-files.js'
import { probeGroups, type Probe } from './probes.js'
import type { ProbeReport } from './probes.test.js'

/** So many attempts are made where one seems to take long. */
const attempts = 40
const limit = 50

function messagesIn(file: string): readonly Uint8Array[] {
  const bytes = new Uint8Array(readFileSync(file))
  const view = new DataView(bytes.buffer)
  const messages: Uint8Array[] = []
  for (let at = 0; at < bytes.length;) {
    const length = view.getUint32(at, true)
    messages.push(bytes.subarray(at + 4, at + 4 + length))
    at += 4 + length
  }
  return messages
}

/** Resident memory in bytes, now and at its peak since the last reset. */
function resident(which: 'VmRSS' | 'VmHWM'): number {
  const [, kibibytes] =
    new RegExp(`${which}:\\s*(\\d+) kB`).exec(readFileSync('/proc/self/status', 'utf8')) ?? []
  return Number(kibibytes) * 1024
}

const resetPeak = (): void => writeFileSync('/proc/self/clear_refs', '5')

/** What the input came to, if it was not what it should be. */
async function problemOf(probe: Probe, bytes: Uint8Array): Promise<string | undefined> {
  const { outcome } = probe
  try {
    const value = await probe.read(bytes)
    if (outcome instanceof RegExp) return `a value instead of ${outcome.source}`
    return outcome(value, bytes) ? undefined : 'another value'
  } catch (error) {
    if (!(error instanceof TlError)) throw error
    if (outcome instanceof RegExp && outcome.test(error.message)) return undefined
    return error.message
  }
}

/** In milliseconds: by the clock where that is short enough, else the least CPU time of some further attempts. */
async function timeOf(run: () => Promise<unknown>, afterFirst: () => void): Promise<number> {
  const start = performance.now()
  await run()
  let least = performance.now() - start
  afterFirst()
  for (let attempt = 0; attempt < attempts && least > limit; attempt++) {
    const before = process.cpuUsage()
    await run()
    const { user, system } = process.cpuUsage(before)
    least = Math.min(least, (user + system) / 1000)
  }
  return least
}

/** Packed and not: each reading is tried with all of them. */
const harmless = [new Uint8Array(), nested(0), nested(1), nested(2)]

async function reportOf(name: string, probe: Probe, file: string): Promise<ProbeReport> {
  // What is compiled and loaded at the first use is not the input's doing.
  for (const bytes of harmless) await problemOf(probe, bytes)
  globalThis.gc?.()
  const measured = probe.inputs(messagesIn(file))
  resetPeak()
  const before = resident('VmRSS')
  const problems: string[] = []
  let inputs = 0
  let milliseconds = 0
  let peak = before
  for (const bytes of measured) {
    inputs++
    let problem: string | undefined
    const time = await timeOf(
      async () => (problem = await problemOf(probe, bytes)),
      // The garbage of further attempts is not that of one.
      () => (peak = Math.max(peak, resident('VmHWM'))),
    )
    if (time > limit) resetPeak()
    milliseconds = Math.max(milliseconds, time)
    if (problem !== undefined && problems.length < 3) problems.push(problem)
  }
  return { name, inputs, milliseconds, bytes: peak - before, problems }
}

const [group = '', file = ''] = process.argv.slice(2)
const reports: ProbeReport[] = []
for (const [name, probe] of Object.entries(probeGroups()[group] ?? {})) {
  reports.push(await reportOf(name, probe, file))
}
console.log(JSON.stringify(reports))
