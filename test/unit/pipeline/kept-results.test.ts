import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { descriptionsForm } from '../../../generator/import/descriptions-form.js'
import { importDescriptions } from '../../../generator/import/descriptions.js'
import { errorsForm } from '../../../generator/import/errors-form.js'
import { importErrors } from '../../../generator/import/errors.js'
import type { ResultForm } from '../../../generator/ir/result-form.js'
import { KeptResults, resultsFiles } from '../../../generator/kept-results.js'

let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tlforge-results-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const form = (name: string, ...from: string[]): ResultForm<string> => ({
  name,
  from,
  encode: (text) => (text === 'not kept' ? undefined : JSON.stringify(text)),
  decode: (json) => {
    const value: unknown = JSON.parse(json)
    return typeof value === 'string' ? value : undefined
  },
})

/** A run that wants these results; tells which of them had to be made. */
async function run(wanted: Readonly<Record<string, string>>): Promise<readonly string[]> {
  const results = await KeptResults.open(folder, 'parsed')
  const made: string[] = []
  for (const [name, text] of Object.entries(wanted)) {
    const result = results.take(form(name, text), () => {
      made.push(name)
      return text
    })
    expect(result).toBe(text)
  }
  await results.save()
  return made
}

describe('kept results', () => {
  it('are made once for the same texts', async () => {
    expect(await run({ a: 'one\ntwo', b: 'three' })).toEqual(['a', 'b'])
    expect(await run({ a: 'one\ntwo', b: 'three' })).toEqual([])
    expect(await run({ a: 'one\ntwo', b: 'four' })).toEqual(['b'])
    expect(await run({ a: 'one\ntwo', b: 'four' })).toEqual([])
  })

  it('are made again where there is no text of them', async () => {
    expect(await run({ a: 'not kept' })).toEqual(['a'])
    expect(await run({ a: 'not kept' })).toEqual(['a'])
    expect(await readdir(folder)).toEqual([])
  })

  it('are made again where the file is damaged, whatever is wrong with it', async () => {
    await run({ a: 'one', b: 'two' })
    const file = join(folder, resultsFiles.parsed)
    const whole = await readFile(file)
    for (let at = 0; at < whole.length; at += 7) {
      const damaged = Buffer.from(whole)
      damaged[at] = (damaged[at] ?? 0) ^ 1
      await writeFile(file, damaged)
      expect(await run({ a: 'one', b: 'two' })).toEqual(['a', 'b'])
    }
    await writeFile(file, whole.subarray(0, -3))
    expect(await run({ a: 'one', b: 'two' })).toEqual(['a', 'b'])
    await writeFile(file, '')
    expect(await run({ a: 'one', b: 'two' })).toEqual(['a', 'b'])
    expect(await run({ a: 'one', b: 'two' })).toEqual([])
  })

  it('stay while other runs need others, but not for ever', async () => {
    await run({ a: 'one' })
    for (let at = 0; at < 8; at++) await run({ b: String(at) })
    expect(await run({ a: 'one' })).toEqual([])
    for (let at = 0; at < 20; at++) await run({ b: String(at) })
    expect(await run({ a: 'one' })).toEqual(['a'])
  })

  it('need no folder that can be written to', async () => {
    folder = join(folder, 'file')
    await writeFile(folder, '')
    expect(await run({ a: 'one' })).toEqual(['a'])
    await rm(folder)
  })
})

describe('what is kept of a file', () => {
  const text = `user:
  description: A user.
  fields: { id: Its number, name: "A\\nline" }
  notes: [One., "Two\\n\\nlines"]
  see: [chat]
users.get: { description: Gives users., returns: All of them. }
`

  it('is what is read of descriptions', () => {
    const source = { name: 'docs.yaml', text }
    const read = importDescriptions(source)
    const { encode, decode } = descriptionsForm(source)
    const kept = encode(read)
    expect(kept).toMatch(/^[^\n]+$/)
    expect(decode(kept ?? '')).toStrictEqual(read)
    expect(decode(kept ?? '')?.entries[0]?.source).toBe(source)
  })

  it('is what is read of errors', () => {
    const errors = {
      errors: [
        { code: 420, name: 'FLOOD_WAIT_%d', arguments: ['seconds'], description: 'Wait {seconds} s.' },
        { code: 400, name: 'A_B' },
      ],
      common: ['420 FLOOD_WAIT_%d'],
      methods: {
        'users.get': { callers: 'both', business: true, errors: ['400 A_B'] },
        ping: { errors: [] },
      },
    }
    const sources = [
      { name: 'errors.json', text: JSON.stringify(errors, undefined, 2) },
      { name: 'more.json', text: JSON.stringify({ errors: [{ code: -503, name: 'Timeout' }] }) },
    ]
    const read = importErrors(sources)
    const { encode, decode } = errorsForm(sources)
    const kept = encode(read)
    expect(kept).toMatch(/^[^\n]+$/)
    expect(decode(kept ?? '')).toStrictEqual(read)
    expect(decode(kept ?? '')?.table.errors.get('-503 Timeout')?.place?.source).toBe(sources[1])
  })

  it('is nothing where there is something to complain of', () => {
    const wrong = { name: 'wrong', text: 'a: { colour: red }' }
    expect(descriptionsForm(wrong).encode(importDescriptions(wrong))).toBeUndefined()
    expect(errorsForm([wrong]).encode(importErrors([wrong]))).toBeUndefined()
  })
})
