import fc, { type Arbitrary } from 'fast-check'
import { expect, test } from 'vitest'
import type {
  ApplySyntax,
  BangSyntax,
  BareSyntax,
  CombinatorSyntax,
  CommentSyntax,
  ConditionSyntax,
  FieldSyntax,
  IdSyntax,
  ItemSyntax,
  NamedTypeSyntax,
  NameSyntax,
  SchemaSyntax,
  TemplateSyntax,
  TypeSyntax,
} from '../../generator/syntax/ast.js'
import { parseSchema } from '../../generator/syntax/parse.js'
import { printSchema } from '../../generator/syntax/print.js'
import { stripSpans } from '../../generator/syntax/strip-spans.js'

const span = fc.constant({ start: 0, end: 0 })

const plain = fc.stringMatching(/^[a-z_][a-zA-Z0-9_]{0,5}$/)
const capital = fc.stringMatching(/^[A-Z][a-zA-Z0-9_]{0,5}$/)
const namespace = fc.array(fc.oneof(plain, capital), { maxLength: 2 })

function withNamespace(last: Arbitrary<string>): Arbitrary<string> {
  return fc.tuple(namespace, last).map(([before, name]) => [...before, name].join('.'))
}

function nameOf(text: Arbitrary<string>): Arbitrary<NameSyntax> {
  return fc.record({ text, span })
}

const definitionName = nameOf(withNamespace(plain))
const argumentName = nameOf(fc.oneof(plain, capital, fc.constantFrom('New', 'types', '_')))
const natural = fc.oneof(fc.nat(40), fc.constantFrom(0xffffffff))
const id: Arbitrary<IdSyntax> = fc
  .stringMatching(/^[0-9a-fA-F]{1,8}$/)
  .chain((text) =>
    fc.record({ value: fc.constant(Number.parseInt(text, 16)), text: fc.constant(text), span }),
  )
const named: Arbitrary<NamedTypeSyntax> = fc.record({
  kind: fc.constant('named'),
  name: withNamespace(fc.oneof(plain, capital)),
  span,
})

const lineComment = fc.record({
  style: fc.constant('line'),
  text: fc.oneof(
    fc.string().map((text) => text.replaceAll(/[\n\r]/g, '')),
    fc.constantFrom('*', '/', '/*', ';'),
  ),
  span,
})
const blockComment = fc.record({
  style: fc.constant('block'),
  text: fc.oneof(
    fc.string().map((text) => text.replaceAll('\r', '').replaceAll('*/', '')),
    fc.constantFrom('', '*', '/', '//', 'a\n\nb', ';'),
  ),
  span,
})
const comment: Arbitrary<CommentSyntax> = fc.oneof(lineComment, blockComment)
const someComments = fc.array(comment, { minLength: 1, maxLength: 3 })
const noComments: Arbitrary<CommentSyntax[]> = fc.constant([])
const comments = fc.oneof({ weight: 3, arbitrary: noComments }, fc.array(comment, { maxLength: 3 }))

const condition: Arbitrary<ConditionSyntax> = fc.record(
  { mask: argumentName, bit: fc.record({ value: natural, span }), span },
  { requiredKeys: ['mask', 'span'] },
)

/** Only the arguments of the definition itself have comments. */
function fieldOf(
  type: Arbitrary<TypeSyntax>,
  leading: Arbitrary<CommentSyntax[]>,
  trailing: Arbitrary<CommentSyntax> | undefined,
): Arbitrary<FieldSyntax> {
  const common = { kind: fc.constant('field'), span, condition, type, leading }
  const keys = ['kind', 'span', 'names', 'grouped', 'type', 'leading'] as const
  const single = { ...common, names: fc.array(argumentName, { maxLength: 1 }), grouped: fc.constant(false) }
  const grouped = {
    ...common,
    names: fc.array(argumentName, { minLength: 1, maxLength: 3 }),
    grouped: fc.constant(true),
  }
  const options = { requiredKeys: [...keys] }
  if (trailing === undefined) return fc.oneof(fc.record(single, options), fc.record(grouped, options))
  return fc.oneof(fc.record({ ...single, trailing }, options), fc.record({ ...grouped, trailing }, options))
}

const { type } = fc.letrec<{ type: TypeSyntax; field: FieldSyntax }>((tie) => ({
  type: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    named,
    fc.record({ kind: fc.constant('nat'), span }),
    fc.record({ kind: fc.constant('number'), value: natural, span }),
    fc.record({ kind: fc.constant('sum'), left: tie('type'), right: tie('type'), span }),
    fc.record({
      kind: fc.constant('apply'),
      callee: named,
      arguments: fc.array(tie('type'), { minLength: 1, maxLength: 3 }),
      style: fc.constantFrom<ApplySyntax['style']>('angle', 'juxtaposed'),
      span,
    }),
    fc.record({ kind: fc.constantFrom<'bare' | 'bang'>('bare', 'bang'), type: tie('type'), span }),
    fc.record(
      {
        kind: fc.constant('repetition'),
        count: tie('type'),
        fields: fc.array(tie('field'), { maxLength: 3 }),
        span,
      },
      { requiredKeys: ['kind', 'fields', 'span'] },
    ),
  ),
  field: fieldOf(tie('type'), noComments, undefined),
}))

type ResultSyntax = NamedTypeSyntax | ApplySyntax | BareSyntax | BangSyntax

