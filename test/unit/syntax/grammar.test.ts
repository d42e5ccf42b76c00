import { describe, expect, test } from 'vitest'
import { stripSpans } from '../../../generator/syntax/strip-spans.js'
import { printSchema } from '../../../generator/syntax/print.js'
import { parseItem, parseRight } from './support.js'

/** What is written, and the same in canonical form where that differs. */
const forms: readonly (readonly [text: string, canonical?: string])[] = [
  ['pong#347773c5 msg_id:long ping_id:long = Pong;'],
  ['a=B;', 'a = B;'],
  ['  a  \t=\r\n B ;', 'a = B;'],
  ['_ = B;'],
  ['a.b.c.d.eF_1 = a.b.c.d.E_f1;'],
  ['a#1 = B;'],
  ['a#00000001 = B;'],
  ['a#DEADBEEF = B;'],
  ['a#12345678 = B;'],
  ['a#e5 = B;'],
  ['vector#1cb5c415 {t:Type} # [ t ] = Vector t;'],
  ['vector {t:Type} # [t] = Vector t;', 'vector {t:Type} # [ t ] = Vector t;'],
  [
    'matrix {m n : #} a : m* [ n* [ double ] ] = Matrix m n;',
    'matrix {m n:#} a:m*[ n*[ double ] ] = Matrix m n;',
  ],
  ['a {t:Type n:#} {X : Type} = B t n X;', 'a {t:Type n:#} {X:Type} = B t n X;'],
  ['a _:int = B;'],
  ['a int Vector<int> = B;'],
  ['a (x y:int) = B;'],
  ['a (_ : %Tuple double n) = B n;', 'a (_:%(Tuple double n)) = B n;'],
  ['a (n : #) (v : %(Tuple X n)) = B;', 'a (n:#) (v:%(Tuple X n)) = B;'],
  ['a (x:f.0?Vector int) = B;'],
  ['a flags:# x:flags.31?true y:flags?int = B;'],
  ['a x:(flags.0?string) y:(flags.1?%(Vector int)) = B;', 'a x:flags.0?string y:flags.1?%(Vector int) = B;'],
  ['a flags.0?string (mask?Vector int) = B;', 'a flags.0?string mask?(Vector int) = B;'],
  ['a {X:Type} query:!X = X;'],
  ['a = !UserInfo flags;', 'a = !(UserInfo flags);'],
  ['a x:%Message y:%(Vector int) z:%Vector<int> = B;'],
  ['int128 4*[ int ] = Int128;'],
  ['a x:3*[int] y:(n+1)*[ a:int (b c:#) ] z:[ ] = B;', 'a x:3*[ int ] y:(n+1)*[ a:int (b c:#) ] z:[ ] = B;'],
  ['a x:n+1*[ int ] = B;', 'a x:(n+1)*[ int ] = B;'],
  ['a x:n+1 y:1+32 z:a+(b+c)+d = B;'],
  ['a hd:X tl:%(Tuple X n) = Tuple X (S n);'],
  ['a x:(Vector (Tuple int 4) Vector<int> n+1 2*[ int ]) = B;'],
  ['a x:pair<tuple<int,a3>,tuple <int, 2>> = B;', 'a x:pair<tuple<int, a3>, tuple<int, 2>> = B;'],
  ['a x:Vector<Vector int> = B;'],
  ['a = Vector<int>;'],
  ['a = Vector %(User fields);'],
  ['int#a8509bda ? = Int;'],
  ['int ? = Int;'],
  ['Vector int;'],
  ['a.Pair int (Vector int);'],
  ['Vector<int>;'],
  ['New T;'],
  ['Final T;'],
  ['Empty False;'],
  ['@read @internal a.b x:int = C;'],
  ['@readwrite\na.b#12 x:int => Maybe (A b);', '@readwrite a.b#12 x:int => Maybe (A b);'],
  ['---functions---'],
  ['--- functions ---', '---functions---'],
  ['---Types----', '---types---'],
  ['===45===', '===45==='],
  ['=== 8 ===', '===8==='],
  ['a x:4294967295 = B;'],
  ['a new:int final:int type:int types:int = New;'],
]

describe('every form is read and printed', () => {
  const cases = forms.map(([text, canonical]) => ({ text, canonical: canonical ?? text }))
  test.each(cases)('$text', ({ text, canonical }) => {
    const schema = parseRight(text)
    expect(printSchema(schema)).toBe(`${canonical}\n`)
    expect(stripSpans(parseRight(canonical))).toEqual(stripSpans(schema))
  })
})

test('a combinator in full', () => {
  const text = '@read a.b#1F {t:Type} x:flags.3?Vector<t> = !R t;'
  const item = parseItem(text)
  if (item.kind !== 'combinator') throw new Error(item.kind)
  const piece = ({ start, end }: { readonly start: number; readonly end: number }): string =>
    text.slice(start, end)
  expect(piece(item.span)).toBe(text)
  expect(item.annotations.map(({ text, span }) => [text, piece(span)])).toEqual([['read', '@read']])
  expect([item.name.text, piece(item.name.span)]).toEqual(['a.b', 'a.b'])
  expect([item.id?.value, item.id?.text]).toEqual([0x1f, '1F'])
  expect(item.templates.map(({ span }) => piece(span))).toEqual(['{t:Type}'])
  const [field] = item.fields
  expect(field && piece(field.span)).toBe('x:flags.3?Vector<t>')
  expect(field?.condition && piece(field.condition.span)).toBe('flags.3?')
  expect(field?.condition?.bit?.value).toBe(3)
  expect(field && piece(field.type.span)).toBe('Vector<t>')
  expect(item.result.kind).toBe('bang')
  expect(piece(item.result.span)).toBe('!R t')
})

test('the structure of types', () => {
  const types = (text: string): unknown => {
    const item = parseItem(`a ${text} = B;`)
    return item.kind === 'combinator' ? stripSpans({ kind: 'schema', source, items: [item] })[0] : undefined
  }
  const source = { name: '', text: '' }
  expect(types('(x:%Tuple double n)')).toMatchObject({
    fields: [
      {
        grouped: true,
        type: {
          kind: 'bare',
          type: {
            kind: 'apply',
            style: 'juxtaposed',
            callee: { kind: 'named', name: 'Tuple' },
            arguments: [
              { kind: 'named', name: 'double' },
              { kind: 'named', name: 'n' },
            ],
          },
        },
      },
    ],
  })
  expect(types('1+2+n')).toMatchObject({
    fields: [{ type: { kind: 'sum', left: { kind: 'sum' }, right: { kind: 'named', name: 'n' } } }],
  })
  expect(types('# [ t ]')).toMatchObject({
    fields: [
      { names: [], type: { kind: 'nat' } },
      { names: [], type: { kind: 'repetition' } },
    ],
  })
})
