import type { ErrorKey } from '../ir/errors.js'
import { sortedErrorKeys } from '../ir/errors.js'
import type { Method } from '../ir/schema.js'
import { aboutOf, classNameOf, linkGroup, linkOf, seeLinks, type DocContext } from './context.js'
import { formatId } from '../emit/id-text.js'
import { errorPath } from './error-pages.js'
import { mtcuteExample, teleprotoExample } from './example-clients.js'
import { hexExample, jsonExample } from './example-data.js'
import { ownExample } from './example-own.js'
import type { Availability, ErrorRow, Example, Line, LinkGroup, MethodPage } from './model.js'
import { redirectsOf } from './names.js'
import { parametersOf } from './parameters.js'
import { firstSentence, proseOf } from './prose.js'
import { typeLine } from './type-line.js'
import { fieldUnions, unionWithin } from './usage.js'

/** Types that so many methods take are no relation between them. */
const tooCommon = 25

export function methodPage(method: Method, context: DocContext): MethodPage {
  const { schema, names, image } = context
  const path = names.path(schema.name, 'method', method.tlName)
  const { about, notes } = aboutOf(method, [schemaSentence(method, context)], context)
  const info = schema.errors?.methods.get(method.tlName)
  const errors = errorRows(info?.errors ?? [], context)
  const availability = availabilityOf(method, context)
  return {
    kind: 'method',
    path,
    title: method.tlName,
    description: firstSentence(about),
    redirects: redirectsOf(path),
    ...(image !== undefined && { image }),
    back: { text: 'All methods', page: `${context.folder}methods/index` },
    name: method.tlName,
    module: schema.name,
    id: formatId(method.id),
    className: classNameOf(method, context),
    about,
    notes,
    tl: method.tl,
    parameters: parametersOf(method, context),
    result: {
      type: typeLine(method.result, schema, names),
      about: proseOf(method.returns, schema.name, names),
      tl: resultTl(method, context),
    },
    ...(availability && { availability }),
    errors,
    ...(schema.errors &&
      schema.errors.common.length > 0 && { commonErrors: { text: 'any method', page: 'errors/index' } }),
    examples: examplesOf(method, context),
    tooLong: errors.filter(({ name }) => name.endsWith('_TOO_LONG')),
    related: relatedOf(method, path, context),
    history: context.history.of(method),
  }
}

/** What a method does as far as its definition tells. */
function schemaSentence({ fields, result }: Method, { schema, names }: DocContext): Line {
  const taken = [...new Set(fields.flatMap(({ type }) => unionWithin(type, schema) ?? []))]
  const links = taken.flatMap((union, index): Line => [
    ...(index > 0 ? [{ text: index === taken.length - 1 ? ' and ' : ', ' }] : []),
    names.link(schema.name, 'type', union),
  ])
  return [
    { text: links.length === 0 ? 'A request' : 'Takes ' },
    ...links,
    { text: links.length === 0 ? ', answered with ' : ' and is answered with ' },
    ...typeLine(result, schema, names),
    { text: '.' },
  ]
}

/** More constructors than these are on the page of the type. */
const mostConstructors = 20

/** What the answer can be: the newest forms of the constructors of the result. */
function resultTl(method: Method, { schema }: DocContext): string {
  const union = unionWithin(method.result, schema)
  const keys = union === undefined ? [] : (schema.unions.get(union)?.constructors ?? [])
  const lines = keys.flatMap((key) => {
    const constructor = schema.constructors.get(key)
    return constructor && constructor.variantOf === undefined ? [constructor.tl] : []
  })
  if (lines.length > mostConstructors) return `// ${String(lines.length)} constructors`
  return lines.join('\n')
}

export function errorRows(keys: Iterable<ErrorKey>, { schema, names }: DocContext): readonly ErrorRow[] {
  return sortedErrorKeys(keys).flatMap((key): ErrorRow[] => {
    const spec = schema.errors?.errors.get(key)
    if (!spec) return []
    return [
      {
        code: spec.code,
        name: spec.name,
        page: errorPath(spec.name),
        description: proseOf(spec.description, schema.name, names),
        arguments: spec.arguments,
      },
    ]
  })
}

export function availabilityOf({ tlName }: Method, { schema }: DocContext): Availability | undefined {
  const info = schema.errors?.methods.get(tlName)
  if (info?.callers === undefined) return undefined
  return {
    users: info.callers !== 'bot',
    bots: info.callers !== 'user',
    business: info.business === true,
    withoutLogin: info.withoutLogin === true,
  }
}

function examplesOf(method: Method, context: DocContext): readonly Example[] {
  const value = context.examples.of(method)
  if (!value) return []
  const own = { plan: context.plan, specifier: context.specifier }
  const data: readonly Example[] = [
    { title: 'TypeScript', language: 'ts', code: ownExample(value, own, 'ts') },
    { title: 'JavaScript', language: 'js', code: ownExample(value, own, 'js') },
  ]
  const bytes: readonly Example[] = [
    { title: 'JSON', language: 'json', code: jsonExample(value) },
    { title: 'Bytes', language: 'text', code: hexExample(value) },
  ]
  if (!context.hasClients) return [...data, ...bytes]
  return [
    ...data,
    { title: 'teleproto', language: 'ts', code: teleprotoExample(value) },
    { title: 'mtcute', language: 'ts', code: mtcuteExample(value) },
    ...bytes,
  ]
}

function relatedOf(method: Method, path: string, context: DocContext): readonly LinkGroup[] {
  const { schema, usage } = context
  const result = unionWithin(method.result, schema)
  const groups: LinkGroup[] = [...linkGroup('See also', seeLinks(method.see, context), path)]
  if (result !== undefined) {
    const { returnedBy, takenBy } = usage(result)
    if (returnedBy.length <= tooCommon) {
      groups.push(
        ...linkGroup(
          `Give ${result}, too`,
          returnedBy.map((other) => linkOf(other, context)),
          path,
        ),
      )
    }
    groups.push(
      ...linkGroup(
        `Take ${result}`,
        takenBy.map((other) => linkOf(other, context)),
        path,
      ),
    )
  }
  for (const union of fieldUnions(method, schema)) {
    const { takenBy, returnedBy } = usage(union)
    if (takenBy.length <= tooCommon) {
      groups.push(
        ...linkGroup(
          `Take ${union}, too`,
          takenBy.map((other) => linkOf(other, context)),
          path,
        ),
      )
    }
    if (returnedBy.length <= tooCommon) {
      groups.push(
        ...linkGroup(
          `Give ${union}`,
          returnedBy.map((other) => linkOf(other, context)),
          path,
        ),
      )
    }
  }
  const namespace = method.namespace.join('.')
  const page = `${context.folder}namespaces/${namespace === '' ? '_' : namespace}`
  const index = {
    text: namespace === '' ? 'names without a namespace' : namespace,
    code: namespace !== '',
    page,
  }
  return [...groups, { title: 'Namespace', links: [index], more: 0 }]
}
