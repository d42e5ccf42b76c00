import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { Diagnostic, Place, SourceText, Span } from '../../generator/diagnostics/diagnostic.js'
import type { SchemaSyntax } from '../../generator/syntax/ast.js'
import { PartsParser } from '../../generator/syntax/parse-parts.js'
import { partsForm } from '../../generator/syntax/parts-form.js'
import { parseSchema, type ParseResult } from '../../generator/syntax/parse.js'

const piece = fc.constantFrom(
  ...[
    'a x:int = A;',
    'b#1 flags:# y:flags.0?(Vector A) = B;',
    'c x:int',
    '= A',
    ';',
    '; ',
    ';;',
    'Vector int;',
  ],
  ...[
    '---functions---',
    '===12===',
    'int ? = Int;',
    'New A;',
    '// c;',
    '// LAYER 3',
    '/*',
    '*/',
    '/* e;',
    '/',
  ],
  ...['//', '@d', '"', '#', '{X:Type}', 'd', 'ä;', '\n', '\n', '\n', '\r\n', '\n\n', '\r', '  ', '\t', ' '],
)
const texts = fc.array(piece, { maxLength: 30 }).map((pieces) => pieces.join(''))

function isSpan(value: object): value is Span {
  return 'start' in value && 'end' in value && Object.keys(value).length === 2
}

/** A value with other spans. */
function moved(value: unknown, move: (span: Span) => Span): unknown {
  if (Array.isArray(value)) return value.map((one) => moved(one, move))
  if (typeof value !== 'object' || value === null) return value
  if (isSpan(value)) return move(value)
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, moved(one, move)]))
}

/** What a parser has read in parts, as one text has it. */
function inText({ schema, diagnostics }: ParseResult, parser: PartsParser): unknown {
  const place = (one: Place): Place | undefined => parser.placeInText(one)
  const spans = (source: SourceText) => (span: Span) => place({ source, span })?.span ?? span
  const ofDiagnostic = (one: Diagnostic): unknown => ({
    ...one,
    ...(one.place && { place: place(one.place) }),
    ...(one.notes && {
      notes: one.notes.map((note) => ({ ...note, ...(note.place && { place: place(note.place) }) })),
    }),
  })
  const items = (part: SchemaSyntax): unknown => moved(part.items, spans(part.source))
  return {
    items: (schema.parts ?? []).flatMap(items),
    diagnostics: diagnostics.map(ofDiagnostic),
  }
}

it('reads in parts what it reads as a whole', () => {
  let parts = 0
  fc.assert(
    fc.property(fc.array(texts, { minLength: 1, maxLength: 3 }), (all) => {
      const parser = new PartsParser()
      for (const text of all) {
        const source = { name: 'a.tl', text }
        const whole = parseSchema(source)
        const read = parser.parse(source)
        parts += read.schema.parts?.length ?? 0
        expect(inText(read, parser)).toEqual({ items: whole.schema.items, diagnostics: whole.diagnostics })
        expect(parser.parse(source)).toBe(read)
      }
    }),
    { numRuns: 1000 },
  )
  expect(parts).toBeGreaterThan(1000)
})

it('gives the very same items for what did not change', () => {
  const parser = new PartsParser()
  const before = parser.parse({ name: 'a.tl', text: '// one\na x:int = A;\nb = B;\nb = B;\n' }).schema.items
  const after = parser.parse({
    name: 'a.tl',
    text: '\nb = B;\n// one\na x:int = A;\nb = B;\nc = C;\n',
  }).schema
  expect(after.items.map((item) => before.findIndex((one) => one === item))).toEqual([-1, 0, 1, -1])
})

it('reads from what is kept of parts what it reads from their texts', () => {
  let kept = 0
  fc.assert(
    fc.property(texts, texts, (before, after) => {
      const { encode, decode } = partsForm('a.tl')
      const first = new PartsParser()
      first.parse({ name: 'a.tl', text: before })
      const json = encode(first.parts) ?? ''
      expect(json).not.toContain('\n')
      const parts = decode(json) ?? []
      expect(parts).toStrictEqual(first.parts.filter(({ diagnostics }) => diagnostics.length === 0))
      expect(encode(parts)).toBe(json)
      kept += parts.length
      const source = { name: 'a.tl', text: before + after }
      const read = new PartsParser(parts).parse(source)
      expect(read).toStrictEqual(new PartsParser().parse(source))
    }),
    { numRuns: 500 },
  )
  expect(kept).toBeGreaterThan(100)
})
