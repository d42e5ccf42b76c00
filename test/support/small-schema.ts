import fc, { type Arbitrary } from 'fast-check'

/** A type of the schema to be: the names of its constructors, in an order in which the earlier ones need no later. */
interface TypeSketch {
  readonly name: string
  readonly constructors: readonly string[]
}

const plainNames = 'int long double string bytes int128 int256 Bool #'.split(' ')

/** Everything that a field of a small schema can be, as TL. */
interface TypeTexts {
  /** Of what has a value whatever else has: primitives and types that come earlier. */
  readonly finite: Arbitrary<string>
  /** Of what may hold itself: to be taken in vectors and behind conditions only. */
  readonly any: Arbitrary<string>
}

/** Texts of types: primitives, boxed and bare values, vectors within vectors, repetitions of a fixed number. */
function typeTexts(earlier: readonly TypeSketch[], all: readonly TypeSketch[]): TypeTexts {
  const refs = (types: readonly TypeSketch[]): readonly string[] =>
    types.flatMap(({ name, constructors }) => [
      name,
      ...constructors,
      ...(constructors.length === 1 ? [`%${name}`] : []),
    ])
  const leaf = (types: readonly TypeSketch[]): Arbitrary<string> =>
    types.length === 0
      ? fc.constantFrom(...plainNames)
      : fc.oneof(fc.constantFrom(...plainNames), fc.constantFrom(...refs(types)))
  const within = (item: Arbitrary<string>): Arbitrary<string> =>
    fc
      .tuple(item, fc.array(fc.constantFrom('Vector', 'vector', '%Vector'), { minLength: 1, maxLength: 3 }))
      .map(([inner, vectors]) => vectors.reduce((text, vector) => `${vector}<${text}>`, inner))
  const repeated = fc.tuple(fc.nat(3), leaf(earlier)).map(([count, item]) => `${String(count)}*[ ${item} ]`)
  const finite = fc.oneof(
    { weight: 4, arbitrary: leaf(earlier) },
    { weight: 2, arbitrary: within(leaf(all)) },
    { weight: 1, arbitrary: repeated },
  )
  return { finite, any: fc.oneof({ weight: 2, arbitrary: leaf(all) }, { weight: 1, arbitrary: finite }) }
}

/** The fields of one definition: plain ones, one repeated as often as another says, and two masks with their bits. */
function fieldTexts({ finite, any }: TypeTexts): Arbitrary<string> {
  const plain = fc
    .array(finite, { maxLength: 4 })
    .map((types) => types.map((type, index) => `a${String(index)}:${type}`))
  const counted = fc.option(finite).map((item) => (item === null ? [] : [`n:#`, `items:n*[ ${item} ]`]))
  const masked = (mask: string, prefix: string): Arbitrary<readonly string[]> =>
    fc
      .array(
        fc.tuple(
          // Few bits, so that some are shared; the last one makes the mask negative.
          fc.constantFrom(0, 1, 2, 31),
          fc.oneof(fc.constant('true'), any),
        ),
        { maxLength: 5 },
      )
      .map((fields) =>
        fields.length === 0
          ? []
          : [
              `${mask}:#`,
              ...fields.map(
                ([bit, type], index) => `${prefix}${String(index)}:${mask}.${String(bit)}?${type}`,
              ),
            ],
      )
  return fc
    .tuple(plain, counted, masked('flags', 'f'), masked('seen', 's'))
    .map((parts) => parts.flat().join(' '))
}

/** A small schema of everything that TL has: each of its definitions has finite values. */
export const smallSchema: Arbitrary<string> = fc
  .array(fc.integer({ min: 1, max: 3 }), { minLength: 2, maxLength: 5 })
  .map((counts) =>
    counts.map((count, index): TypeSketch => ({
      name: `T${String(index)}`,
      constructors: Array.from({ length: count }, (_, at) => `c${String(index)}${'abc'.charAt(at)}`),
    })),
  )
  .chain((types) => {
    const lines = types.flatMap(({ name, constructors }, index) =>
      constructors.map((constructor) =>
        fieldTexts(typeTexts(types.slice(0, index), types)).map(
          (fields) => `${constructor} ${fields} = ${name};`,
        ),
      ),
    )
    const functions = fc
      .array(fc.tuple(fieldTexts(typeTexts(types, types)), fc.constantFrom(...types)), { maxLength: 2 })
      .map((list) => list.map(([fields, { name }], index) => `m${String(index)} ${fields} = ${name};`))
    return fc.tuple(fc.tuple(...lines), functions)
  })
  .map(([lines, functions]) => `${[...lines, '---functions---', ...functions].join('\n')}\n`)
