import prettier from 'prettier'
import { describe, expect, it } from 'vitest'
import { isSettled, tidied } from '../../../generator/format/settled.js'

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
  'an operation that is too wide for a line': [
    'export class A {',
    '  write(writer: Writer): void {',
    '    writer.id(',
    '      (this.a ? 1 : 0) |',
    `        (this.${long.slice(20)} ? 2 : 0) |`,
    '        (this.c ? 4 : 0),',
    '    )',
    `    writer.id(`,
    `      (this.${long.slice(25)} ? 2 : 0) | 0x12345,`,
    '    )',
    '  }',
    '}',
    '',
  ].join('\n'),
  'a condition that is too wide for a line': [
    `if (${long.slice(10)})`,
    '  refuse(writer, this)',
    'if (',
    `  a !== ${long.slice(5)} ||`,
    '  a !== b',
    ')',
    "  refuse(writer, this, 'a, b')",
    '',
  ].join('\n'),
  'values that are too wide for a line': [
    'export const a = {',
    '  description:',
    `    '${long}',`,
    "  'two words': [",
    "    'a',",
    `    '${long}',`,
    '  ],',
    '} as const',
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
  'an operation that fits a line': 'writer.id(\n  a |\n    b,\n)\n',
  'an operation that fits a line of its own': `writer.id(\n  a |\n    ${long},\n)\n`,
  'an argument that is no operation': `writer.id(\n  ${long},\n  ${long},\n)\n`,
  'a condition that fits a line': 'if (\n  a ||\n  b\n)\n  c()\n',
  'a statement that fits the line of its condition': 'if (a)\n  b()\n',
  'a value that fits its line': 'export const a = {\n  longer:\n    1,\n}\n',
  'a long value of a short key': `export const a = {\n  key:\n    '${long}',\n}\n`,
  'a list that fits its line': 'export const a = {\n  b: [\n    1,\n  ],\n}\n',
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

describe('tidied', () => {
  it.each([
    ['interface A {\n  a: B;\n}\n', 'interface A {\n  a: B\n}\n'],
    ['/** a; */\ntype A = B;\n', '/** a; */\ntype A = B\n'],
    ['/**\n * a = b;\n */\ntype A = B;\n', '/**\n * a = b;\n */\ntype A = B\n'],
    ['interface A extends B {\n}\n', 'interface A extends B {}\n'],
    ['if (a) {\n  b()\n\n}\n', 'if (a) {\n  b()\n}\n'],
    [
      '/** A. */\nexport const a = {\n    b: 1,\n  } as const\n',
      '/** A. */\nexport const a = {\n  b: 1,\n} as const\n',
    ],
    ['const a = [\n  1,\n]\nconst b = 1\n', 'const a = [\n  1,\n]\nconst b = 1\n'],
  ])('%j', (printed, want) => {
    expect(tidied(printed)).toBe(want)
  })
})
