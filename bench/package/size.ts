// npm run build && npx tsx bench/package/size.ts
// What a program pays that sends one method and reads its result: bundled, minified, gzipped. Every method by esbuild,
// one of them by Rollup and Rolldown as well.
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { build, transform } from 'esbuild'
import { rolldown } from 'rolldown'
import { rollup } from 'rollup'
import { median } from '../pairs.js'

const DIST = new URL('../../dist/generated/telegram/', import.meta.url).pathname
const OUT = new URL('.cache/', import.meta.url).pathname

const kib = (bytes: number): string => `${(bytes / 1024).toFixed(2)} KiB`
const gzip = (text: string | Uint8Array): number => gzipSync(text, { level: 9 }).length

async function byEsbuild(entry: string): Promise<Uint8Array> {
  const { outputFiles } = await build({
    entryPoints: [entry],
    bundle: true,
    minify: true,
    write: false,
    format: 'esm',
    target: 'es2022',
    logLevel: 'error',
  })
  return outputFiles[0]?.contents ?? new Uint8Array()
}

async function byRolldown(entry: string): Promise<string> {
  const bundle = await rolldown({ input: entry, logLevel: 'silent' })
  const { output } = await bundle.generate({ format: 'esm', minify: true })
  await bundle.close()
  return output[0].code
}

/** Rollup does not minify; esbuild does it here. */
async function byRollup(entry: string): Promise<string> {
  const bundle = await rollup({ input: entry, logLevel: 'silent' })
  const { output } = await bundle.generate({ format: 'esm' })
  await bundle.close()
  return (await transform(output[0].code, { minify: true, target: 'es2022' })).code
}

/** A program that imports a class and uses all that it has. */
function program(name: string, imports: string): string {
  const file = `${OUT}${name}.js`
  writeFileSync(
    file,
    `${imports}\nexport const send = (fields) => new Method(fields).toBytes()\nexport const read = (reply) => Method.decodeResult(reply)\n`,
  )
  return file
}

async function everyMethod(): Promise<readonly number[]> {
  const folder = `${DIST}api/functions/`
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith('.js'),
  )
  const sizes: number[] = []
  for (const [at, file] of files.entries()) {
    const text = `export * from '${folder}${file}'`
    const entry = `${OUT}m${String(at)}.js`
    writeFileSync(entry, text)
    sizes.push(gzip(await byEsbuild(entry)))
  }
  return sizes.sort((a, b) => a - b)
}

rmSync(OUT, { recursive: true, force: true })
mkdirSync(OUT, { recursive: true })
const row = (...cells: readonly string[]): void => console.log(`| ${cells.join(' | ')} |`)
row('program', 'minified', 'gzipped')
row('---', '---:', '---:')
const one = program('one', `import { SendEncrypted as Method } from '${DIST}api/namespaces/messages.js'`)
const whole = program(
  'whole',
  `import { messages } from '${DIST}index.js'\nconst Method = messages.SendEncrypted`,
)
const bundled = program(
  'bundled',
  `import { SendEncrypted as Method } from '${DIST}node/api/namespaces/messages.js'`,
)
for (const [name, entry] of [
  ['messages.sendEncrypted, from its namespace', one],
  ['messages.sendEncrypted, from the index', whole],
  ['messages.sendEncrypted, from what Node is given', bundled],
] as const) {
  for (const [tool, bundle] of [
    ['esbuild', byEsbuild],
    ['Rollup', byRollup],
    ['Rolldown', byRolldown],
  ] as const) {
    const text = await bundle(entry)
    row(`${name}, ${tool}`, kib(text.length), kib(gzip(text)))
  }
}
const sizes = await everyMethod()
row(`the median of all ${String(sizes.length)} methods, esbuild`, '', kib(median(sizes)))
row('the largest', '', kib(sizes.at(-1) ?? NaN))