const application: Arbitrary<ApplySyntax> = fc.record({
  kind: fc.constant('apply'),
  callee: named,
  arguments: fc.array(type, { minLength: 1, maxLength: 3 }),
  style: fc.constantFrom<ApplySyntax['style']>('angle', 'juxtaposed'),
  span,
})
const result: Arbitrary<ResultSyntax> = fc.oneof(
  named,
  application,
  fc.record({ kind: fc.constantFrom<'bare' | 'bang'>('bare', 'bang'), type, span }),
)

const template: Arbitrary<TemplateSyntax> = fc.record({
  span,
  parameters: fc.array(fc.record({ names: fc.array(argumentName, { minLength: 1, maxLength: 2 }), type }), {
    minLength: 1,
    maxLength: 2,
  }),
})

const base = { span, leading: comments, trailing: comment }
const baseKeys = ['kind', 'span', 'leading'] as const

const combinator: Arbitrary<CombinatorSyntax> = fc.record(
  {
    ...base,
    kind: fc.constant('combinator'),
    annotations: fc.array(nameOf(plain), { maxLength: 2 }),
    name: definitionName,
    id,
    templates: fc.array(template, { maxLength: 2 }),
    fields: fc.array(fieldOf(type, comments, comment), { maxLength: 5 }),
    arrow: fc.constantFrom<'=' | '=>'>('=', '=>'),
    result,
    closing: someComments,
  },
  { requiredKeys: [...baseKeys, 'annotations', 'name', 'templates', 'fields', 'arrow', 'result'] },
)

/** The first word of a partial application must be a capitalized name that is no directive. */
function isPartial(type: ApplySyntax): boolean {
  return (
    /^[A-Z][^.]*$/.test(type.callee.name) &&
    !/^(?:New|Final|Empty)$/.test(type.callee.name) &&
    !hasColon(type)
  )
}

function hasColon(value: TypeSyntax): boolean {
  return JSON.stringify(value).includes('"names":[{')
}

const item: Arbitrary<ItemSyntax> = fc.oneof(
  { weight: 6, arbitrary: combinator },
  fc.record(
    { ...base, kind: fc.constant('builtin'), name: definitionName, id, result },
    { requiredKeys: [...baseKeys, 'name', 'result'] },
  ),
  fc.record(
    { ...base, kind: fc.constant('partial'), type: application.filter(isPartial) },
    { requiredKeys: [...baseKeys, 'type'] },
  ),
  fc.record(
    {
      ...base,
      kind: fc.constant('directive'),
      directive: fc.constantFrom<'New' | 'Final' | 'Empty'>('New', 'Final', 'Empty'),
      type: named,
    },
    { requiredKeys: [...baseKeys, 'directive', 'type'] },
  ),
  fc.record(
    {
      ...base,
      kind: fc.constant('section'),
      section: fc.constantFrom<'types' | 'functions'>('types', 'functions'),
    },
    { requiredKeys: [...baseKeys, 'section'] },
  ),
  fc.record(
    { ...base, kind: fc.constant('layer-block'), layer: fc.nat(500) },
    { requiredKeys: [...baseKeys, 'layer'] },
  ),
  fc.record({ span, kind: fc.constant('comments'), leading: someComments }),
)

const schema: Arbitrary<SchemaSyntax> = fc.record({
  kind: fc.constant('schema'),
  source: fc.constant({ name: 'test.tl', text: '' }),
  items: fc.array(item, { maxLength: 8 }),
})

test('parse(print(schema)) is the schema', { timeout: 60_000 }, () => {
  fc.assert(
    fc.property(schema, (written) => {
      const text = printSchema(written)
      const { schema: read, diagnostics } = parseSchema({ name: 'test.tl', text })
      expect(diagnostics.map(({ message }) => message)).toEqual([])
      expect(stripSpans(read)).toEqual(stripSpans(written))
      expect(printSchema(read)).toBe(text)
    }),
    { numRuns: 500 },
  )
})

const words = fc.constantFrom(
  ...[
    'a',
    'B',
    'a.b',
    '#1f',
    '#',
    ' ',
    '\n',
    ':',
    ';',
    '=',
    '=>',
    '(',
    ')',
    '[',
    ']',
    '{',
    '}',
    '<',
    '>',
    ',',
    '.',
  ],
  ...[
    '%',
    '!',
    '*',
    '+',
    '?',
    '0',
    '1',
    '@x',
    '// c\n',
    '/* c */',
    '/*',
    '---types---',
    '===1===',
    '---',
    '\0',
    'é',
  ],
)

test('any text is read, and what could be read of it survives printing', { timeout: 60_000 }, () => {
  const text = fc.oneof(
    fc.string(),
    fc.array(words, { maxLength: 40 }).map((parts) => parts.join('')),
  )
  fc.assert(
    fc.property(text, (text) => {
      const { schema, diagnostics } = parseSchema({ name: 'test.tl', text })
      for (const { place } of diagnostics) {
        const { start, end } = place?.span ?? { start: Number.NaN, end: Number.NaN }
        expect(start >= 0 && start <= end && end <= text.length).toBe(true)
      }
      const printed = printSchema(schema)
      expect(printSchema(parseSchema({ name: 'test.tl', text: printed }).schema)).toBe(printed)
    }),
    { numRuns: 3000 },
  )
})
