import { describe, expect, it } from 'vitest'
import { SearchEngine, type SearchRow } from '../../../docs/site/assets/search-engine.js'

const rows: readonly SearchRow[] = [
  [
    'methods/messages.sendEncrypted',
    'method',
    'messages.sendEncrypted',
    'Sends a message.',
    '0x44fa7a15 data',
  ],
  ['constructors/zero', 'constructor', 'zero', 'Nothing.', '0x0bad1dea'],
  ['errors/FILE_PART_X_MISSING', 'error', 'FILE_PART_%d_MISSING', 'A part is missing.', '400'],
  ['errors/FILE_PART_0_MISSING', 'error', 'FILE_PART_0_MISSING', 'The first part is missing.', '400'],
  ['errors/2FA_CONFIRM_WAIT_X', 'error', '2FA_CONFIRM_WAIT_%d', 'Wait.', '420'],
  ['errors/PREVIOUS_WAIT_XMIN', 'error', 'PREVIOUS_WAIT_%dMIN', 'Wait.', '420'],
]

describe('the search of the site', () => {
  const engine = new SearchEngine(rows)

  it.each([
    ['sendEncrypted', 'messages.sendEncrypted'],
    ['encrypted', 'messages.sendEncrypted'],
    ['0x44fa7a15', 'messages.sendEncrypted'],
    ['44fa7a15', 'messages.sendEncrypted'],
    ['#44FA7A15', 'messages.sendEncrypted'],
    ['1157265941', 'messages.sendEncrypted'],
    ['195894762', 'zero'],
    ['FILE_PART_7_MISSING', 'FILE_PART_%d_MISSING'],
    ['FILE_PART_0_MISSING', 'FILE_PART_0_MISSING'],
    ['FILE_PART_%d_MISSING', 'FILE_PART_%d_MISSING'],
    ['2FA_CONFIRM_WAIT_604800', '2FA_CONFIRM_WAIT_%d'],
    ['PREVIOUS_WAIT_5MIN', 'PREVIOUS_WAIT_%dMIN'],
  ])('finds by %s', (query, title) => {
    expect(engine.find(query)[0]?.title).toBe(title)
  })

  it('finds nothing for what is not there', () => {
    expect(engine.find('qqqqzzzz')).toEqual([])
    expect(engine.find(' ')).toEqual([])
    expect(engine.find('#')).toEqual([])
  })
})
