/** Where another implementation is known to differ, and why ours is the one to trust. */
export interface JudgeException {
  readonly judge: 'mtcute' | 'teleproto'
  /** What a value must not have for the other side to be right; the tests show that it is still so. */
  readonly kind:
    | 'empty-optional-vector'
    | 'int53-negative'
    | 'leading-feff'
    | 'plain-number-flags'
    | 'long-bytes'
    | 'zero-random-id'
    | 'definition'
  /** The module and the definition that is left out, for `definition`. */
  readonly name?: string
  readonly reason: string
}

export const judgeExceptions: readonly JudgeException[] = [
  {
    judge: 'mtcute',
    kind: 'empty-optional-vector',
    reason: 'takes a conditional vector without items for an absent one: the bit of the mask is lost',
  },
  {
    judge: 'mtcute',
    kind: 'int53-negative',
    reason:
      'splits a negative number into its halves through a double: -2^32·n, and some -2^32·n + 1, get another upper half',
  },
  {
    judge: 'mtcute',
    kind: 'leading-feff',
    reason: 'decodes with a TextDecoder that takes a U+FEFF at the beginning for a mark and drops it',
  },
  {
    judge: 'mtcute',
    kind: 'plain-number-flags',
    reason: 'writes zero for a `flags:#` that no field is conditional on, and drops it when reading',
  },
  {
    judge: 'mtcute',
    kind: 'long-bytes',
    reason: 'writes the length of bytes of 2^24 and more modulo 2^24',
  },
  {
    judge: 'teleproto',
    kind: 'plain-number-flags',
    reason: 'writes zero for a `flags:#` that no field is conditional on',
  },
  {
    judge: 'teleproto',
    kind: 'zero-random-id',
    reason: 'takes a random_id of 0 for an absent one, and puts 64 random bits into the int',
  },
  {
    judge: 'mtcute',
    kind: 'definition',
    name: 'mtproto future_salts',
    reason: 'reserves room for the id that a bare vector does not have: four zeros too many at the end',
  },
  {
    judge: 'teleproto',
    kind: 'definition',
    name: 'mtproto future_salts',
    reason: 'writes the items of a bare vector of bare objects with their ids',
  },
]

/** The definitions that are left out for one implementation. */
export function excludedDefinitions(judge: JudgeException['judge']): ReadonlyMap<string, string> {
  return new Map(
    judgeExceptions.flatMap(({ judge: whose, name, reason }) =>
      whose === judge && name !== undefined ? [[name, reason]] : [],
    ),
  )
}

/** What values must not have for one implementation, whatever their definition. */
export function kindsOf(judge: JudgeException['judge']): readonly JudgeException['kind'][] {
  return judgeExceptions
    .filter((one) => one.judge === judge && one.kind !== 'definition')
    .map(({ kind }) => kind)
}
