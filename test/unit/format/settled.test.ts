import prettier from 'prettier'
import { describe, expect, it } from 'vitest'
import { isSettled, withoutSemicolons } from '../../../generator/format/settled.js'

const style = { semi: false, singleQuote: true, printWidth: 110, parser: 'babel-ts' } as const
const long = 'x'.repeat(100)

/** What the formatter leaves, and is not asked about. */
const settled: Readonly<Record<string, string>> = {
  'a comment, however long': `/** ${long} ${long} — · 'a' "b" ( [ { */\nexport type A = B\n`,
  'a union': "export type A = B | 'c' | 3\n",
  'an interface':
    'export interface A extends B<C[]> {\n  /** Of a. */\n  a?: number | undefined\n\n  b: C\n}\n',
  'an interface without members': 'export interface A extends B {}\n',
  'a class': [
    'export class A extends B<readonly C[]> {',
    "  declare readonly _: 'a'",
    '',
    '  constructor(fields: F, reader?: Reader) {',
    '    if (reader) {',
    '      this.a = (flags$ & 1) !== 0',
    '      this.b = read(reader, (reader) => reader.int(), 8)',
    '    } else {',
    '      this.a = fields.a ?? false',
    '    }',
    '    for (const item of begin(writer, this.b)) {',
    '      item.write(writer)',
    '    }',
    '  }',
    '}',
    '',
  ].join('\n'),
  'a switch': [
    'export function read(reader: Reader): A {',
    '  switch (reader.int()) {',
    '    case 0x12345678:',
    '      return new A(none, reader)',
    '    case 0xf2345678 | 0:',
    '      value = new B()',
    '      break',
    '    default:',
    "      return reader.unknown(id, 'a/*b*/', schema)",
    '  }',
    '  return value',
    '}',
    '',
  ].join('\n'),
  'an object whose entries fit': "export const a = {\n  b: ['c', 'd'],\n  'e.f': { g: true },\n} as const\n",
}

/** What is the formatter's: some of it would change, some it would leave. */
const unsettled: Readonly<Record<string, string>> = {
  'a long line': `export type A = ${long} | B | C\n`,
  'a long line within': `export class A {\n  a = b(${long}, d)\n}\n`,
  'brackets over several lines': 'export const a = b(\n  c,\n)\n',
  'a list over several lines': 'export const a = [\n  1,\n  2,\n]\n',
  'an object in an object': 'export const a = {\n  b: {\n    c: 1,\n  },\n}\n',
  'an object as an argument': 'a({\n  b: 1,\n})\n',
  'an entry without a comma': 'export const a = {\n  b: 1\n}\n',
  'a union over several lines': 'export type A =\n  | B\n  | C\n',
  'an operation over several lines': 'export const a =\n  b +\n  c\n',
  'a chain over several lines': 'a\n  .b()\n',
  'other quotes': 'export type A = "b"\n',
  'a string with a quote': "export type A = 'it\\'s'\n",
  'a template': 'export const a = `b`\n',
  'a comment in a line': 'export const a = /* b */ c\n',
  'letters whose width is not one': "export const a = '愛'\n",
  'a wrong indentation': 'export interface A {\n    a: B\n}\n',
  'a case without indentation': 'switch (a) {\ncase 1:\n  b()\n}\n',
  'two empty lines': 'export interface A {\n  a: B\n\n\n  b: C\n}\n',
  'an empty line at the beginning': 'export interface A {\n\n  a: B\n}\n',
  'an empty line at the end': 'export interface A {\n  a: B\n\n}\n',
  'a body that does not end': 'export interface A {\n  a: B\n',
}

describe('isSettled', () => {
  it.each(Object.entries(settled))('leaves %s', async (_, text) => {
    expect(isSettled(text)).toBe(true)
    expect(await prettier.format(text, style)).toBe(text)
  })

  it.each(Object.entries(unsettled))('gives the formatter %s', (_, text) => {
    expect(isSettled(text)).toBe(false)
  })
})

describe('withoutSemicolons', () => {
  it.each([
    ['interface A {\n  a: B;\n}\n', 'interface A {\n  a: B\n}\n'],
    ['/** a; */\ntype A = B;\n', '/** a; */\ntype A = B\n'],
    ['/**\n * a = b;\n */\ntype A = B;\n', '/**\n * a = b;\n */\ntype A = B\n'],
    ['interface A extends B {\n}\n', 'interface A extends B {}\n'],
  ])('%j', (printed, want) => {
    expect(withoutSemicolons(printed)).toBe(want)
  })
})
