// npm run build && npx tsx bench/codec/run.ts [rounds] [part of a workload's name …]
// Encoding and decoding against other libraries: CPU time relative to @mtcute/core, a process per peer, driven in turn.
// With a Markdown table for bench/codec.md on the output.
import { mkdirSync, writeFileSync } from 'node:fs'
import { compare, Peer } from '../pairs.js'
import { bundle } from '../shape/prepare.js'
import {
  jsonModule,
  limitModule,
  mtcuteModule,
  ourModule,
  protobufModule,
  teleprotoModule,
} from './modules.js'
import { codecWorkloads, type Workload } from './trees.js'

const OUT = new URL('.cache/', import.meta.url).pathname

const modules: Readonly<Record<string, (workloads: readonly Workload[]) => string>> = {
  mtcute: mtcuteModule,
  tlforge: ourModule,
  limit: limitModule,
  JSON: jsonModule,
  protobufjs: protobufModule,
  teleproto: teleprotoModule,
}
/** These come as CommonJS, which is run as it is. */
const unbundled = new Set(['protobufjs', 'teleproto'])

async function start(name: string, workloads: readonly Workload[]): Promise<Peer> {
  const module = name.replace("'", '')
  const file = `${OUT}${module}.mjs`
  if (!name.endsWith("'")) {
    writeFileSync(file, modules[module]?.(workloads) ?? '')
    if (!unbundled.has(module)) await bundle(file, `${OUT}${module}.bundle.mjs`, false)
  }
  return Peer.start(name, unbundled.has(module) ? file : `${OUT}${module}.bundle.mjs`)
}

const cell = (ratio: number | undefined): string =>
  ratio === undefined ? '–' : ratio.toFixed(ratio < 0.1 ? 3 : 2)

async function main(): Promise<void> {
  const [rounds = '9', ...wanted] = process.argv.slice(2)
  mkdirSync(OUT, { recursive: true })
  const workloads = codecWorkloads()
  const base = await start('mtcute', workloads)
  const peers: Peer[] = []
  for (const name of ["mtcute'", 'tlforge', 'limit', 'JSON', 'protobufjs', 'teleproto'])
    peers.push(await start(name, workloads))
  const ours = peers.find(({ name }) => name === 'tlforge')
  if (JSON.stringify(ours?.hashes) !== JSON.stringify(base.hashes))
    throw new Error('tlforge and mtcute write other bytes')
  const row = (cells: readonly string[]): void => console.log(`| ${cells.join(' | ')} |`)
  row(['work', ...peers.map(({ name }) => name), 'mtcute, µs'])
  row(['---', ...peers.map(() => '---:'), '---:'])
  for (const work of base.names) {
    if (wanted.length > 0 && !wanted.some((part) => work.includes(part))) continue
    const { us, ratios } = await compare(work, base, peers, Number(rounds))
    row([work, ...ratios.map(cell), us.toFixed(1)])
  }
  if (wanted.length === 0) {
    const work = 'decode messages'
    const bytes: number[] = []
    for (const peer of [base, ...peers]) bytes.push(peer.has(work) ? await peer.allocated(work) : NaN)
    const texts = bytes.slice(1).map((each) => (Number.isNaN(each) ? '–' : `${(each / 1024).toFixed(0)} KiB`))
    row([`allocated, ${work}`, ...texts, `${((bytes[0] ?? 0) / 1024).toFixed(0)} KiB`])
  }
  for (const peer of [base, ...peers]) peer.stop()
}

await main()
