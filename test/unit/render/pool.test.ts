import { build } from 'esbuild'
import { spawnSync } from 'node:child_process'
import { rm } from 'node:fs/promises'
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

  it('keep nobody waiting who asks nothing, closed or not', { timeout: 60_000 }, () => {
    const from = JSON.stringify(pathToFileURL(join(folder, 'renderer.js')).href)
    for (const end of ['await renderer.close()', '']) {
      // Long enough for the second thread to be started.
      const wait = 'await new Promise((resolve) => setTimeout(resolve, 1500))'
      const script = `
        import { openRenderer } from ${from}
        const renderer = await openRenderer({ threads: true })
        ${wait}
        ${end}`
      const ended = spawnSync(process.execPath, ['--input-type=module', '-e', script], { timeout: 20_000 })
      expect(ended).toMatchObject({ status: 0, signal: null })
    }
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
