import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { formatFiles, type FormatProgress } from '../../../generator/format/format-files.js'

let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tlforge-format-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

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
async function run(input = files): Promise<{ output: unknown; fromCache: number }> {
  let last: FormatProgress = { done: 0, total: 0, fromCache: 0 }
  const output = await formatFiles(input, { cache: folder, onProgress: (progress) => (last = progress) })
  expect(last).toMatchObject({ done: input.length, total: input.length })
  return { output, fromCache: last.fromCache }
}

describe('formatFiles', () => {
  it('formats in the house style and leaves the rest alone', async () => {
    expect(await formatFiles(files)).toEqual(formatted)
    expect(await formatFiles([])).toEqual([])
  })

  it('formats each text once', async () => {
    expect(await run()).toEqual({ output: formatted, fromCache: 0 })
    expect(await run()).toEqual({ output: formatted, fromCache: 3 })
    expect(await readdir(folder)).toEqual(['cache-v1.json'])
  })

  it.each([
    ['cut short', (content: string) => content.slice(0, -5)],
    ['edited', (content: string) => content.replace('const', 'class')],
    ['empty', () => ''],
    ['no JSON', () => 'hello\nworld'],
  ])('ignores and repairs a cache that is %s', async (_, damage) => {
    await run()
    const file = join(folder, 'cache-v1.json')
    await writeFile(file, damage(await readFile(file, 'utf8')))
    expect(await run()).toEqual({ output: formatted, fromCache: 0 })
    expect(await run()).toEqual({ output: formatted, fromCache: 3 })
  })

  it('goes on without a cache that cannot be written', async () => {
    await writeFile(join(folder, 'file'), '')
    expect(await formatFiles(files, { cache: join(folder, 'file') })).toEqual(formatted)
  })

  it('drops entries that many runs did not need', async () => {
    await run()
    for (let index = 0; index < 9; index++) await run([{ path: 'c.ts', text: `export const c = ${index}` }])
    expect((await run()).fromCache).toBe(0)
  })

  it('names the file whose text is broken', async () => {
    await expect(formatFiles([{ path: 'x/a.ts', text: 'export const = 1' }])).rejects.toThrow(
      'the text generated for x/a.ts cannot be parsed',
    )
  })
})
