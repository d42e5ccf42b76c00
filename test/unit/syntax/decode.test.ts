import { expect, test } from 'vitest'
import { decodeSource } from '../../../generator/syntax/decode.js'
import { parseSchemaBytes } from '../../../generator/syntax/parse-bytes.js'
import { printSchema } from '../../../generator/syntax/print.js'
import { showDiagnostic } from './support.js'

const hint = '(save the file as UTF-8)'

const cases: readonly (readonly [bytes: string, text: string, ...diagnostics: string[]])[] = [
  ['', ''],
  ['61 0d 0a', 'a\r\n'],
  ['ef bb bf 61', 'a'],
  ['d0 b6 e2 82 ac f0 9f 98 80', 'ж€😀'],
  ['ef bf bd', '\ufffd'],
  ['61 ff 62', 'a\ufffdb', `TL1008 "\ufffd": the byte 0xff at offset 1 is not UTF-8 ${hint}`],
  [
    'ef bb bf c0 80',
    '\ufffd\ufffd',
    `TL1008 "\ufffd\ufffd": the 2 bytes from 0xc0 on at offset 3 are not UTF-8 ${hint}`,
  ],
  ['e2 82 61', '\ufffda', `TL1008 "\ufffd": the 2 bytes from 0xe2 on at offset 0 are not UTF-8 ${hint}`],
  [
    'ed a0 80',
    '\ufffd\ufffd\ufffd',
    `TL1008 "\ufffd\ufffd\ufffd": the 3 bytes from 0xed on at offset 0 are not UTF-8 ${hint}`,
  ],
  ['d0 b6 f0 9f', 'ж\ufffd', `TL1008 "\ufffd": the 2 bytes from 0xf0 on at offset 2 are not UTF-8 ${hint}`],
]

test.each(cases)('%j', (hex, text, ...diagnostics) => {
  const bytes = Uint8Array.from(hex.split(' ').filter(Boolean), (byte) => Number.parseInt(byte, 16))
  const result = decodeSource('a.tl', bytes)
  expect(result.source).toEqual({ name: 'a.tl', text })
  expect(result.diagnostics.map(showDiagnostic)).toEqual(diagnostics)
  expect(text).toBe(new TextDecoder().decode(bytes))
})

test('a file in another encoding', () => {
  const bytes = Uint8Array.from({ length: 100_000 }, (_, index) => (index % 2 === 0 ? 0xe9 : 0x20))
  const { source, diagnostics } = decodeSource('a.tl', bytes)
  expect(source.text).toBe('\ufffd '.repeat(50_000))
  expect(diagnostics).toHaveLength(10)
  expect(diagnostics.at(-1)?.notes).toEqual([{ message: '49990 more places in this file' }])
})

test('wrong bytes in a definition are reported once, and the others are read', () => {
  const bytes = Buffer.from('a = B;\nc\u00e9 = D;\ne = F', 'latin1')
  const { schema, diagnostics } = parseSchemaBytes('a.tl', bytes)
  expect(diagnostics.map(({ code }) => code)).toEqual(['TL1008', 'TL1003'])
  expect(printSchema(schema)).toBe('a = B;\nc = D;\ne = F;\n')
})
