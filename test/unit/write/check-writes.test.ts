import { describe, expect, it } from 'vitest'
import { checkWrites } from '../../../generator/write/check-writes.js'
import { writeOutput } from '../../../generator/write/write-output.js'
import { contents, outputs, put, useFolder } from './folder.js'

const folder = useFolder()
const files = outputs({ 'index.ts': 'a\nb\nc\nd\n', 'api/user.ts': 'user\n' })

describe('checkWrites', () => {
  it('finds nothing after a run', async () => {
    await writeOutput(folder.output, files)
    await put(folder.output, { 'node_modules/x/index.js': '', 'dist/index.js': '', '.DS_Store': '' })
    expect(await checkWrites(folder.output, files)).toEqual({
      missing: [],
      changed: [],
      stray: [],
      unchanged: 3,
      diagnostics: [],
    })
  })

  it('tells missing, changed and stray files, and writes nothing', async () => {
    await writeOutput(folder.output, [...files, ...outputs({ 'old.ts': 'old\n' })])
    await put(folder.output, { 'index.ts': 'a\nB\nc\nd\n', 'notes/mine.md': '' })
    const before = await contents(folder.root)
    const result = await checkWrites(folder.output, [...files, ...outputs({ 'new.ts': '' })])
    expect(result).toMatchObject({
      missing: ['new.ts'],
      changed: ['index.ts', '.tlforge.json'],
      stray: ['notes/mine.md', 'old.ts'],
    })
    const text = result.diagnostics.map(
      ({ code, message }) => `${code} ${message.replace(folder.output, 'out')}`,
    )
    expect(text).toEqual([
      'TL4003 out/new.ts is missing',
      'TL4003 out/index.ts differs from what the schema gives',
      'TL4003 out/.tlforge.json differs from what the schema gives',
      'TL4003 out/notes/mine.md is not generated',
      'TL4003 out/old.ts is not generated',
    ])
    expect(result.diagnostics[1]?.notes).toEqual([{ message: '@@ -1,3 +1,3 @@\n a\n-B\n+b\n c' }])
    expect(await contents(folder.root)).toEqual(before)
  })

  it('reports a folder that is not there, and no more than twenty files of a sort', async () => {
    const many = outputs(Object.fromEntries(Array.from({ length: 50 }, (_, index) => [`f${index}.ts`, ''])))
    const { missing, diagnostics } = await checkWrites(folder.output, many)
    expect(missing).toHaveLength(51)
    expect(diagnostics).toHaveLength(21)
    expect(diagnostics.at(-1)?.message).toBe('31 more files are missing')
  })

  it('does bounded work on texts that have nothing in common', async () => {
    const text = (mark: string): string =>
      Array.from({ length: 50_000 }, (_, line) => `${mark}${line}\n`).join('')
    await put(folder.output, { 'a.ts': text('x') })
    const { diagnostics } = await checkWrites(folder.output, outputs({ 'a.ts': text('y') }))
    expect(diagnostics.find((diagnostic) => diagnostic.notes)?.notes).toEqual([
      { message: 'most of the file differs' },
    ])
  })
})
