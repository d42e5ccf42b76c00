import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { knownOptions } from '../../../generator/config/shapes.js'

const guide = readFileSync(new URL('../../../docs/guide/configuration.md', import.meta.url), 'utf8')
/** The options in the first cells of the tables. */
const described = new Set(
  [...guide.matchAll(/^\| (`[^|]*`) +\|/gm)].flatMap(([, cell = '']) =>
    [...cell.matchAll(/`(\w+)`/g)].map(([, name]) => name),
  ),
)
const options = Object.entries(knownOptions).flatMap(([owner, names]) =>
  owner === '' ? [] : names.map((name) => `${owner}.${name}`),
)

describe('the guide on configuration', () => {
  it.each(options)('describes %s', (option) => {
    expect(described).toContain(option.split('.')[1])
  })

  it('describes nothing else', () => {
    const known = new Set(options.map((option) => option.split('.')[1]))
    expect([...described].filter((name) => !known.has(name))).toEqual([])
  })
})
