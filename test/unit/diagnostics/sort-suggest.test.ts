import { describe, expect, it } from 'vitest'
import type { Diagnostic } from '../../../generator/diagnostics/diagnostic.js'
import { sortDiagnostics } from '../../../generator/diagnostics/sort.js'
import { didYouMean, suggest } from '../../../generator/diagnostics/suggest.js'

function at(name: string, start: number, message = 'm'): Diagnostic {
  const place = { source: { name, text: 'x'.repeat(50) }, span: { start, end: start + 1 } }
  return { code: 'TL1001', severity: 'error', message, place }
}

describe('sortDiagnostics', () => {
  it('sorts by file and offset, placeless last, and keeps each once', () => {
    const placeless: Diagnostic = { code: 'TL4001', severity: 'error', message: 'm' }
    const mixed = [placeless, at('b', 1), at('a', 10), at('a', 9), at('B', 3), at('a', 10), placeless]
    expect(sortDiagnostics(mixed)).toEqual([at('B', 3), at('a', 9), at('a', 10), at('b', 1), placeless])
  })
})

describe('suggest', () => {
  it.each([
    ['InputPer', ['InputPeer', 'InputUser'], 'InputPeer'],
    ['inputpeer', ['InputPeers', 'InputPeer'], 'InputPeer'],
    ['Completely', ['InputPeer'], undefined],
    ['ab', ['ax', 'AB'], 'AB'],
    ['ab', ['ax'], undefined],
    ['', ['a'], undefined],
    ['same', ['same'], undefined],
  ])('%s of %j is %s', (word, candidates, expected) => {
    expect(suggest(word, candidates)).toBe(expected)
  })

  it('does bounded work on hostile input', () => {
    const long = 'x'.repeat(1_000_000)
    expect(suggest(long, [`${long}y`])).toBeUndefined()
    expect(
      suggest(
        'name',
        Array.from({ length: 100 }, () => long),
      ),
    ).toBeUndefined()
    expect(didYouMean('usr', ['user'])).toBe('did you mean `user`?')
  })
})
