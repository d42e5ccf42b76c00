import fc from 'fast-check'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import prettier from 'prettier'
import { describe, expect, it } from 'vitest'
import { listIn, propertyKey, propertyLine, quoted } from '../../../generator/emit/layout.js'
import { smallSchema } from '../../support/small-schema.js'
import { run } from './support.js'

const style = { semi: false, singleQuote: true, printWidth: 110, parser: 'babel-ts' } as const
const format = (text: string): Promise<string> => prettier.format(text, style)
const ascii = fc.string({ maxLength: 130, unit: fc.constantFrom(...'ab_Z09 .\'"\\:?=\n$'.split('')) })
const name = fc.stringMatching(/^[A-Za-z_$][\w$]{0,70}$/)

async function stays(text: string): Promise<void> {
  expect(await format(text)).toBe(text)
}

describe('tables are laid out as the formatter lays out', () => {
  it('strings as keys and values', async () => {
    const entries = fc.uniqueArray(fc.tuple(fc.oneof(name, ascii), ascii), {
      selector: ([key]) => key,
      maxLength: 8,
    })
    await fc.assert(
      fc.asyncProperty(entries, async (all) => {
        // A key that is a number is printed as one: no definition and no error has such a name.
        const lines = all
          .filter(([key]) => !/^[\d.]+$/.test(key))
          .map(([key, value]) => propertyLine(propertyKey(key), quoted(value)))
        if (lines.length > 0) await stays(`const a = {\n${lines.join('')}}\n`)
      }),
    )
  })

  it('lists', async () => {
    const many = Array.from({ length: 40 }, (_, at) => `Many${String(at)}`)
    const items = fc.uniqueArray(name, { minLength: 2, maxLength: 12 })
    await fc.assert(
      fc.asyncProperty(items, name, async (names, other) => {
        const list = (before: string, after: string, brackets: '[]' | '{}', all = names): string =>
          `${before}${listIn(
            { before, after },
            all.map((one) => `$${one}`),
            brackets,
          )}${after}\n`
        await stays(list('export ', ` from './${other}.js'`, '{}'))
        await stays(list(`export const $: $a = /* @__PURE__ */ new $a(${other}, `, ')', '[]'))
        await stays(`new $a(\n  ${other},\n${list('  ', ',', '[]', many)}${list('  ', ',', '[]')})\n`)
      }),
    )
  })

  it.each([
    { importExtension: 'js' },
    { importExtension: 'ts', classPrefix: 'Very_long_prefix_that_leaves_less_room_in_each_line_' },
    { importExtension: 'none', documentation: false, layout: 'namespace' },
  ] as const)('files of small schemas, with %j', async (options) => {
    await fc.assert(
      fc.asyncProperty(smallSchema, async (text) => {
        const { files } = await run(text, options)
        for (const file of files.filter(({ path }) => path.endsWith('.ts'))) await stays(file.text)
      }),
      { numRuns: 25 },
    )
  })

  it('every generated file', { timeout: 180_000 }, async () => {
    const root = join(import.meta.dirname, '../../../generated/telegram')
    const paths = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((path) =>
      /(?<!\.d)\.ts$/.test(path),
    )
    expect(paths.length).toBeGreaterThan(1500)
    for (const path of paths.filter((path) => !/(?:^|\/)(?:node_modules|dist)\//.test(path))) {
      const isStyled = await prettier.check(readFileSync(join(root, path), 'utf8'), style)
      expect(isStyled, path).toBe(true)
    }
  })
})
