// Mutates valid messages of Telegram's schemas and reads what comes of it:
//   npm run fuzz -- --runs 1000000 [--seed 1] [--from 0]
// A finding is printed with its bytes, and with what to call to see it again; the exit code is then 1.
import { parseArgs } from 'node:util'
import { hex } from '../support/same.js'
import { loadTelegram } from '../support/telegram.js'
import { fuzz } from './fuzz.js'
import { buildCorpus } from './targets.js'

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '100000' },
    seed: { type: 'string', default: '1' },
    from: { type: 'string', default: '0' },
  },
})
const [runs, seed, first] = [values.runs, values.seed, values.from].map((text) => {
  const number = Number(text)
  if (!Number.isSafeInteger(number) || number < 0) throw new RangeError(`${text} is not a number of runs`)
  return number
})
if (runs === undefined || seed === undefined || first === undefined) throw new Error('an option is missing')

const corpus = buildCorpus(await loadTelegram(), seed, 3)
console.log(
  `${String(corpus.messages.length)} valid messages, ${String(corpus.targets.length)} targets; ${String(runs)} runs from ${String(first)}, seed ${String(seed)}`,
)
const start = process.cpuUsage()
const report = fuzz(corpus, {
  ...{ runs, seed, first },
  progress: (done) => process.stderr.write(`${String(done)} runs, ${seconds()} s\n`),
})
for (const { run, finding } of report.findings) {
  console.log(`\n${finding.target}: ${finding.message}`)
  console.log(`  npm run fuzz -- --seed ${String(seed)} --from ${String(run)} --runs 1`)
  console.log(`  ${hex(finding.bytes.subarray(0, 2000))}`)
  if (finding.cause instanceof Error) console.log(finding.cause.stack)
}
console.log(
  `${String(report.runs)} runs: ${String(report.refused)} refused, ${String(report.values)} read, written and read again, ${String(report.findings.length)} findings; ${seconds()} s of CPU, ${String(Math.round(process.resourceUsage().maxRSS / 1024))} MiB at most`,
)
process.exitCode = report.findings.length > 0 ? 1 : 0

function seconds(): string {
  const { user, system } = process.cpuUsage(start)
  return ((user + system) / 1e6).toFixed()
}
