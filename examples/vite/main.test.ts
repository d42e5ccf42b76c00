import { execFile } from 'node:child_process'
import { cp, mkdtemp, readdir, readFile, realpath, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { build } from 'vite'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import tlforge from '../../generator/plugin/vite.js'
import { complaintsOf, launchChromium, noBrowser, serve } from '../../test/browser/chromium.js'

const run = promisify(execFile)
const tsc = join(import.meta.dirname, '../../node_modules/typescript/bin/tsc')

let folder = ''

beforeAll(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), 'tlforge-vite-')))
  await cp(import.meta.dirname, folder, { recursive: true })
  // The example's own configuration names the package, which is not built here.
  await build({ root: folder, configFile: false, logLevel: 'silent', plugins: [tlforge()] })
})
afterAll(() => rm(folder, { recursive: true, force: true }))

/** The files of the built site by their addresses. */
async function site(): Promise<Map<string, string>> {
  const dist = join(folder, 'dist')
  const names = (await readdir(dist, { recursive: true })).filter((name) => /\.\w+$/.test(name))
  const texts = names.map(async (name): Promise<[string, string]> => [
    `/${name}`,
    await readFile(join(dist, name), 'utf8'),
  ])
  return new Map(await Promise.all(texts))
}

test('its scripts know the types of the schema', async () => {
  const { stdout } = await run(process.execPath, [tsc, '-p', folder])
  expect(stdout).toBe('')
})

test('its bundle is small', async () => {
  const [script = ''] = [...(await site())].flatMap(([name, text]) => (name.endsWith('.js') ? [text] : []))
  // 18 KB when this was written, with the runtime and JSON.
  expect(script.length).toBeLessThan(25_000)
})

describe.skipIf(noBrowser())('the built page in Chromium', () => {
  test('writes what is typed, and reads it', async () => {
    const pages = await serve(await site())
    const browser = await launchChromium()
    try {
      const page = await browser.newPage()
      const complaints = complaintsOf(page)
      await page.goto(`${pages.url}/`)
      await page.fill('#text', 'Hello')
      const bytes = await page.inputValue('#bytes')
      expect(bytes).toMatch(/^[0-9a-f]{16}0100000001000000000000000548656c6c6f0000$/)
      expect(await page.textContent('#value')).toBe(
        'Hello\n{\n  "_": "chat.text",\n  "silent": true,\n  "id": "1",\n  "text": "Hello"\n}',
      )
      await page.fill('#bytes', bytes.slice(0, -8))
      expect(await page.textContent('#value')).toContain('message.text')
      expect(complaints).toEqual([])
    } finally {
      await browser.close()
      await pages.close()
    }
  })
})
