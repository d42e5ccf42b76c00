import { execFile } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { build } from 'esbuild'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { parseJson } from '../support/json.js'
import { loadTelegram } from '../support/telegram.js'
import { complaintsOf, launchChromium, noBrowser, serve } from './chromium.js'
import { runSuite, type SuiteReport, type Vectors } from './suite.js'
import { makeVectors } from './vectors.js'

const run = promisify(execFile)
const root = join(import.meta.dirname, '../..')
const base = join(root, 'node_modules/.cache/tlforge-test')

let vectors: Vectors
let text: string
let suite: string
let folder: string

beforeAll(async () => {
  vectors = await makeVectors(await loadTelegram())
  text = JSON.stringify(vectors)
  const { outputFiles } = await build({
    entryPoints: [join(import.meta.dirname, 'suite.ts')],
    bundle: true,
    format: 'esm',
    // Whatever needs a module of Node fails here.
    platform: 'browser',
    write: false,
    logLevel: 'error',
  })
  suite = outputFiles[0]?.text ?? ''
  mkdirSync(base, { recursive: true })
  folder = mkdtempSync(join(base, 'suite-'))
  writeFileSync(join(folder, 'suite.mjs'), suite)
  writeFileSync(join(folder, 'vectors.json'), text)
})

afterAll(() => rmSync(folder, { recursive: true, force: true }))

function expectAll(report: SuiteReport, usesBuffer: boolean, unpackers: readonly string[]): void {
  expect(report).toEqual({
    usesBuffer,
    objects: vectors.objects.length,
    refusals: vectors.refusals.length,
    packed: vectors.packed.length,
    writes: Object.keys(vectors.writes).length,
    unpackers,
    failures: [],
  })
}

it('has vectors of every definition, and as many refusals as there should be', () => {
  expect(vectors.objects).toHaveLength(2 * (1641 + 807 + 43 + 10 + 85))
  expect(vectors.refusals.length).toBeGreaterThan(vectors.objects.length / 2)
})

it('has vectors of packed values, which come to a value or an error', () => {
  expect(vectors.packed.length).toBeGreaterThan(50)
  const values = vectors.packed.filter(({ read }) => typeof read !== 'string')
  expect(values.map(({ name }) => name)).toEqual(
    [0, 1, 2, 8].flatMap((times) => [
      `packed ${String(times)} times, alone`,
      `packed ${String(times)} times, within a result`,
    ]),
  )
})

it('has values that are refused, each with its path', () => {
  const { 'what holds itself': deep, ...rest } = vectors.writes
  expect(deep).toBe('nested too deep for the stack')
  for (const message of Object.values(rest))
    expect(message).toMatch(/^(?:[\w.[\]]+: .* is not |livePhoto, video ).* \(in [\w.]+\)$/)
  expect(rest['a type of a namespace']).toMatchInlineSnapshot(
    `"result.value[0]: null is not a JSONValue (in jsonArray)"`,
  )
  expect(rest['another bare value']).toMatchInlineSnapshot(
    `"messages[0]: inputEncryptedChat is not a message (in msg_container)"`,
  )
})

it('finds what is wrong', async () => {
  const [object] = vectors.objects
  const [refusal] = vectors.refusals
  const [packed] = vectors.packed
  if (!object || !refusal || !packed) throw new Error('there are no vectors')
  const report = await runSuite({
    objects: [object, { ...object, json: {} }, { ...object, hex: `${object.hex}00000000` }],
    refusals: [
      refusal,
      { ...refusal, message: 'another' },
      { ...refusal, hex: object.hex, module: object.module },
    ],
    packed: [packed, { ...packed, read: 'another' }, { ...packed, unpacked: '' }],
    writes: { ...vectors.writes, 'no object': 'another' },
  })
  const writes = Object.keys(vectors.writes).length - 1
  expect(report).toMatchObject({ objects: 1, refusals: 1, packed: 1, writes })
  expect(report.failures).toHaveLength(7)
})

it.skipIf(noBrowser())('Chromium', { timeout: 120_000 }, async () => {
  const page = `<!doctype html><link rel="icon" href="data:,"><script type="module">
    import { runSuite } from './suite.mjs'
    try {
      window.report = await runSuite(await (await fetch('./vectors.json')).json())
    } catch (error) {
      window.report = error.stack
      throw error
    }
  </script>`
  const site = await serve(
    new Map([
      ['/index.html', page],
      ['/suite.mjs', suite],
      ['/vectors.json', text],
    ]),
  )
  const browser = await launchChromium()
  try {
    const tab = await browser.newPage()
    const complaints = complaintsOf(tab)
    await tab.goto(`${site.url}/`)
    const report = await tab
      .waitForFunction('window.report', undefined, { timeout: 60_000 })
      .catch(() => undefined)
    expect(complaints).toEqual([])
    expectAll(parseReport(await report?.jsonValue()), false, ['pako'])
    console.log(
      `Chromium ${browser.version()}: ${String(vectors.objects.length)} objects, ${String(vectors.refusals.length)} refusals, ${String(vectors.packed.length)} packed`,
    )
  } finally {
    await browser.close()
    await site.close()
  }
})

/** By the name of the program: where `npm install --prefix` of .ci/run puts it, or on the path. */
function programOf(name: string): string | undefined {
  const places = [
    join(root, 'node_modules/.cache/runtimes/node_modules/.bin'),
    ...(process.env['PATH'] ?? '').split(':'),
  ]
  return places.map((place) => join(place, name)).find(existsSync)
}

describe('other programs', () => {
  const both = ['pako', 'node:zlib']
  let mains = 0
  const main = (prelude: string): string =>
    `${prelude}
    const { runSuite } = await import('./suite.mjs')
    const { default: vectors } = await import('./vectors.json', { with: { type: 'json' } })
    const zlib = await import('node:zlib')
    console.log(JSON.stringify(await runSuite(vectors, zlib)))`
  const report = async (program: string, args: readonly string[], prelude: string): Promise<SuiteReport> => {
    const file = join(folder, `main${String(mains++)}.mjs`)
    writeFileSync(file, main(prelude))
    const { stdout } = await run(program, [...args, file], {
      maxBuffer: 0x1000000,
    })
    return parseReport(parseJson(stdout))
  }

  it('Node', async () => {
    expectAll(await report(process.execPath, ['--no-warnings'], ''), true, both)
  })

  it('Node without Buffer and process', async () => {
    expectAll(
      await report(
        process.execPath,
        ['--no-warnings'],
        'delete globalThis.Buffer; delete globalThis.process',
      ),
      false,
      both,
    )
  })

  it.for([
    { name: 'deno', args: ['run', '--allow-read'] },
    { name: 'bun', args: [] },
  ])('$name', { timeout: 120_000 }, async ({ name, args }, context) => {
    const program = programOf(name)
    context.skip(program === undefined && process.env['CI'] !== 'true', `${name} is not on this machine`)
    const { usesBuffer, ...rest } = await report(program ?? name, args, '')
    console.log(`${name}: Buffer ${usesBuffer ? 'helps' : 'does not help'}`)
    expectAll({ usesBuffer, ...rest }, usesBuffer, both)
  })
})

const reportShape = z.object({
  usesBuffer: z.boolean(),
  objects: z.number(),
  refusals: z.number(),
  packed: z.number(),
  writes: z.number(),
  unpackers: z.array(z.string()),
  failures: z.array(z.string()),
})

function parseReport(report: unknown): SuiteReport {
  return reportShape.parse(report)
}
