import { expect, test } from 'vitest'
import { parseSchema } from '../../../generator/syntax/parse.js'
import { printSchema } from '../../../generator/syntax/print.js'
import { cpuTime } from '../../support/cpu-time.js'

const million = 1_000_000

/** All of these take well below a second on a slow machine; what is quadratic would take minutes. */
const texts: Readonly<Record<string, readonly [text: string, ...codes: string[]]>> = {
  'only NUL': ['\0'.repeat(million), 'TL1002'],
  'NUL and spaces': ['\0 '.repeat(million / 2), 'TL1002'],
  'lone surrogates': ['\ud800'.repeat(million), 'TL1002'],
  'one long name': ['a'.repeat(million), 'TL1001'],
  'one name of many segments': [`${'a.'.repeat(million / 2)}a = B;`],
  'many arguments': [`a ${'b:int '.repeat(100_000)}= B;`],
  'open parentheses': [`a x:${'('.repeat(million)} = B;`, 'TL1006'],
  'nested parentheses': [`a x:${'('.repeat(10_000)}int${')'.repeat(10_000)} = B;`, 'TL1006'],
  'nested angles': [`a x:${'V<'.repeat(10_000)}int${'>'.repeat(10_000)} = B;`, 'TL1006'],
  'nested repetitions': [`a x:${'2*['.repeat(10_000)}int${']'.repeat(10_000)} = B;`, 'TL1006'],
  'many prefixes': [`a x:${'%!'.repeat(10_000)}X = B;`, 'TL1006'],
  'a long sum': [`a x:${'1+'.repeat(10_000)}1 = B;`, 'TL1006'],
  'groups that begin and do not end': [`a ${'(a b c '.repeat(100_000)};`, 'TL1006'],
  'a long number': [`a x:${'9'.repeat(million)} = B;`, 'TL1007'],
  'an open comment': [`a = B; /*${'*'.repeat(million)}`, 'TL1005'],
  'a line of spaces': [`${' '.repeat(million)}a = B;${'\n'.repeat(million)}`],
  'lines without a semicolon': [`a = B\n${'b\n'.repeat(100_000)}`, 'TL1003'],
  dashes: ['-'.repeat(million), 'TL1001'],
  'equal signs': ['='.repeat(million), 'TL1001'],
  'hash signs': ['#'.repeat(million), 'TL1001'],
  dots: ['.'.repeat(million), 'TL1001'],
  annotations: ['@a '.repeat(million / 4), 'TL1001'],
  'comments inside': [`a ${'b:int // x\n'.repeat(50_000)}= B;`],
}

test.each(Object.entries(texts))('%s', { timeout: 10_000 }, (_name, [text, ...codes]) => {
  const { schema, diagnostics } = parseSchema({ name: 'test.tl', text })
  expect(diagnostics.map(({ code }) => code)).toEqual(codes)
  for (const { message } of diagnostics) expect(message.length).toBeLessThan(200)
  printSchema(schema)
})

test.each(['()', '<>', '[]'])('256 levels of %s are read and printed', (pair) => {
  const open = pair === '<>' ? 'V<' : pair.slice(0, 1)
  const text = `a x:${open.repeat(256)}int${pair.slice(1).repeat(256)} = B;`
  const { schema, diagnostics } = parseSchema({ name: 'test.tl', text })
  expect(diagnostics).toEqual([])
  expect(printSchema(schema)).toContain('int')
  expect(
    parseSchema({ name: 'test.tl', text: text.replace('int', `${open}int${pair.slice(1)}`) }).diagnostics,
  ).toMatchObject([{ code: 'TL1006' }])
})

test('100,000 definitions', { timeout: 120_000 }, () => {
  const line = (_: unknown, index: number): string =>
    `a${index}#${index.toString(16)} b:int c:flags.1?Vector<int> = B;\n`
  const start = cpuTime()
  const { schema, diagnostics } = parseSchema({
    name: 'test.tl',
    text: Array.from({ length: 100_000 }, line).join(''),
  })
  expect([schema.items.length, diagnostics.length]).toEqual([100_000, 0])
  expect(cpuTime() - start).toBeLessThan(20_000)
})

test.each(['a = B;\r\nc = D;\r\n', 'a = B;\rc = D;', 'a\t=\tB;\n\n\nc = D; ', 'a = B; c = D;'])(
  '%j',
  (text) => {
    const { schema, diagnostics } = parseSchema({ name: 'test.tl', text })
    expect(diagnostics).toEqual([])
    expect(printSchema(schema)).toBe('a = B;\nc = D;\n')
  },
)
