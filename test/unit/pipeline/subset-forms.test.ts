import { describe, expect, it } from 'vitest'
import type { FormOptions, SubsetOptions } from '../../../generator/options.js'
import { check, generate } from '../../../generator/pipeline.js'

const generics = `pair {X:Type} x:X = Pair X;
withPair = Result;
single x:int = Single;
mixed x:int = Mixed;
mixedOdd n:# x:n = Mixed;
_ x:int = Odd;
_ x:int = Even;
bareOdd odd:%Odd = Holder;
---functions---
getSingle = Single;
getMixed = Mixed;
getEven = Even;
withBlock {X:Type} id:int = X;
`

/** `TL2017 pair`, or where it says more, the message. */
async function problems(text: string, subset: SubsetOptions, form: FormOptions = {}): Promise<string[]> {
  const { diagnostics, files } = await generate({
    schemas: [{ name: 'api', sources: [{ name: 'a.tl', text }], idRule: 'auto', subset }],
    main: 'api',
    importExtension: 'js',
    runtime: [],
    version: '1.0.0',
    format: false,
    ...form,
  })
  expect(files.length > 0).toBe(diagnostics.every(({ severity }) => severity === 'warning'))
  return diagnostics.map(({ code, message }) => {
    const name = code === 'TL2017' ? /`(.*?)`/.exec(message)?.[1] : message
    return `${code} ${name ?? message}`
  })
}

describe('what has no form matters only where it is generated', () => {
  it.each<[SubsetOptions, readonly string[]]>([
    [{}, ['pair', 'mixedOdd', '_', '_', 'withBlock']],
    [{ include: ['getSingle'] }, []],
    [{ include: ['get*'], exclude: ['mixedOdd', 'Even'] }, []],
    [{ exclude: ['pair', 'mixedOdd', '_', 'withBlock', 'bareOdd'] }, []],
    [{ exclude: ['pair', 'withBlock'] }, ['mixedOdd', '_', '_']],
    [{ include: ['getMixed'] }, ['mixedOdd']],
    [{ include: ['getEven'] }, ['_']],
    [{ include: ['bareOdd'] }, ['_']],
    [{ include: ['withBlock'] }, ['withBlock']],
    // Its bytes would have to be read over.
    [{ include: ['getMixed'], exclude: ['mixedOdd'], outside: 'unknown' }, ['mixedOdd']],
  ])('%j has problems with %j', async (subset, names) => {
    expect(await problems(generics, subset)).toEqual(names.map((name) => `TL2017 ${name}`))
  })

  it('is a warning of a check', () => {
    const { diagnostics } = check({
      schemas: [{ name: 'api', sources: [{ name: 'a.tl', text: generics }], idRule: 'auto' }],
    })
    expect(new Set(diagnostics.map(({ code, severity }) => `${severity} ${code}`))).toEqual(
      new Set(['warning TL2017']),
    )
  })
})

describe('names have to differ where they are generated', () => {
  const names = `fine = Fine;
typeFine = Zip;
other = Other;
`
  const clash =
    'TL2012 the constructor `typeFine` and the type `Fine` would both be called `TypeFine` as export'

  it.each<[SubsetOptions, FormOptions, readonly string[]]>([
    [{}, {}, [clash]],
    [{ include: ['other'] }, {}, []],
    [{ exclude: ['typeFine'] }, {}, []],
    [{}, { classPrefix: 'Tl' }, []],
  ])('of %j with %j', async (subset, form, expected) => {
    expect(await problems(names, subset, form)).toEqual(expected)
  })

  it('also with a prefix', async () => {
    expect(await problems('fine = Fine;', {}, { classPrefix: 'Type' })).toEqual([
      'TL2012 the constructor `fine` and the type `Fine` would both be called `TypeFine` as export',
    ])
  })

  it('says the names of the schema', async () => {
    expect(await problems('a _:int value:int = A;\nb int value:int = B;', {})).toEqual([
      'TL2012 the field `_` and the field `value` would both be called `value` as field of `a`',
      'TL2012 the field without a name and the field `value` would both be called `value` as field of `b`',
    ])
  })
})

it('tells of ids, names and forms at once', async () => {
  const text = 'fine#00000001 x:long = Fine;\ntypeFine = Zip;\npair {X:Type} x:X = Pair X;'
  const all = await problems(text, {}, { classPrefix: '' })
  expect(all.map((problem) => problem.slice(0, 6))).toEqual(['TL2012', 'TL2003', 'TL2017'])
})
