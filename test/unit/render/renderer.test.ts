import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { StructureKind } from 'ts-morph'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { layerMark } from '../../../generator/emit/layer-mark.js'
import type { OutputFile } from '../../../generator/options.js'
import type { RenderJob } from '../../../generator/render/job.js'
import type { RenderProgress } from '../../../generator/render/progress.js'
import { openRenderer } from '../../../generator/render/renderer.js'
import { cacheFileName } from '../../../generator/render/text-cache.js'
import { sha256 } from '../../../generator/render/hash.js'
import { renderAll } from './render-all.js'

let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tlforge-render-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const texts = (files: readonly OutputFile[]): readonly RenderJob[] =>
  files.map((file) => ({ kind: 'text', file }))
const files = [
  { path: 'a.ts', text: 'export   const a = "x";' },
  { path: 'b.json', text: '{"a":[1,2]}' },
  { path: 'package.json', text: '{"files":["a"]}' },
  { path: 'README.md', text: '*  left   alone' },
]
const formatted = [
  { path: 'a.ts', text: "export const a = 'x'\n" },
  { path: 'b.json', text: '{ "a": [1, 2] }\n' },
  { path: 'package.json', text: '{\n  "files": [\n    "a"\n  ]\n}\n' },
  { path: 'README.md', text: '*  left   alone' },
]

/** The formatted files and how many of them came from the cache. */
async function run(
  jobs: readonly RenderJob[] = texts(files),
  cache: string | undefined = folder,
): Promise<{ output: unknown; fromCache: number }> {
  let last: RenderProgress = { done: 0, total: 0, fromCache: 0 }
  const renderer = await openRenderer({ cache })
  const output = await renderAll(renderer, jobs, (progress) => (last = progress))
  await renderer.close()
  expect(last).toMatchObject({ done: jobs.length, total: jobs.length })
  return { output, fromCache: last.fromCache }
}

describe('openRenderer', () => {
  it('formats in the house style and leaves the rest alone', async () => {
    const renderer = await openRenderer()
    expect(await renderAll(renderer, texts(files))).toEqual(formatted)
    expect(await renderAll(renderer, [])).toEqual([])
  })

  it('makes each text once', async () => {
    expect(await run()).toEqual({ output: formatted, fromCache: 0 })
    expect(await run()).toEqual({ output: formatted, fromCache: 4 })
    expect(await readdir(folder)).toEqual([cacheFileName])
  })

  it.each([
    ['cut short', (content: string) => content.slice(0, -5)],
    ['edited', (content: string) => content.replace('const', 'class')],
    ['edited in its index', (content: string) => content.replace(/\],\[\d+/, '],[1')],
    ['empty', () => ''],
    ['something else', () => 'hello\nworld'],
  ])('ignores and repairs a cache that is %s', async (_, damage) => {
    await run()
    const file = join(folder, cacheFileName)
    await writeFile(file, damage(await readFile(file, 'utf8')))
    expect(await run()).toEqual({ output: formatted, fromCache: 0 })
    expect(await run()).toEqual({ output: formatted, fromCache: 4 })
  })

  it('goes on without a cache that cannot be written', async () => {
    await writeFile(join(folder, 'file'), '')
    expect(await run(texts(files), join(folder, 'file'))).toMatchObject({ output: formatted })
  })

  it('drops entries that many runs did not need', async () => {
    await run()
    for (let index = 0; index < 9; index++) {
      await run(texts([{ path: 'c.ts', text: `export const c = ${index}` }]))
    }
    expect((await run()).fromCache).toBe(0)
  })

  it('names the file whose text is broken', async () => {
    const renderer = await openRenderer()
    await expect(renderAll(renderer, texts([{ path: 'x/a.ts', text: 'export const = 1' }]))).rejects.toThrow(
      'the text generated for x/a.ts cannot be parsed',
    )
  })

  it.each([
    ['what the formatter would leave', 'type A B = 1'],
    ['what it would not', `type A B = ${'x | '.repeat(40)}1`],
  ])('names the file whose statement is broken: %s', async (_, type) => {
    const statement = (name: string, value: string) =>
      ({ kind: StructureKind.TypeAlias, name, type: value }) as const
    const job = (path: string, one: ReturnType<typeof statement>): RenderJob => ({
      kind: 'structures',
      version: '1.0.0',
      file: { path, statements: [one] },
    })
    const broken = statement('A B', type.replace('type A B = ', ''))
    const rendering = renderAll(await openRenderer(), [job('a', statement('C', '2')), job('x/b', broken)])
    await expect(rendering).rejects.toThrow('the text generated for x/b.ts cannot be parsed')
  })

  it('makes statements anew where they are others, but not for another layer or version', async () => {
    const job = (name: string, version: string, layer: number): RenderJob => ({
      kind: 'structures',
      version,
      layer,
      file: {
        path: 'a',
        statements: [
          { kind: StructureKind.TypeAlias, name, type: '1', docs: [`Of layer ${layerMark}, \\u0001.`] },
        ],
      },
    })
    const text =
      '// Generated by tlforge 1.0.0. Do not edit: the next run writes it again.\n/* eslint-disable */\n/** Of layer 1, \\u0001. */\ntype A = 1\n'
    expect(await run([job('A', '1.0.0', 1)])).toEqual({
      output: [{ path: 'a.ts', text, hash: sha256(text) }],
      fromCache: 0,
    })
    const second = await run([job('A', '1.0.0', 228)])
    expect(second).toMatchObject({ fromCache: 1 })
    expect(JSON.stringify(second.output)).toContain('Of layer 228, ')
    const third = await run([job('A', '1.0.1', 228)])
    expect(third).toMatchObject({ fromCache: 1 })
    expect(JSON.stringify(third.output)).toContain('by tlforge 1.0.1.')
    expect(await run([job('B', '1.0.1', 228)])).toMatchObject({ fromCache: 0 })
  })

  it('leaves what is laid out already as it is, and keeps nothing of it', async () => {
    const done: RenderJob = { kind: 'text', format: false, file: { path: 'a.ts', text: 'let  a' } }
    expect(await run([done])).toEqual({ output: [done.file], fromCache: 1 })
    expect(await readdir(folder)).toEqual([])
  })
})
