import CRC32 from 'crc-32'
import { assertNever } from '../ir/assert-never.js'
import { onceFor } from '../ir/once-for.js'
import type { IdRule } from '../options.js'
import type {
  BareSyntax,
  BuiltinSyntax,
  CombinatorSyntax,
  FieldSyntax,
  RepetitionSyntax,
  SumSyntax,
  TemplateSyntax,
  TypeSyntax,
} from '../syntax/ast.js'

/** A definition that has a constructor id, written or computed. */
export type IdentifiedSyntax = CombinatorSyntax | BuiltinSyntax

/** A rule that can be hashed with: `auto` has been decided. */
export type HashRule = Exclude<IdRule, 'auto'>

/** What the two rules, and the known deviations from them, do differently. */
export interface CanonicalStyle {
  /** `flags.0?true` arguments are part of the text. */
  readonly keepsTrue: boolean
  /** An argument of type `bytes` stays `bytes` instead of becoming `string`. */
  readonly keepsBytes: boolean
  /** `!X` keeps its mark. */
  readonly keepsBang: boolean
  /** `%` stays before a lower-case name too, and sums stay as they were written. */
  readonly keepsSpelling: boolean
}

/**
 * How each rule writes a definition before hashing it. `telegram` is the rule of the Telegram API, of MTProto and
 * of the end-to-end schema, found by comparing hundreds of thousands of published ids; `tdlib` is that of the
 * reference parser (`tl-parser`), which td_api, the TON schemas and VK use.
 */
export const canonicalStyles: Readonly<Record<HashRule, CanonicalStyle>> = {
  telegram: { keepsTrue: false, keepsBytes: false, keepsBang: true, keepsSpelling: true },
  tdlib: { keepsTrue: true, keepsBytes: true, keepsBang: false, keepsSpelling: false },
}

/**
 * The text of a definition that its constructor id is the CRC32 of.
 * @param name Takes the place of the definition's own name, e.g. without a version suffix.
 */
export function canonicalText(item: IdentifiedSyntax, rule: HashRule, name?: string): string {
  return styledText(item, canonicalStyles[rule], name)
}

/** As {@link canonicalText}, for any mixture of the rules' traits. */
export function styledText(item: IdentifiedSyntax, style: CanonicalStyle, name?: string): string {
  // Never as the arguments of a call: a definition may have more words than fit there.
  const words =
    item.kind === 'builtin'
      ? ['?']
      : [...item.templates.flatMap((t) => templateWords(t, style)), ...fieldsWords(item.fields, style)]
  return [name ?? item.name.text, ...words, '=', typeText(item.result, style)].join(' ')
}

/** {@link constructorId} of {@link styledText}, computed once for each definition. */
export function styledId(item: IdentifiedSyntax, style: CanonicalStyle): number {
  const known = styledIds.get(style) ?? onceFor((one) => constructorId(styledText(one, style)))
  styledIds.set(style, known)
  return known(item)
}

/** There are only a few styles. */
const styledIds = new WeakMap<CanonicalStyle, (item: IdentifiedSyntax) => number>()

const utf8 = new TextEncoder()

/**
 * The CRC32 (IEEE polynomial, as in zlib) of a canonical text in UTF-8.
 * @returns uint32
 */
export function constructorId(text: string): number {
  return CRC32.buf(utf8.encode(text)) >>> 0
}

/** A constructor id as schemas with leading zeros write it: eight lower-case hexadecimal digits. */
export function formatId(id: number): string {
  return id.toString(16).padStart(8, '0')
}

function templateWords(template: TemplateSyntax, style: CanonicalStyle): string[] {
  return template.parameters.flatMap(({ names, type }) =>
    names.map((name) => `${name.text}:${typeText(type, style)}`),
  )
}

function fieldsWords(fields: readonly FieldSyntax[], style: CanonicalStyle): string[] {
  return fields.flatMap((field) => (isDropped(field, style) ? [] : fieldWords(field, style)))
}

/** A field `flags.3?true` has no bytes of its own, and Telegram adds such fields without a new id. */
function isDropped(field: FieldSyntax, style: CanonicalStyle): boolean {
  if (style.keepsTrue || field.condition?.bit === undefined) return false
  return field.type.kind === 'named' && field.type.name === 'true'
}

function fieldWords(field: FieldSyntax, style: CanonicalStyle): string[] {
  const type = conditionText(field) + argumentTypeText(field, style)
  if (field.names.length === 0) return [type]
  return field.names.map((name) => `${name.text}:${type}`)
}

function conditionText({ condition }: FieldSyntax): string {
  if (condition === undefined) return ''
  const bit = condition.bit === undefined ? '' : `.${condition.bit.value}`
  return `${condition.mask.text}${bit}?`
}

function argumentTypeText({ type, names }: FieldSyntax, style: CanonicalStyle): string {
  const isBytes = type.kind === 'named' && type.name === 'bytes' && names.length > 0
  return isBytes && !style.keepsBytes ? 'string' : typeText(type, style)
}

function typeText(type: TypeSyntax, style: CanonicalStyle): string {
  switch (type.kind) {
    case 'nat':
      return '#'
    case 'named':
      return type.name
    case 'number':
      return String(type.value)
    case 'sum':
      return sumText(type, style)
    case 'apply':
      return [type.callee, ...type.arguments].map((part) => typeText(part, style)).join(' ')
    case 'bare':
      return bareText(type, style)
    case 'bang':
      return (style.keepsBang ? '!' : '') + typeText(type.type, style)
    case 'repetition':
      return repetitionText(type, style)
    default:
      return assertNever(type)
  }
}

/** The reference parser adds the constants of a sum up and writes them last: `1+n+2` is `n+3`, `1+32` is `33`. */
function sumText(sum: SumSyntax, style: CanonicalStyle): string {
  if (style.keepsSpelling) return `${typeText(sum.left, style)}+${typeText(sum.right, style)}`
  const terms = sumTerms(sum)
  const constant = terms.reduce((total, term) => total + (term.kind === 'number' ? term.value : 0), 0)
  const variables = terms.filter((term) => term.kind !== 'number').map((term) => typeText(term, style))
  return [...variables, ...(constant > 0 || variables.length === 0 ? [String(constant)] : [])].join('+')
}

function sumTerms(type: TypeSyntax): TypeSyntax[] {
  return type.kind === 'sum' ? [...sumTerms(type.left), ...sumTerms(type.right)] : [type]
}

function bareText({ type }: BareSyntax, style: CanonicalStyle): string {
  const text = typeText(type, style)
  const name = type.kind === 'apply' ? type.callee.name : type.kind === 'named' ? type.name : ''
  const isBareAlready = /^[a-z_]/.test(name.slice(name.lastIndexOf('.') + 1))
  return isBareAlready && !style.keepsSpelling ? text : `%${text}`
}

function repetitionText({ count, fields }: RepetitionSyntax, style: CanonicalStyle): string {
  const times = count === undefined ? '' : `${typeText(count, style)}*`
  return [`${times}[`, ...fieldsWords(fields, style), ']'].join(' ')
}
