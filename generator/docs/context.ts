import type { Definition, Schema } from '../ir/schema.js'
import type { ModulePlan } from '../plan/module-plan.js'
import { namespaceName } from '../naming/names.js'
import type { HistoryOf } from './history.js'
import type { ExampleMaker } from './make-example.js'
import type { Entry, LinkGroup, Piece, Prose } from './model.js'
import type { DocNames } from './names.js'
import { firstSentence, proseOf } from './prose.js'
import type { TypeUsage } from './usage.js'

/** What the pages of one schema are made from. */
export interface DocContext {
  readonly schema: Schema
  readonly plan: ModulePlan
  readonly names: DocNames
  readonly usage: (union: string) => TypeUsage
  readonly history: HistoryOf
  readonly examples: ExampleMaker
  /** What examples import: `tlforge/telegram`. */
  readonly specifier: string
  /** The folder of the schema's pages: empty, or `mtproto/`. */
  readonly folder: string
  /** Requests of the schema can go through the clients of teleproto and mtcute: it is Telegram's API. */
  readonly hasClients: boolean
  /** The picture of all pages. */
  readonly image?: string
}

/** `messages.SendEncrypted` */
export function classNameOf(definition: Definition, { plan }: DocContext): string {
  const classes = definition.kind === 'method' ? plan.methodClasses : plan.constructorClasses
  const name = classes.get(definition.key)?.exported ?? ''
  return [...definition.namespace.map(namespaceName), name].join('.')
}

/** What is said of something, or what the schema itself tells. */
export function aboutOf(
  of: { readonly description?: string; readonly notes?: readonly string[] },
  otherwise: Prose,
  { schema, names }: DocContext,
): { readonly about: Prose; readonly notes: Prose } {
  const about = proseOf(of.description, schema.name, names)
  return {
    about: about.length > 0 ? about : otherwise,
    notes: (of.notes ?? []).flatMap((note) => proseOf(note, schema.name, names)),
  }
}

/** A line of an index about a definition. */
export function entryOf(definition: Definition, context: DocContext): Entry {
  const about = proseOf(definition.description, context.schema.name, context.names)
  return { link: linkOf(definition, context), about: firstSentence(about) }
}

export function linkOf({ kind, tlName }: Definition, { schema, names }: DocContext): Piece {
  return names.link(schema.name, kind, tlName)
}

/** More links than these are counted, not listed. */
const listed = 12

/** A group of links, without those that repeat and the page itself; none where it would be empty. */
export function linkGroup(title: string, links: readonly Piece[], self: string): readonly LinkGroup[] {
  const unique = [...new Map(links.map((link) => [link.page, link])).values()].filter(
    ({ page }) => page !== self,
  )
  if (unique.length === 0) return []
  return [{ title, links: unique.slice(0, listed), more: Math.max(0, unique.length - listed) }]
}

/** The pages that a description points to. */
export function seeLinks(
  see: readonly string[] | undefined,
  { schema, names }: DocContext,
): readonly Piece[] {
  return (see ?? []).flatMap((name): Piece[] => {
    const page = names.find(schema.name, name)
    return page === undefined ? [] : [{ text: name, code: true, page }]
  })
}
