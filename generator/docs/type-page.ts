import type { Constructor, Union } from '../ir/schema.js'
import { namespaceName, unionName } from '../naming/names.js'
import { aboutOf, entryOf, linkGroup, seeLinks, type DocContext } from './context.js'
import type { Line, TypePage } from './model.js'
import { redirectsOf } from './names.js'
import { firstSentence, plain } from './prose.js'

export function typePage(union: Union, context: DocContext): TypePage {
  const { schema, names, image } = context
  const path = names.path(schema.name, 'type', union.name)
  const { returnedBy, takenBy, heldBy } = context.usage(union.name)
  const constructors = newest(union.constructors.flatMap((key) => schema.constructors.get(key) ?? []))
  const { about, notes } = aboutOf(union, [countSentence(constructors.length)], context)
  const entries = (all: readonly Parameters<typeof entryOf>[0][]) =>
    all.map((definition) => entryOf(definition, context))
  return {
    kind: 'type',
    path,
    title: union.name,
    description: firstSentence(about),
    redirects: redirectsOf(path),
    ...(image !== undefined && { image }),
    back: { text: 'All types', page: `${context.folder}types/index` },
    name: union.name,
    module: schema.name,
    className: [...union.namespace.map(namespaceName), unionName(union.name)].join('.'),
    about,
    notes,
    constructors: entries(constructors),
    returnedBy: entries(returnedBy),
    takenBy: entries(takenBy),
    heldBy: entries(heldBy),
    related: linkGroup('See also', seeLinks(union.see, context), path),
  }
}

function countSentence(count: number): Line {
  return plain(count === 1 ? 'A type with one constructor.' : `A type with ${String(count)} constructors.`)
}

/** One of each name: the forms of older layers are on the page of the newest. */
function newest(constructors: readonly Constructor[]): readonly Constructor[] {
  return constructors.filter(({ variantOf }) => variantOf === undefined)
}
