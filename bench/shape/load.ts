// npx tsx bench/shape/load.ts [processes] [shape …]
// Import of the whole API from one bundle (fastest of several processes, shapes in turn), its heap, and sizes.
import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { OUT, prepare } from './prepare.js'
import { SHAPES } from './shapes.js'

const CHILD = new URL('load-child.mjs', import.meta.url).pathname

/** mtcute as its users get it: its files resolved and read one by one. `mtcute` is one bundle of the same. */
const PUBLISHED = `${OUT}mtcute/api.js`

interface Load {
  us: number
  heap: number
}

const load = (file: string): Load =>
  // eslint-disable-next-line @typescript-eslint/no-unsafe-return -- printed by load-child.mjs
  JSON.parse(execFileSync(process.execPath, ['--expose-gc', CHILD, file], { encoding: 'utf8' }))
const kib = (n: number): string => (n / 1024).toFixed(1).padStart(8)
const gzip = (file: string): number => gzipSync(readFileSync(file), { level: 9 }).length

async function main(): Promise<void> {
  const [processes = '9', ...wanted] = process.argv.slice(2)
  const shapes = wanted.length > 0 ? wanted : Object.keys(SHAPES)
  await prepare(shapes)
  const rows = ['published', 'mtcute', ...shapes].map((name) => ({
    name,
    plain: Infinity,
    min: Infinity,
    heap: Infinity,
  }))
  for (let i = 0; i < Number(processes); i++) {
    for (const row of rows) {
      if (row.name === 'published') {
        const published = load(PUBLISHED)
        row.plain = Math.min(row.plain, published.us)
        row.heap = Math.min(row.heap, published.heap)
        continue
      }
      const plain = load(`${OUT}${row.name}/api.mjs`)
      row.plain = Math.min(row.plain, plain.us)
      row.heap = Math.min(row.heap, plain.heap)
      row.min = Math.min(row.min, load(`${OUT}${row.name}/api.min.mjs`).us)
    }
  }
  console.log('shape     import ms  minified   heap MiB   text KiB   min+gz KiB  one method KiB, gz')
  for (const { name, plain, min, heap } of rows) {
    const dir = `${OUT}${name}/`
    if (name === 'published') {
      console.log(
        `${name.padEnd(10)} ${(plain / 1000).toFixed(1).padStart(8)} ${''.padStart(8)} ${(heap / 2 ** 20).toFixed(2).padStart(8)}`,
      )
      continue
    }
    const one = `${dir}one.min.mjs`
    const single = existsSync(one) ? `${kib(readFileSync(one).length)} ${kib(gzip(one))}` : ''
    const ms = (us: number): string => (us / 1000).toFixed(1).padStart(8)
    const sizes = `${kib(readFileSync(`${dir}api.mjs`).length)} ${kib(gzip(`${dir}api.min.mjs`))}`
    console.log(
      `${name.padEnd(10)} ${ms(plain)} ${ms(min)} ${(heap / 2 ** 20).toFixed(2).padStart(8)} ${sizes} ${single}`,
    )
  }
}

await main()
