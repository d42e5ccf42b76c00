// npm run build && npx tsx bench/package/load.ts [processes]
// CPU time and heap of importing the package, in turn with mtcute: fastest of several processes.
import { execFileSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { bundle } from '../shape/prepare.js'

const CHILD = new URL('load-child.mjs', import.meta.url).pathname
const ROOT = new URL('../../', import.meta.url).pathname
const DIST = `${ROOT}dist/generated/telegram/`
const OUT = new URL('.cache/', import.meta.url).pathname

interface Load {
  us: number
  heap: number
}

const mtcute = ['core/tl/binary/reader.js', 'core/tl/binary/writer.js', 'tl-runtime/index.js'].map(
  (file) => `${ROOT}node_modules/@mtcute/${file}`,
)
mkdirSync(OUT, { recursive: true })
const entry = `${OUT}load-one.js`
writeFileSync(entry, `export { SendEncrypted } from '${DIST}api/namespaces/messages.js'\n`)
await bundle(entry, `${OUT}load-one.mjs`, true)
const empty = `${OUT}empty.mjs`
writeFileSync(empty, 'export {}\n')

const rows = [
  { name: 'mtcute, as published', files: mtcute },
  { name: 'tlforge/telegram in Node', files: [`${DIST}node/index.js`] },
  { name: 'the same from modules resolved one by one', files: [`${DIST}index.js`] },
  { name: 'tlforge/telegram/messages in Node', files: [`${DIST}node/api/namespaces/messages.js`] },
  { name: 'with registry and JSON', files: [`${DIST}node/index.js`, `${DIST}node/api/json.js`] },
  { name: 'messages.sendEncrypted, bundled', files: [`${OUT}load-one.mjs`] },
  { name: 'messages.sendEncrypted, its module', files: [`${DIST}api/functions/messages/send-encrypted.js`] },
  { name: 'an empty module', files: [empty] },
].map((row) => ({ ...row, us: Infinity, heap: Infinity }))
for (let i = 0; i < Number(process.argv[2] ?? 9); i++) {
  for (const row of rows) {
    const text = execFileSync(process.execPath, ['--expose-gc', CHILD, ...row.files], { encoding: 'utf8' })
    // eslint-disable-next-line @typescript-eslint/no-unsafe-assignment -- printed by load-child.mjs
    const { us, heap }: Load = JSON.parse(text)
    row.us = Math.min(row.us, us)
    row.heap = Math.min(row.heap, heap)
  }
}
const base = rows[0]?.us ?? NaN
console.log('| import | CPU ms | of mtcute | heap MiB |\n| --- | ---: | ---: | ---: |')
for (const { name, us, heap } of rows)
  console.log(
    `| ${name} | ${(us / 1000).toFixed(1)} | ${(us / base).toFixed(2)} | ${(heap / 2 ** 20).toFixed(2)} |`,
  )
