import { expect, test } from 'vitest'
import { parseSchema } from '../../../generator/syntax/parse.js'
import { printSchema } from '../../../generator/syntax/print.js'
import { diagnose } from './support.js'

const form = ' (a definition has the form `name field:type = Result;`)'
const sections = ' (write `---types---` or `---functions---`)'

const mistakes: readonly (readonly [text: string, ...diagnostics: string[]])[] = [
  ['a b:int;', `TL1001 ";": expected \`=\` and the result type, found \`;\`${form}`],
  ['a b:int', `TL1001 at 7: expected \`=\` and the result type, found the end of the file${form}`],
  [
    'a b:int\n---types---',
    `TL1001 at 7: expected \`=\` and the result type, found a section or layer mark${form}`,
  ],
  ['a = ;', 'TL1001 ";": expected a type, found `;`'],
  ['a b: = C;', 'TL1001 "=": expected a type, found `=`'],
  ['a b:(Vector int = C;', 'TL1001 "=": expected `)`, found `=`'],
  ['a b:Vector<int = C;', 'TL1001 "=": expected `>`, found `=`'],
  ['a b:Vector<> = C;', 'TL1001 ">": expected a type, found `>`'],
  ['a b:[ int = C;', 'TL1001 "=": expected `]`, found `=`'],
  ['a {t} = C;', 'TL1001 "}": expected `:`, found `}`'],
  ['a {} = C;', 'TL1001 "}": expected the name of a template argument, found `}`'],
  ['a {t:Type = C;', 'TL1001 "=": expected `}`, found `=`'],
  ['a b:flags.? = C;', 'TL1001 "?": expected a number, found `?`'],
  ['a b:flags.x?int = C;', 'TL1001 "flags.x": the name of an argument has no dots, but `flags.x` has'],
  ['a = B c:int;', 'TL1001 ":": expected `;`, found `:`'],
  ['a = Vector<int> int;', 'TL1001 "int": expected `;`, found `int`'],
  ['= B;', 'TL1001 "=": expected the name of a definition, found `=`'],
  ['int ? x:int = Int;', `TL1001 "x": expected \`=\` and the result type, found \`x\`${form}`],
  ['@read int ? = Int;', 'TL1001 "@read": a builtin has no annotations'],
  ['int ? => Int;', 'TL1001 "=>": expected `=`, found `=>` (a builtin is not a function)'],
  ['a = 5;', 'TL1001 "5": the result is not the name of a type'],
  ['a = #;', 'TL1001 "#": the result is not the name of a type'],
  ['Vector;', 'TL1001 at 6: expected the arguments of the type, or a definition'],
  ['a = B;;', 'TL1001 ";": expected a definition, found `;`'],
  ['a b.c:int = D;', 'TL1001 "b.c": the name of an argument has no dots, but `b.c` has'],
  ['a 2fa:int = D;', 'TL1001 "2fa": `2fa` is neither a number nor a name'],
  ['a b:2fa = D;', 'TL1001 "2fa": `2fa` is neither a number nor a name'],
  ['---methods---', `TL1001 "---methods---": there is no section \`---methods---\`${sections}`],
  ['---functions', `TL1001 "---functions": there is no section \`---functions\`${sections}`],
  [
    '===x===',
    'TL1001 "===x===": expected the mark of a layer, found `===x===` (write the number of the layer: `===45===`)',
  ],
  ['a\0\0b = C;', 'TL1002 "\\u0000\\u0000": TL does not have the character U+0000'],
  ['a b:§int c:§int = C;', 'TL1002 "§": TL does not have the character `§` (U+00A7)'],
  [
    'a = B | C;',
    'TL1002 "|": TL does not have the character `|` (U+007C) (write one definition for each constructor)',
  ],
  ['a = B;\n\u{1f600}', 'TL1002 "\u{1f600}": TL does not have the character `\u{1f600}` (U+1F600)'],
  ['a = B', 'TL1003 at 5: expected `;` behind the definition'],
  ['a#1 = B\nc#2 = D;', 'TL1003 at 7: expected `;` behind the definition'],
  ['a = B\nc d:int = D;', 'TL1003 at 5: expected `;` behind the definition'],
  ['a = B\n@read c = D;', 'TL1003 at 5: expected `;` behind the definition'],
  ['a = B\n---functions---', 'TL1003 at 5: expected `;` behind the definition'],
  ['a b:int\nc#2 = D;', `TL1001 at 7: expected \`=\` and the result type, found the next definition${form}`],
  ['a#123456789 = B;', 'TL1004 "#123456789": the id `#123456789` has 9 digits, at most 8 are possible'],
  ['a#xyz = B;', 'TL1004 "#xyz": the id `#xyz` is not a hexadecimal number'],
  ['a #12 = B;', 'TL1004 "#12": an id follows its name without a space (write `a#12`)'],
  ['a = B; /* c', 'TL1005 "/*": this comment does not end (add `*/`)'],
  ['a b:4294967296*[ int ] = C;', 'TL1007 "4294967296": the number `4294967296` is larger than 4294967295'],
  [
    'a.Foo = B;',
    'TL1009 "a.Foo": the name of a definition begins with a small letter, but `a.Foo` does not (write `a.foo`)',
  ],
]

test.each(mistakes)('%j', (text, ...want) => {
  const got = diagnose(text)
  expect(got).toHaveLength(want.length)
  want.forEach((start, index) => expect(got[index]).toContain(start))
})

test('four broken definitions give four diagnostics, and the others are read', () => {
  const text = [
    'a#1 x:int = A;',
    'b#2 x:int = B',
    'c#3 x: = C;',
    'd#4 x:Vector<int = D;',
    'e#5 x:int = E;',
    'f#6 x:int;',
    'g#7 = G;',
  ].join('\n')
  const { schema, diagnostics } = parseSchema({ name: 'test.tl', text })
  expect(diagnostics.map(({ code, place }) => [code, place?.span.start])).toEqual([
    ['TL1003', text.indexOf('\nc#')],
    ['TL1001', text.indexOf('= C')],
    ['TL1001', text.indexOf('= D')],
    ['TL1001', text.indexOf('int;\ng') + 3],
  ])
  expect(printSchema(schema)).toBe('a#1 x:int = A;\nb#2 x:int = B;\ne#5 x:int = E;\ng#7 = G;\n')
})

test('an open bracket is noted with its place', () => {
  const text = 'a b:(Vector (Tuple int 3) = C;'
  const { diagnostics } = parseSchema({ name: 'test.tl', text })
  expect(diagnostics[0]?.notes).toMatchObject([
    { message: 'opened here', place: { span: { start: 4, end: 5 } } },
  ])
})

test('a lone line of a result does not look like a definition', () => {
  expect(diagnose('a x:int\n= Vector\nt;')).toEqual([])
  expect(diagnose('a x:int =\nVector\n  t;\nb = C;')).toEqual([])
})

test('the comments of a definition that cannot be read stay', () => {
  const text = '// before\na x: // inside\n = B; // behind\nc = D;'
  const { schema } = parseSchema({ name: 'test.tl', text })
  expect(printSchema(schema)).toBe('// before\n// inside\n// behind\n\nc = D;\n')
})
