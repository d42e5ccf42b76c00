// npx tsx bench/shape/speed.ts [rounds] [shape …]
// A process per shape, driven in turn; ratio = median of the paired CPU times against mtcute.
// `mtcute'` is a second process of mtcute: the noise floor.
import { compare, Peer } from '../pairs.js'
import { OUT, prepare } from './prepare.js'
import { SHAPES } from './shapes.js'

async function main(): Promise<void> {
  const [rounds = '9', ...wanted] = process.argv.slice(2)
  const shapes = wanted.length > 0 ? wanted : Object.keys(SHAPES)
  await prepare(shapes)
  const columns = ["mtcute'", ...shapes]
  const start = (name: string): Promise<Peer> => Peer.start(name, `${OUT}${name.replace("'", '')}/works.mjs`)
  const base = await start('mtcute')
  const peers = await Promise.all(columns.map(start))
  for (const { name, hashes } of peers) {
    if (JSON.stringify(hashes) !== JSON.stringify(base.hashes))
      throw new Error(`${name} writes other bytes than mtcute`)
  }
  console.log(['work'.padEnd(16), ...columns.map((c) => c.padStart(8)), 'mtcute µs'.padStart(10)].join(' '))
  for (const work of base.names) {
    const { us, ratios } = await compare(work, base, peers, Number(rounds))
    const cells = ratios.map((ratio) => (ratio ?? NaN).toFixed(3).padStart(8))
    console.log([work.padEnd(16), ...cells, us.toFixed(1).padStart(10)].join(' '))
  }
  for (const peer of [base, ...peers]) peer.stop()
}

await main()
