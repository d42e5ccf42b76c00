import { expect, test } from 'vitest'
import { classDocumentation, documentationOf } from '../../../generator/syntax/docs-comments.js'
import { parseItem, parseRight } from './support.js'

const cases: readonly (readonly [
  text: string,
  description: string | undefined,
  fields: Record<string, string>,
])[] = [
  ['a b:int = C;', undefined, {}],
  ['//@description Does it\na = C;', 'Does it', {}],
  ['///@description Does it\n//@b Some number; 5 > 4\na b:int = C;', 'Does it', { b: 'Some number; 5 > 4' }],
  ['//@description Does it @b One @c Two words\na b:int c:int = C;', 'Does it', { b: 'One', c: 'Two words' }],
  ['//@description Does\n//-it all @b One\na b:int = C;', 'Does it all @b One', {}],
  ['//@b One\n//-and two\na b:int = C;', undefined, { b: 'One and two' }],
  [
    '//@description Does it\n//@param_description Text\na description:string = C;',
    'Does it',
    { description: 'Text' },
  ],
  ['//@param_x X\na param_x:int = C;', undefined, { param_x: 'X' }],
  ['// @param b the number\na b:int = C;', undefined, { b: 'the number' }],
  ['//@description Finds @username by it\na b:int = C;', 'Finds @username by it', {}],
  ['//@unknown x\na b:int = C;', undefined, {}],
  ['// @constructor Makes it\na b:int = C;', 'Makes it', {}],
  ['// @method The method\na method:string = C;', undefined, { method: 'The method' }],
  ['// plain words\na = C;', undefined, {}],
  ['//@class D @description All of them\n//@description One of them\na = D;', 'One of them', {}],
  ['/**\n * @description Does it\n * @b One\n */\na b:int = C;', 'Does it', { b: 'One' }],
]

test.each(cases)('%j', (text, description, fields) => {
  const got = documentationOf(parseItem(text))
  expect(got.description).toBe(description)
  expect(Object.fromEntries(got.fields)).toEqual(fields)
})

test('types', () => {
  const text = [
    '//@class A @description First',
    '',
    '//@description x',
    'a = A;',
    '',
    '//@class b.B @description Second',
    '//-goes on',
    'b.c = b.B;',
    '//@class A @description Again',
  ].join('\n')
  expect(Object.fromEntries(classDocumentation(parseRight(text)))).toEqual({
    A: 'First',
    'b.B': 'Second goes on',
  })
})
