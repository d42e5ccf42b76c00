import { describe, expect, test } from 'vitest'
import type { CommentSyntax } from '../../../generator/syntax/ast.js'
import { printItem, printItemLine, printSchema } from '../../../generator/syntax/print.js'
import { stripSpans } from '../../../generator/syntax/strip-spans.js'
import { layerOf } from '../../../generator/syntax/layer.js'
import { parseItem, parseRight } from './support.js'

const layouts: readonly (readonly [what: string, text: string, printed: string])[] = [
  ['before and behind', '// x\na = B; // y', '// x\na = B; // y\n'],
  ['a group apart', '// x\n// y\n\n\na = B;', '// x\n// y\n\na = B;\n'],
  ['two groups, the second before the item', '// x\n\n// y\na = B;', '// x\n\n// y\na = B;\n'],
  ['the end of the file', 'a = B;\n// x', 'a = B;\n\n// x\n'],
  ['nothing else', '// x', '// x\n'],
  ['nothing at all', ' \n', ''],
  ['behind, but on the next line', 'a = B; // x\n// y\nc = D;', 'a = B; // x\n\n// y\nc = D;\n'],
  ['a commented mark', '//===8===\na = B;', '//===8===\na = B;\n'],
  ['semicolons', '// a = B;\nc /* ; */ d:int = E; // ;', '// a = B;\nc\n  /* ; */\n  d:int\n  = E; // ;\n'],
  ['marks', '// x\n---functions--- // y\na = B;', '// x\n---functions--- // y\n\na = B;\n'],
  [
    'on arguments',
    'a // x\nb:int // y\n//z\nc:int = D;',
    'a\n  // x\n  b:int // y\n  //z\n  c:int\n  = D;\n',
  ],
  ['within an argument', 'a b:/*x*/int c:int = D;', 'a\n  /*x*/\n  b:int\n  c:int\n  = D;\n'],
  ['around the result', 'a b:int = // x\n B // y\n; // z', 'a\n  b:int\n  // x\n  // y\n  = B; // z\n'],
  ['no arguments', 'a // x\n = B;', 'a\n  // x\n  = B;\n'],
  ['behind an annotation', '@read // x\na = B;', '// x\n@read a = B;\n'],
  ['in a builtin', 'int ? /* x */ = Int;', '/* x */\nint ? = Int;\n'],
  ['in a partial application', 'Vector /* x */ int;', '/* x */\nVector int;\n'],
  ['on one line', 'a = B; /* x */ /* y */ c = D;', 'a = B; /* x */\n\n/* y */\nc = D;\n'],
  ['behind the second on a line', 'a = B; c = D; // x', 'a = B;\nc = D; // x\n'],
  ['several lines', '/* x\r\n y */\na = B;', '/* x\n y */\na = B;\n'],
  ['other alphabets and NUL', '// привет \0 ;\na = B;', '// привет \0 ;\na = B;\n'],
]

describe('comments', () => {
  test.each(layouts)('%s', (_what, text, printed) => {
    const schema = parseRight(text)
    expect(printSchema(schema)).toBe(printed)
    const again = parseRight(printed)
    expect(stripSpans(again)).toEqual(stripSpans(schema))
    expect(printSchema(again)).toBe(printed)
  })
})

test('a comment ends where it ends, whoever wrote it', () => {
  const at = (comment: Pick<CommentSyntax, 'style' | 'text'>): string => {
    const schema = parseRight('a = B;')
    const leading = [{ ...comment, span: { start: 0, end: 0 } }]
    return printSchema({ ...schema, items: schema.items.map((item) => ({ ...item, leading })) })
  }
  expect(at({ style: 'line', text: 'x\nc = D;' })).toBe('//x\n//c = D;\na = B;\n')
  expect(at({ style: 'block', text: 'x */ c = D; /*' })).toBe('//x */ c = D; /*\na = B;\n')
})

test('an item on one line has no comments', () => {
  expect(printItem(parseItem('// x\na = B; // y'))).toBe('// x\na = B; // y')
  expect(printItemLine(parseItem('// x\na#1f b:int // y\n c:n*[ int ] = D; // z'))).toBe(
    'a#1f b:int c:n*[ int ] = D;',
  )
  expect(printItemLine(parseItem('// x'))).toBe('')
})

test('the spans of comments have their marks', () => {
  const text = 'a = B; /* x */\n// y'
  const [item, group] = parseRight(text).items
  expect(item?.trailing).toEqual({ style: 'block', text: ' x ', span: { start: 7, end: 14 } })
  expect(group?.leading).toEqual([{ style: 'line', text: ' y', span: { start: 15, end: 19 } }])
})

test.each([
  ['a = B;', undefined],
  ['// LAYER 225\na = B;', 225],
  ['a = B;\n// layer 8', 8],
  ['// LAYER 8\na = B;\n// LAYER 17\nc = D;', 17],
  ['// the LAYER 5 of something', undefined],
  ['===45===\na = B;', undefined],
])('the layer of %j', (text, layer) => {
  expect(layerOf(parseRight(text))).toBe(layer)
})
