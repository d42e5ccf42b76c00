import type { Span } from '../diagnostics/diagnostic.js'
import type { Definition, Field } from '../ir/schema.js'
import type { TypeRef } from '../ir/type-ref.js'
import { className, fieldsName, isTypeParameterName } from '../naming/names.js'
import type { Unsupported } from './lower-type.js'

/** What file systems allow for a name in a path is 255 bytes; writing `fooBar` as `foo-bar` may double the letters. */
const longestName = 120
const mostSegments = 12

/** Whether a definition, each type of which has a form, has one as a whole. */
export function unsupportedForm(definition: Definition, span: Span): Unsupported | undefined {
  const what = unsupportedName(definition) ?? unsupportedParameters(definition)
  if (what !== undefined) return { kind: 'unsupported', what, span }
  for (const field of definition.fields) {
    const problem = unsupportedField(field, definition.fields)
    if (problem !== undefined) return { kind: 'unsupported', what: problem, span: field.place.span }
  }
  return undefined
}

function unsupportedName(definition: Definition): string | undefined {
  if (definition.tlName === '_') return 'no name of its own'
  const names = [definition.tlName, ...(definition.kind === 'constructor' ? [definition.union] : [])]
  if (names.some((name) => name.length > longestName))
    return `a name of more than ${String(longestName)} letters`
  if (names.some((name) => name.split('.').length > mostSegments)) {
    return `a name of more than ${String(mostSegments)} segments`
  }
  return undefined
}

/** The result of a wrapper is that of a query in it, which must be there. */
function unsupportedParameters(definition: Definition): string | undefined {
  if (definition.kind === 'constructor') return undefined
  const { parameters, result, fields, tlName } = definition
  const own = className(tlName, definition.variantOf)
  const bad = parameters.find(
    (name) => !isTypeParameterName(name) || name === own || name === fieldsName(own),
  )
  if (bad !== undefined) return `a type parameter called \`${bad}\``
  if (result.kind !== 'parameter') {
    return holdsParameter(result) ? 'a type parameter within its result' : undefined
  }
  const isGiven = fields.some(
    ({ type, condition }) => type.kind === 'query' && type.parameter === result.name && !condition,
  )
  return isGiven ? undefined : `a result that no \`!${result.name}\` gives`
}

function unsupportedField(field: Field, fields: readonly Field[]): string | undefined {
  if (holdsParameter(field.type)) return 'a field whose type is a parameter'
  for (const name of countsOf(field.type)) {
    const count = fields.find(({ tlName }) => tlName === name)
    if (count?.isMask === true) return 'a repetition counted by a mask'
    if (count?.condition) return 'a repetition counted by a conditional field'
  }
  return undefined
}

function holdsParameter(type: TypeRef): boolean {
  if (type.kind === 'vector' || type.kind === 'repetition') return holdsParameter(type.item)
  return type.kind === 'parameter'
}

/** The fields that say how often something within a type is repeated. */
function countsOf(type: TypeRef): readonly string[] {
  if (type.kind !== 'vector' && type.kind !== 'repetition') return []
  const inner = countsOf(type.item)
  return type.kind === 'repetition' && typeof type.count === 'string' ? [type.count, ...inner] : inner
}
