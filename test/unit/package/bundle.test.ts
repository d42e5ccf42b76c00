import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, it } from 'vitest'

const run = promisify(execFile)
const script = join(import.meta.dirname, '../../../templates/package/bundle.mjs')
let folder = ''

/** A runtime of many long lines, and a class that is read by it. */
const built = {
  'runtime/reader.js': `${Array.from(
    { length: 50 },
    (_, n) => `export function read${n}(x) { const y = ${n}; return \`a
  b \${y}\` + x }`,
  ).join('\n')}
export class Reader {
  static #count = 0
  a = 1;
  ['b']() { return this.a }
  get size() { if (this.a > 0) return Reader.#count; else return 0 }
  int(text) { for (const one of text) { if (one === 'x') throw new RangeError('no x here') } return read1(text) }
}
`,
  'runtime/index.js': "export * from './reader.js'\n",
  'api/types/a.js':
    "import { Reader } from '../../runtime/reader.js'\nexport class A { static read(text) { return new Reader().int(text) } }\n",
  'api/index.js': "export { A } from './types/a.js'\n",
  'index.js': "export * from './api/index.js'\n",
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tlforge-bundle-'))
  for (const [path, text] of Object.entries({ 'package.json': '{"type":"module"}', ...built })) {
    await mkdir(dirname(join(folder, path)), { recursive: true })
    await writeFile(join(folder, path), text)
  }
  await run(process.execPath, [script, folder])
})

afterAll(() => rm(folder, { recursive: true, force: true }))

async function evaluate(code: string): Promise<string> {
  const text = `import { A } from ${JSON.stringify(`file://${folder}/node/index.js`)}; ${code}`
  return run(process.execPath, ['--input-type=module', '-e', text]).then(
    ({ stdout }) => stdout,
    (error: unknown) => (error instanceof Error && 'stderr' in error ? String(error.stderr) : String(error)),
  )
}

it('does what the modules do', async () => {
  expect(await evaluate("console.log(A.read('y'))")).toBe('a\n  b 1y\n')
})

it('shows a short line of an uncaught error', async () => {
  const lines = (await evaluate("A.read('x')")).split('\n')
  expect(lines[0]).toContain('/node/runtime/')
  expect(lines[1]).toContain('no x here')
  expect(Math.max(...lines.map((line) => line.length))).toBeLessThan(200)
})
