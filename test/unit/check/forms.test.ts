import { expect, test } from 'vitest'
import { generate } from '../../../generator/pipeline.js'
import type { Diagnostic } from '../../../generator/diagnostics/diagnostic.js'

/** What TL allows and TypeScript has no form for: never a crash, never a file that does not compile. */
const refused: readonly (readonly [tl: string, ...messages: string[]])[] = [
  ['_ x:int = A;', '_: no name of its own'],
  ['a {t:Type} x:t = A t;', '{t:Type}: template parameters'],
  ['packed x:int = Object;', 'packed: the builtin type `Object` as its own'],
  ['foo ? = Foo;', 'foo: a builtin form'],
  ['boolTrue = Bool; a x:boolTrue = A;', 'boolTrue: the builtin `boolTrue`'],
  ['a x:Int = A;', 'Int: the boxed builtin `Int`'],
  ['a x:%Bool = A;', '%Bool: `%` of the builtin `Bool`'],
  ['a n:# x:n = A;', 'n: the number `n` in the place of a type'],
  ['a n:# x:Vector<n> = A;', 'n: the number `n` in the place of a type'],
  ['a x:3 = A;', '3: a number in the place of a type'],
  ['a n:# x:n+1 = A;', 'n+1: a number in the place of a type'],
  ['b = B; a x:!B = A;', '!B: a `!` before anything but a type parameter'],
  ['a flags:# x:flags?int = A;', 'flags?: a condition without a bit'],
  ['a flags:# mask:flags.0?# x:mask.0?int = A;', 'mask:flags.0?#: a mask that is itself conditional'],
  ['a flags:# x:flags.0?int y:flags*[ int ] = A;', 'y: a repetition counted by a mask'],
  ['a flags:# n:flags.0?# x:n*[ int ] = A;', 'x: a repetition counted by a conditional field'],
  ['a x:2*[ y:int z:int ] = A;', '2*[ y:int z:int ]: a repetition of anything but one unnamed type'],
  ['a x:2+1*[ int ] = A;', '2+1*[ int ]: a repetition whose count is not a number or a field'],
  ['---functions--- f {X:Type} x:X = X;', 'f: a result that no `!X` gives'],
  ['---functions--- f {X:Type} x:X = Bool;', 'x: a field whose type is a parameter'],
  ['---functions--- f {X:Type} x:Vector<X> = Bool;', 'x: a field whose type is a parameter'],
  ['---functions--- f {X:Type} = X;', 'f: a result that no `!X` gives'],
  ['---functions--- f {X:Type} x:Vector<!X> = X;', 'f: a result that no `!X` gives'],
  ['---functions--- f {X:Type} flags:# x:flags.0?!X = X;', 'f: a result that no `!X` gives'],
  ['---functions--- f {X:Type} x:!X = Vector<X>;', 'f: a type parameter within its result'],
  ['---functions--- f {delete:Type} x:!delete = delete;', 'f: a type parameter called `delete`'],
  ['---functions--- f {bigint:Type} x:!bigint = bigint;', 'f: a type parameter called `bigint`'],
  ['---functions--- f {Uint8Array:Type} x:!Uint8Array = Bool;', 'f: a type parameter called `Uint8Array`'],
  ['---functions--- f {FFields:Type} x:!FFields = Bool;', 'f: a type parameter called `FFields`'],
  ['---functions--- f {n:#} = Bool;', '{n:#}: template parameters'],
  [`${'a'.repeat(121)} = A;`, `${'a'.repeat(121)}: a name of more than 120 letters`],
  [`a = ${'A'.repeat(121)};`, 'a: a name of more than 120 letters'],
  [`${'a.'.repeat(12)}b = A;`, `${'a.'.repeat(12)}b: a name of more than 12 segments`],
]

test.each(refused)('%s', async (tl, ...messages) => {
  const { diagnostics, files } = await run(tl)
  expect(diagnostics.filter(({ code }) => code === 'TL2017').map(show)).toEqual(messages)
  expect(diagnostics.filter(({ severity }) => severity === 'error')).toHaveLength(messages.length)
  expect(files).toEqual([])
})

test.each([
  'int ? = Int; long ? = Long; object ? = Object; function ? = Function; secureBytes ? = SecureBytes;',
  'boolFalse = Bool; boolTrue = Bool; true = True; vector {t:Type} # [ t ] = Vector t;',
  'int128 4*[ int ] = Int128; bytes data:string = Bytes;',
  'a#00000001 = A; b x:A = B;',
])('%s', async (tl) => {
  const { diagnostics } = await run(tl)
  expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([])
})

test('an older form never takes the place of another definition', async () => {
  const { diagnostics } = await run('a8 x:long = A; ===8=== a x:int = A; ===9=== a = A;')
  expect(diagnostics.map(({ message }) => message)).toEqual([
    'the constructor `a8` and the constructor `a@8` would both be called `A8` as export',
  ])
})

async function run(text: string): ReturnType<typeof generate> {
  return generate({
    schemas: [
      {
        name: 'api',
        sources: [{ name: 'x.tl', text: text.replaceAll(/--- | ---/g, '---\n') }],
        idRule: 'tdlib',
      },
    ],
    main: 'api',
    importExtension: 'js',
    runtime: [],
    version: '1.0.0',
  })
}

function show({ message, place }: Diagnostic): string {
  const what = /uses (.*), which has no TypeScript form$/.exec(message)?.[1] ?? message
  const span = place?.span ?? { start: 0, end: 0 }
  return `${place?.source.text.slice(span.start, span.end) ?? ''}: ${what}`
}
