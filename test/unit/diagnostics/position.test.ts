import { describe, expect, it } from 'vitest'
import { lineSpan, positionAt } from '../../../generator/diagnostics/position.js'

describe('positionAt', () => {
  it.each([
    ['', 0, 1, 1],
    ['ab\ncd', 0, 1, 1],
    ['ab\ncd', 2, 1, 3],
    ['ab\ncd', 3, 2, 1],
    ['ab\r\ncd', 3, 1, 4],
    ['ab\r\ncd', 4, 2, 1],
    ['ab\rcd', 3, 2, 1],
    ['ab\r\n\r\ncd', 6, 3, 1],
    ['😀x', 2, 1, 3],
    ['ab', 99, 1, 3],
    ['ab', -1, 1, 1],
    ['ab\n', 3, 2, 1],
  ])('%j at %i is %i:%i', (text, offset, line, column) => {
    expect(positionAt({ name: 'a.tl', text }, offset)).toEqual({ line, column })
  })

  it('gives the line without its end', () => {
    const source = { name: 'a.tl', text: 'ab\r\ncd\nef\rgh\r\n' }
    const lines = [1, 2, 3, 4, 5].map((line) => {
      const { start, end } = lineSpan(source, line)
      return source.text.slice(start, end)
    })
    expect(lines).toEqual(['ab', 'cd', 'ef', 'gh', ''])
  })
})
