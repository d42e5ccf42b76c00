// npx tsx bench/shape/speed.ts [rounds] [shape …]
// A process per shape, driven in turn; ratio = median of the paired CPU times against mtcute.
// `mtcute'` is a second process of mtcute: the noise floor.
import { fork, type ChildProcess } from 'node:child_process'
import { OUT, prepare } from './prepare.js'
import { SHAPES } from './shapes.js'

const WORKER = new URL('worker.mjs', import.meta.url).pathname
const BUDGET_MS = 60

interface Reply {
  names?: string[]
  hash?: string
  us?: number
}

function ask(child: ChildProcess, message: object): Promise<Reply> {
  return new Promise((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`worker ended with ${code}`)))
    child.once('message', (reply: Reply) => {
      child.removeAllListeners('exit')
      resolve(reply)
    })
    child.send(message)
  })
}

const median = (values: number[]): number => {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[sorted.length >> 1] ?? NaN
}

async function main(): Promise<void> {
  const [rounds = '9', ...wanted] = process.argv.slice(2)
  const shapes = wanted.length > 0 ? wanted : Object.keys(SHAPES)
  await prepare(shapes)
  const columns = ["mtcute'", ...shapes]
  const start = (name: string): ChildProcess => fork(WORKER, [`${OUT}${name}/works.mjs`], { execArgv: [] })
  const base = start('mtcute')
  const children = columns.map((name) => start(name.replace("'", '')))
  const first = await ask(base, { kind: 'names' })
  for (const [i, child] of children.entries()) {
    const { hash } = await ask(child, { kind: 'names' })
    if (hash !== first.hash) throw new Error(`${columns[i]} writes other bytes than mtcute`)
  }
  console.log(['work'.padEnd(16), ...columns.map((c) => c.padStart(8)), 'mtcute µs'.padStart(10)].join(' '))
  for (const work of first.names ?? []) {
    const counts = new Map<ChildProcess, number>()
    const once = async (child: ChildProcess): Promise<number> => {
      const count = counts.get(child) ?? 1
      const { us = NaN } = await ask(child, { kind: 'run', work, count })
      return us / count
    }
    for (const child of [base, ...children]) {
      counts.set(child, 30)
      const us = await once(child)
      counts.set(child, Math.max(1, Math.round((BUDGET_MS * 1000) / us)))
      for (let i = 0; i < 2; i++)
        counts.set(child, Math.max(1, Math.round((BUDGET_MS * 1000) / (await once(child)))))
    }
    const ratios = columns.map((): number[] => [])
    const times: number[] = []
    for (let round = 0; round < Number(rounds); round++) {
      const before = await once(base)
      times.push(before)
      for (const [i, child] of children.entries()) ratios[i]?.push((await once(child)) / before)
    }
    const cells = ratios.map((r) => median(r).toFixed(3).padStart(8))
    console.log([work.padEnd(16), ...cells, median(times).toFixed(1).padStart(10)].join(' '))
  }
  for (const child of [base, ...children]) child.disconnect()
}

await main()
