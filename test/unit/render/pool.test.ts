import { build } from 'esbuild'
import { spawnSync } from 'node:child_process'
import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { StructureKind } from 'ts-morph'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { EmittedFile } from '../../../generator/emit/emitted-file.js'
import type { RenderJob } from '../../../generator/render/job.js'
import { openRenderer } from '../../../generator/render/renderer.js'
import { renderAll } from './render-all.js'

const root = join(import.meta.dirname, '../../..')
// Within the project, so that the compiled files find their packages.
const folder = join(root, 'node_modules/.cache/tlforge-test-pool')

type Stage = { readonly openRenderer: typeof openRenderer }

/** Threads run JavaScript, so the stage is compiled for them. */
async function compiled(): Promise<typeof openRenderer> {
  const load: (url: string) => Promise<Stage> = (url) => import(url)
  return (await load(pathToFileURL(join(folder, 'renderer.js')).href)).openRenderer
}

beforeAll(async () => {
  await build({
    entryPoints: ['renderer', 'worker'].map((name) => join(root, `generator/render/${name}.ts`)),
    outdir: folder,
    bundle: true,
    splitting: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    logLevel: 'error',
  })
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const jobsOf = (prefix: string): readonly RenderJob[] =>
  Array.from({ length: 200 }, (_, index): RenderJob => {
    const name = `${prefix}${index}`
    if (index % 2 === 0)
      return { kind: 'text', file: { path: `${index}.ts`, text: `export const ${name} = 0;` } }
    const statements: EmittedFile['statements'] = [
      { kind: StructureKind.Class, name, isExported: true, methods: [{ name: 'b' }] },
    ]
    return { kind: 'structures', version: '1.0.0', file: { path: `${index}`, statements } }
  })
const jobs = jobsOf('A')

describe('threads', () => {
  it.each([true, false])('give the same texts in the same order; they last: %s', async (lasting) => {
    const inPlace = await renderAll(await openRenderer(), jobs)
    const open = await compiled()
    const renderer = await open({ threads: true, lasting })
    const counts: number[] = []
    expect(await renderAll(renderer, jobs, ({ done }) => counts.push(done))).toEqual(inPlace)
    expect(counts).toEqual(Array.from({ length: 201 }, (_, index) => index))
    // The second time all is known.
    expect(await renderAll(renderer, jobs, ({ fromCache }) => counts.push(fromCache))).toEqual(inPlace)
    expect(counts.at(-1)).toBe(200)
    const other = jobsOf('B')
    expect(await renderAll(renderer, other)).toEqual(await renderAll(await openRenderer(), other))
    await renderer.close()
  })

  it('give the same after a rehearsal', async () => {
    const inPlace = await renderAll(await openRenderer(), jobs)
    const open = await compiled()
    const renderer = await open({ threads: true, lasting: true })
    const more: RenderJob = { kind: 'text', file: { path: 'more.ts', text: 'let  more' } }
    expect(await renderAll(renderer, jobs)).toEqual(inPlace)
    expect(await renderAll(renderer, [more, ...jobs])).toEqual([
      { path: 'more.ts', text: 'let more\n' },
      ...inPlace,
    ])
    await renderer.close()
  })

  const wait = 'new Promise((resolve) => setTimeout(resolve, 1500))'
  it.each([
    ['when they are closed', `await ${wait}; await renderer.close()`],
    // Its messages come while it is closed.
    [
      'when one of them is closed as soon as it is loaded',
      'for (const end = performance.now() + 3000; performance.now() < end; ); await renderer.close()',
    ],
    ['when nobody closes them', `await ${wait}`],
  ])('let a program end %s', { timeout: 60_000 }, async (_, end) => {
    const script = join(folder, 'program.mjs')
    await writeFile(
      script,
      `import { openRenderer } from './renderer.js'\nconst renderer = await openRenderer({ threads: true })\n${end}\n`,
    )
    const { status, signal } = spawnSync(process.execPath, [script], { timeout: 20_000 })
    expect({ status, signal }).toEqual({ status: 0, signal: null })
  })

  it('refuse what they are asked when they have ended', async () => {
    const statement = { kind: StructureKind.TypeAlias, name: 'A', type: 'B' } as const
    const job: RenderJob = {
      kind: 'structures',
      version: '1.0.0',
      file: { path: 'a', statements: [statement] },
    }
    const script = join(folder, 'broken.mjs')
    await writeFile(
      script,
      `import { openRenderer } from './renderer.js'
      const renderer = await openRenderer({ threads: true })
      await ${wait}
      const rendering = renderer.begin()
      rendering.add(${JSON.stringify(job)})
      await rendering.finish().catch(() => console.log('refused'))
      await renderer.close()`,
    )
    // Threads take the options of their program, and cannot begin with this one.
    const { stdout } = spawnSync(
      process.execPath,
      ['--input-type=module', '-e', `await import(${JSON.stringify(pathToFileURL(script).href)})`],
      { timeout: 20_000, encoding: 'utf8' },
    )
    expect(stdout).toBe('refused\n')
  })

  it('hand on what went wrong', async () => {
    const open = await compiled()
    const renderer = await open({ threads: true })
    const broken: RenderJob = { kind: 'text', file: { path: 'x/a.ts', text: 'export const = 1' } }
    await expect(renderAll(renderer, [...jobs, broken])).rejects.toThrow(
      'the text generated for x/a.ts cannot be parsed',
    )
    await renderer.close()
  })
})
