import { describe, expect, it } from 'vitest'
import { parseIdExceptions } from '../../../generator/check/id-exceptions.js'

const good = { schema: 'api', name: 'a.b', id: '0x89f5c4a', reason: 'bytes-kept', detail: 'Because.' }

function parse(value: unknown): ReturnType<typeof parseIdExceptions> {
  return parseIdExceptions({ name: 'ids.json', text: JSON.stringify(value, undefined, 2) })
}

describe('parseIdExceptions', () => {
  it('reads entries and their places', () => {
    const text = `[${JSON.stringify(good)},\n ${JSON.stringify({ ...good, name: 'x "}', id: 'ffffffff' })}]`
    const { exceptions, diagnostics } = parseIdExceptions({ name: 'ids.json', text })
    expect(diagnostics).toEqual([])
    expect(exceptions.map(({ name, id }) => [name, id])).toEqual([
      ['a.b', 0x89f5c4a],
      ['x "}', 0xffffffff],
    ])
    const slices = exceptions.map(({ place }) => text.slice(place.span.start, place.span.end))
    expect(slices.map((slice): unknown => JSON.parse(slice))).toEqual([
      good,
      { ...good, name: 'x "}', id: 'ffffffff' },
    ])
  })

  it('reads an empty array', () => {
    expect(parse([])).toEqual({ exceptions: [], diagnostics: [] })
  })

  it('reports text that is not JSON', () => {
    const { diagnostics } = parseIdExceptions({ name: 'ids.json', text: '[' })
    expect(diagnostics).toMatchObject([{ code: 'TL4004', severity: 'error' }])
    expect(diagnostics[0]?.message).toMatch(/^id exceptions: not JSON/)
  })

  it('reports JSON that is not an array', () => {
    expect(parse({}).diagnostics).toMatchObject([
      { code: 'TL4004', message: 'id exceptions: Invalid input: expected array, received object' },
    ])
  })

  it('reports each malformed entry and keeps the others', () => {
    const { exceptions, diagnostics } = parse([
      { ...good, id: 'xyz' },
      7,
      good,
      { ...good, name: 'c', more: 1 },
    ])
    expect(exceptions).toHaveLength(1)
    expect(diagnostics.map(({ message }) => message)).toEqual([
      'entry 1: id: expected up to eight hexadecimal digits',
      'entry 2: Invalid input: expected object, received number',
      'entry 4: Unrecognized key: "more"',
    ])
    const place = diagnostics[1]?.place
    expect(place?.source.text.slice(place.span.start, place.span.end)).toBe('7')
  })

  it('reports an entry that comes twice', () => {
    const { exceptions, diagnostics } = parse([good, { ...good, id: '089F5C4A' }])
    expect(exceptions).toHaveLength(1)
    expect(diagnostics).toMatchObject([
      {
        code: 'TL4004',
        message: 'two id exceptions for `a.b#089f5c4a` of the schema `api`',
        notes: [{ message: 'the first one is here' }],
      },
    ])
  })
})
