import { formatId } from '../emit/id-text.js'
import type { Constructor } from '../ir/schema.js'
import { aboutOf, classNameOf, linkGroup, linkOf, seeLinks, type DocContext } from './context.js'
import { hexExample, jsonExample } from './example-data.js'
import { ownExample } from './example-own.js'
import type { ConstructorPage, Example, Line, LinkGroup, Variant } from './model.js'
import { redirectsOf } from './names.js'
import { parametersOf } from './parameters.js'
import { firstSentence } from './prose.js'

/** The page of a constructor in its newest form. */
export function constructorPage(constructor: Constructor, context: DocContext): ConstructorPage {
  const { schema, names, image } = context
  const path = names.path(schema.name, 'constructor', constructor.tlName)
  const { about, notes } = aboutOf(constructor, [schemaSentence(constructor, context)], context)
  return {
    kind: 'constructor',
    path,
    title: constructor.tlName,
    description: firstSentence(about),
    redirects: redirectsOf(path),
    ...(image !== undefined && { image }),
    back: { text: 'All constructors', page: `${context.folder}constructors/index` },
    name: constructor.tlName,
    module: schema.name,
    id: formatId(constructor.id),
    className: classNameOf(constructor, context),
    about,
    notes,
    tl: constructor.tl,
    parameters: parametersOf(constructor, context),
    type: [names.link(schema.name, 'type', constructor.union)],
    examples: examplesOf(constructor, context),
    variants: variantsOf(constructor, context),
    related: relatedOf(constructor, path, context),
    history: context.history.of(constructor),
  }
}

function schemaSentence({ union, fields }: Constructor, { schema, names }: DocContext): Line {
  const keys = schema.unions.get(union)?.constructors ?? []
  const all = keys.filter((key) => schema.constructors.get(key)?.variantOf === undefined).length
  const what = all === 1 ? 'The only constructor of ' : `One of the ${String(all)} constructors of `
  const count = fields.length
  const has =
    count === 0 ? ', without fields.' : count === 1 ? ', with one field.' : `, with ${String(count)} fields.`
  return [{ text: what }, names.link(schema.name, 'type', union), { text: has }]
}

function examplesOf(constructor: Constructor, context: DocContext): readonly Example[] {
  const value = context.examples.of(constructor)
  if (!value) return []
  const own = { plan: context.plan, specifier: context.specifier }
  return [
    { title: 'TypeScript', language: 'ts', code: ownExample(value, own, 'ts') },
    { title: 'JSON', language: 'json', code: jsonExample(value) },
    { title: 'Bytes', language: 'text', code: hexExample(value) },
  ]
}

function variantsOf({ tlName }: Constructor, context: DocContext): readonly Variant[] {
  return [...context.schema.constructors.values()]
    .filter((other) => other.tlName === tlName && other.variantOf !== undefined)
    .map((other) => ({ layer: other.variantOf ?? 0, className: classNameOf(other, context), tl: other.tl }))
    .sort((a, b) => b.layer - a.layer)
}

function relatedOf(constructor: Constructor, path: string, context: DocContext): readonly LinkGroup[] {
  const { schema, usage } = context
  const { returnedBy, takenBy, heldBy } = usage(constructor.union)
  const links = (definitions: Parameters<typeof linkOf>[0][]) =>
    definitions.map((definition) => linkOf(definition, context))
  const siblings = (schema.unions.get(constructor.union)?.constructors ?? []).flatMap(
    (key) => schema.constructors.get(key) ?? [],
  )
  return [
    ...linkGroup('See also', seeLinks(constructor.see, context), path),
    ...linkGroup(`Other constructors of ${constructor.union}`, links(siblings), path),
    ...linkGroup('Methods that give it', links([...returnedBy]), path),
    ...linkGroup('Methods that take it', links([...takenBy]), path),
    ...linkGroup('Constructors that hold it', links([...heldBy]), path),
  ]
}
