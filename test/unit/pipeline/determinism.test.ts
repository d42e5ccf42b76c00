import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, expect, test, vi } from 'vitest'
import type { OutputFile } from '../../../generator/options.js'
import { run } from '../emit/support.js'

const folder = join(import.meta.dirname, '../../cases')
const root = join(import.meta.dirname, '../../..')
const schema = ['telegram', 'ton'].map((name) => readFileSync(join(folder, name, 'input.tl'), 'utf8'))

async function files(text: string): Promise<ReadonlyMap<string, string>> {
  const result = await run(text, {
    schemas: [{ name: 'api', sources: [{ name: 'x.tl', text }], idRule: 'auto' }],
  })
  expect(result.files.length).toBeGreaterThan(0)
  return new Map(result.files.map((file: OutputFile) => [file.path, file.text]))
}

function changed(before: ReadonlyMap<string, string>, after: ReadonlyMap<string, string>): readonly string[] {
  const paths = new Set([...before.keys(), ...after.keys()])
  return [...paths].filter((path) => before.get(path) !== after.get(path)).sort()
}

afterEach(() => {
  vi.unstubAllEnvs()
  vi.restoreAllMocks()
})

test.each(schema)('the same schema gives the same bytes', async (text) => {
  const first = await files(text)
  vi.stubEnv('TZ', 'Pacific/Kiritimati')
  vi.stubEnv('LANG', 'tr_TR.UTF-8')
  vi.stubEnv('LC_ALL', 'tr_TR.UTF-8')
  const turkish = new Intl.Collator('tr')
  vi.spyOn(String.prototype, 'localeCompare').mockImplementation(function (this: unknown, other) {
    return turkish.compare(String(this), other)
  })
  vi.spyOn(Date, 'now').mockReturnValue(0)
  vi.spyOn(Math, 'random').mockReturnValue(0)
  const second = await files(text)
  expect([...second]).toEqual([...first])
  for (const [path, text] of second) {
    expect(text, path).not.toContain('\r')
    expect(text, path).not.toContain(root)
  }
})

test('a constructor more changes its type and the indexes', async () => {
  const text = 'a x:B = A; b = B; c y:A = C;\n---functions---\nf = C;\n'
  const before = await files(text)
  const after = await files(text.replace('b = B;', 'b = B; b2 z:int = B;'))
  expect(changed(before, after)).toEqual([
    'api/index.ts',
    'api/metadata.ts',
    'api/registry.ts',
    'api/types/b.ts',
  ])
})

test('a method more adds a file and changes the indexes', async () => {
  const text = 'a x:B = A; b = B;\n---functions---\nm.f = A;\n'
  const before = await files(text)
  const after = await files(`${text}m.g x:B = A;`)
  expect(changed(before, after)).toEqual([
    'api/functions/m/g.ts',
    'api/index.ts',
    'api/metadata.ts',
    'api/namespaces/m.ts',
    'api/registry.ts',
  ])
})

test('the order of the definitions changes the order in the indexes only', async () => {
  const before = await files('a x:B = A; b = B; c y:A = C;')
  const after = await files('c y:A = C; b = B; a x:B = A;')
  expect(changed(before, after)).toEqual(['api/index.ts', 'api/metadata.ts', 'api/registry.ts'])
})
