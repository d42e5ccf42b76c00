import { describe, expect, it } from 'vitest'
import { withSection } from '../../../generator/diff/changes-file.js'

const section = '## Layer 228 → 229\n\n1 new.\n'
const add = (before?: string): string => withSection(before, 'api', section)

describe('withSection', () => {
  it.each([[undefined], [''], ['\n  \n']])('begins a file: %j', (before) => {
    expect(add(before)).toBe(`# Changes of the schema \`api\`

A run of \`tlforge regenerate\` that finds another layer puts a section on top. What is written around and into the
sections stays.

${section}`)
  })

  it.each([
    ['above the sections', '# Mine\n\nhello\n\n', '## Layer 227 → 228\n\nold\n\nthe end\n'],
    ['above a section with another arrow', '', '## layer 227 -> 228, in March\n'],
    ['above sections that others have begun', '# Mine\n\n## How to read this\n\n', '## Layer 228\n'],
    ['below a block of code', '```md\n## Layer 1 → 2\n```\n\n', '## Layer 227 → 228\n'],
    ['below a fence within a longer one', '~~~~\n~~~\n## Layer 1 → 2\n~~~~\n', '## Layer 227 → 228\n'],
  ])('goes %s', (_, above, below) => {
    expect(add(above + below)).toBe(`${above}${section}\n${below}`)
  })

  it('goes behind a text without sections', () => {
    expect(add('# Mine\n\nhello')).toBe(`# Mine\n\nhello\n\n${section}`)
    expect(add('\ufeff# Mine\n\n\n')).toBe(`\ufeff# Mine\n\n${section}`)
  })

  it('takes over the ends of the lines', () => {
    expect(add('# Mine\r\n\r\n## Layer 227 → 228\r\n')).toBe(
      '# Mine\r\n\r\n## Layer 228 → 229\r\n\r\n1 new.\r\n\r\n## Layer 227 → 228\r\n',
    )
  })

  it.each([add(), '## Layer 227 → 228\n\n## Layer 228 -> 229 (edited)\n\nmine\n', '##  LAYER 228→229\r\n'])(
    'never comes twice: %j',
    (before) => {
      expect(add(before)).toBe(before)
    },
  )

  it.each(['## Layer 228 → 2290\n', '## Layer 229 → 228\n', '### Layer 228 → 229\n', 'Layer 228 → 229\n'])(
    'is another one than %j',
    (before) => {
      expect(add(before)).not.toBe(before)
      expect(add(add(before))).toBe(add(before))
    },
  )
})
