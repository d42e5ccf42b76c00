import { describe, expect, test } from 'vitest'
import { check } from '../../generator/pipeline.js'
import { emit, run } from '../unit/emit/support.js'
import { cpuTime } from '../support/cpu-time.js'

function codesOf(text: string, idRule: 'telegram' | 'tdlib' = 'tdlib'): readonly string[] {
  const { diagnostics } = check({ schemas: [{ name: 'api', sources: [{ name: 'x.tl', text }], idRule }] })
  return [...new Set(diagnostics.map(({ code }) => code))].sort()
}

const lines = (count: number, line: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => line(index)).join('\n')

/** Enough for what is quadratic to take minutes. */
const many = 30_000

/** Each takes a second or two, and minutes or all of the stack where the work grows with the square. */
const texts: Readonly<Record<string, readonly [text: () => string, ...codes: string[]]>> = {
  '100,000 definitions': [() => lines(100_000, (n) => `a${n} x:int y:Vector<T${n}> = T${n};`)],
  'a chain of types': [() => lines(many, (n) => `a${n} x:T${n + 1} = T${n};`) + `a${many} = T${many};`],
  'a chain of bare types': [() => lines(many, (n) => `a${n} x:a${n + 1} = T${n};`) + `a${many} = T${many};`],
  'a circle of types': [() => lines(many, (n) => `a${n} x:T${(n + 1) % many} = T${n};`), 'TL2016'],
  'a type with as many constructors': [() => lines(many, (n) => `a${n} x:T = T;`), 'TL2016'],
  'as many unknown types': [() => lines(many, (n) => `a${n} x:Unknown${n} = T;`), 'TL2001'],
  'as many unknown constructors': [() => lines(many, (n) => `a${n} x:unknown${n} = T;`), 'TL2002'],
  'one definition again and again': [() => lines(many, () => 'a = A;'), 'TL2005'],
  'one name in many layers': [() => lines(many, (n) => `===${n}===\na x:int = A;`)],
  'as many namespaces': [() => lines(many, (n) => `a${n}.b = a${n}.C;`)],
  'fields without names': [() => `a ${'int '.repeat(many)}= A;`],
  'fields of one name': [() => `a ${'x:int '.repeat(many)}= A;`, 'TL2014'],
  'fields of one name in a repetition': [() => `a x:2*[ ${'x:int '.repeat(many)}] = A;`, 'TL2014'],
  'conditional fields': [() => `a f:# ${lines(many, (n) => `x${n}:f.${n % 32}?int`)} = A;`],
  'unknown masks': [() => `a ${lines(many, (n) => `m${n}:# x${n}:u${n}.0?int`)} = A;`, 'TL2006'],
  'many masks': [() => `a ${lines(many, (n) => `m${n}:# x${n}:m${n}.0?int`)} = A;`],
  'a name of a million digits': [() => `a${'1'.repeat(1_000_000)}b#1 = A;`, 'TL2003', 'TL2017'],
  'a name of many versions': [() => `a${'_1'.repeat(500_000)}#1 = A;`, 'TL2003', 'TL2017'],
  'a name of many capitals': [() => `b = B; a x:%B y:%${'A'.repeat(100_000)}.B#1 = A;`, 'TL1001'],
  'a namespace of many segments': [() => `${'a.'.repeat(100_000)}b = ${'a.'.repeat(100_000)}B;`, 'TL2017'],
}

describe('checked', () => {
  test.each(Object.entries(texts))('%s', { timeout: 120_000 }, (_name, [text, ...codes]) => {
    const source = text()
    const start = cpuTime()
    expect(codesOf(source)).toEqual(codes)
    expect(cpuTime() - start).toBeLessThan(15_000)
  })
})

describe('generated', () => {
  test('a type with 5,000 constructors', { timeout: 60_000 }, async () => {
    const files = await emit(lines(5000, (n) => `a${n} = A;`))
    expect(files.get('api/types/a.ts')?.match(/^export class /gm)).toHaveLength(5000)
    expect(files.get('api/registry.ts')).toContain('A4999,')
  })

  test('a definition with 2,000 fields', { timeout: 60_000 }, async () => {
    const fields = lines(2000, (n) => `x${n}:${n % 2 === 0 ? 'int' : `flags.${n % 32}?true`}`)
    const files = await emit(`a flags:# ${fields} = A;`)
    expect(files.get('api/types/a.ts')).toContain('x1999')
  })

  test('bare values that hold twice as many others each', async () => {
    const text =
      lines(60, (n) => `a${n} x:a${n + 1} y:a${n + 1} = T${n};`) + 'a60 x:int = T60; b x:Vector<a0> = B;'
    expect((await emit(text)).get('api/types/b.ts')).toMatch(
      /Vector\(reader, \(reader\) => new A0\(none, reader\), \d+\)/,
    )
  })

  test('bare types in a circle', async () => {
    const { files, diagnostics } = await run('a x:b = A; b x:a = B; c x:vector<a> = C;')
    expect(diagnostics.map(({ code }) => code)).toEqual(['TL2016', 'TL2016'])
    expect(files.length).toBeGreaterThan(0)
  })

  test('a chain of bare types within each other', { timeout: 60_000 }, async () => {
    const files = await emit(lines(1000, (n) => `a${n} x:vector<a${n + 1}> y:a${n + 1} = A;`) + 'a1000 = A;')
    expect(files.size).toBeGreaterThan(0)
  })
})
