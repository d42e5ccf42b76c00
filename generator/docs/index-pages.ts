import type { Definition } from '../ir/schema.js'
import { entryOf, type DocContext } from './context.js'
import { availabilityOf } from './method-page.js'
import type { Entry, ErrorPage, IndexPage, Page, Prose } from './model.js'
import { firstSentence, plain, proseOf } from './prose.js'

type Group = IndexPage['groups'][number]

/** The indexes of one schema. */
export function indexPages(context: DocContext): readonly IndexPage[] {
  const { schema, folder, names } = context
  const methods = [...schema.methods.values()].filter(({ variantOf }) => variantOf === undefined)
  const constructors = [...schema.constructors.values()].filter(({ variantOf }) => variantOf === undefined)
  const types = [...schema.unions.values()].map((union): [readonly string[], Entry] => {
    const about = firstSentence(proseOf(union.description, schema.name, names))
    return [union.namespace, { link: names.link(schema.name, 'type', union.name), about }]
  })
  const entries = (all: readonly Definition[]): readonly (readonly [readonly string[], Entry])[] =>
    all.map((definition) => [definition.namespace, entryOf(definition, context)])
  const of = ` of the schema ${schema.name}`
  const index = (path: string, title: string, groups: readonly Group[], about: string): IndexPage =>
    indexPage(`${folder}${path}`, title, groups, [plain(about)], context)
  const bots = methods.filter((method) => availabilityOf(method, context)?.bots)
  const unknown = methods.filter((method) => availabilityOf(method, context) === undefined)
  return [
    index('methods/index', `Methods${of}`, byNamespace(entries(methods)), countOf(methods.length, 'method')),
    index(
      'constructors/index',
      `Constructors${of}`,
      byNamespace(entries(constructors)),
      countOf(constructors.length, 'constructor'),
    ),
    index('types/index', `Types${of}`, byNamespace(types), countOf(types.length, 'type')),
    ...(bots.length === 0
      ? []
      : [
          index(
            'bots',
            'Methods for bots',
            [...byNamespace(entries(bots)), ...group('Who can call these is not known', entries(unknown))],
            `${countOf(bots.length, 'method')} Bots can call ${bots.length === 1 ? 'it' : 'these'}.`,
          ),
        ]),
    ...namespacePages(entries(methods), entries(constructors), types, context),
  ]
}

/** A group, where it has anything. */
function group(title: string, entries: Placed): readonly Group[] {
  return entries.length === 0 ? [] : [{ title, entries: sorted(entries.map(([, entry]) => entry)) }]
}

type Placed = readonly (readonly [readonly string[], Entry])[]

function byNamespace(entries: Placed): readonly Group[] {
  const groups = new Map<string, Entry[]>()
  for (const [namespace, entry] of entries) {
    const title = namespace.join('.')
    groups.set(title, [...(groups.get(title) ?? []), entry])
  }
  return [...groups]
    .sort(([a], [b]) => compare(a, b))
    .map(([title, group]) => ({
      title: title === '' ? 'Without a namespace' : title,
      entries: sorted(group),
    }))
}

function namespacePages(
  methods: Placed,
  constructors: Placed,
  types: Placed,
  context: DocContext,
): readonly IndexPage[] {
  const all = new Set([...methods, ...constructors, ...types].map(([namespace]) => namespace.join('.')))
  return [...all].sort(compare).map((namespace) => {
    const within = (entries: Placed): readonly Entry[] =>
      sorted(entries.filter(([of]) => of.join('.') === namespace).map(([, entry]) => entry))
    const groups = [
      { title: 'Methods', entries: within(methods) },
      { title: 'Constructors', entries: within(constructors) },
      { title: 'Types', entries: within(types) },
    ].filter(({ entries }) => entries.length > 0)
    const title =
      namespace === '' ? `Names of ${context.schema.name} without a namespace` : `Namespace ${namespace}`
    const counts = groups
      .map(({ title: what, entries }) => `${String(entries.length)} ${what.toLowerCase()}`)
      .join(', ')
    const path = `${context.folder}namespaces/${namespace === '' ? '_' : namespace}`
    return indexPage(path, title, groups, [plain(`${counts}.`)], context)
  })
}

/** All names of all schemas by their first letter, without the namespace. */
export function alphabetPage(pages: readonly Page[], image: string | undefined): IndexPage {
  const groups = new Map<string, Entry[]>()
  for (const page of pages) {
    if (page.kind !== 'method' && page.kind !== 'constructor' && page.kind !== 'type') continue
    const last = page.name.slice(page.name.lastIndexOf('.') + 1)
    const letter = /^[a-z]/i.test(last) ? last.charAt(0).toUpperCase() : '#'
    const about = `${page.kind} of ${page.module}`
    groups.set(letter, [
      ...(groups.get(letter) ?? []),
      { link: { text: page.name, code: true, page: page.path }, about },
    ])
  }
  const byLast = (a: Entry, b: Entry): number =>
    compare(lastPart(a.link.text), lastPart(b.link.text)) ||
    compare(a.link.text, b.link.text) ||
    compare(a.about, b.about)
  return {
    ...indexBase(
      'a-z',
      'All names, A to Z',
      [plain('Methods, constructors and types by the last part of their names.')],
      image,
    ),
    groups: [...groups]
      .sort(([a], [b]) => compare(a, b))
      .map(([title, entries]) => ({ title, entries: entries.sort(byLast) })),
  }
}

/** The errors by their codes, those of any method first. */
export function errorIndexPage(pages: readonly ErrorPage[], context: DocContext): IndexPage {
  const groups = new Map<number, Entry[]>()
  const common: Entry[] = []
  for (const { name, path, codes } of pages) {
    for (const { code, description, common: isCommon } of codes) {
      const entry = {
        link: { text: `${String(code)} ${name}`, code: true, page: path },
        about: firstSentence(description),
      }
      groups.set(code, [...(groups.get(code) ?? []), entry])
      if (isCommon) common.push(entry)
    }
  }
  const byCode = [...groups]
    .sort(([a], [b]) => a - b)
    .map(([code, entries]) => ({ title: String(code), entries }))
  const count = pages.reduce((sum, { codes }) => sum + codes.length, 0)
  const about = `${countOf(count, 'error')} An error is known by its code and its name: there ${pages.length === 1 ? 'is 1 name' : `are ${String(pages.length)} names`}. An X in the address of a page stands for a number.`
  return indexPage(
    'errors/index',
    'Errors',
    [...(common.length > 0 ? [{ title: 'From any method', entries: common }] : []), ...byCode],
    [plain(about)],
    context,
  )
}

/** Where everything begins: the indexes of all schemas. */
export function startPage(
  contexts: readonly DocContext[],
  title: string,
  image: string | undefined,
): IndexPage {
  const groups = contexts.map(({ schema, folder }): Group => {
    const { methods, constructors, unions, layer } = schema
    const at = (page: string, text: string, count: number): readonly Entry[] =>
      count === 0 ? [] : [{ link: { text, page: `${folder}${page}` }, about: String(count) }]
    const newest = [...constructors.values()].filter(({ variantOf }) => variantOf === undefined).length
    return {
      title: `${schema.name}${layer === undefined ? '' : `, layer ${String(layer)}`}`,
      entries: [
        ...at('methods/index', 'Methods', methods.size),
        ...at('constructors/index', 'Constructors', newest),
        ...at('types/index', 'Types', unions.size),
        ...(schema.errors ? at('errors/index', 'Errors', schema.errors.errors.size) : []),
        ...at('bots', 'Methods for bots', botMethods(contexts, schema.name)),
      ],
    }
  })
  const more: Group = {
    title: 'More',
    entries: [
      { link: { text: 'All names, A to Z', page: 'a-z' }, about: '' },
      { link: { text: 'Basic types', page: 'basic-types' }, about: 'What TL itself defines.' },
    ],
  }
  return {
    ...indexBase(
      'index',
      title,
      [plain('Methods, constructors, types and errors, made from the schema itself.')],
      image,
    ),
    groups: [...groups, ...namespacesOf(contexts), more],
  }
}

function botMethods(contexts: readonly DocContext[], name: string): number {
  const context = contexts.find(({ schema }) => schema.name === name)
  return context
    ? [...context.schema.methods.values()].filter((method) => availabilityOf(method, context)?.bots).length
    : 0
}

/** The namespaces of the first schema, which is the main one. */
function namespacesOf([main]: readonly DocContext[]): readonly Group[] {
  if (!main) return []
  const names = new Map<string, number>()
  for (const { namespace } of main.schema.methods.values()) {
    const name = namespace.join('.')
    names.set(name, (names.get(name) ?? 0) + 1)
  }
  const entries = [...names]
    .sort(([a], [b]) => compare(a, b))
    .map(([name, count]) => ({
      link: {
        text: name === '' ? 'without a namespace' : name,
        code: name !== '',
        page: `${main.folder}namespaces/${name === '' ? '_' : name}`,
      },
      about: countOf(count, 'method'),
    }))
  return entries.length === 0 ? [] : [{ title: 'Namespaces', entries }]
}

function indexPage(
  path: string,
  title: string,
  groups: readonly Group[],
  about: Prose,
  { image }: DocContext,
): IndexPage {
  return { ...indexBase(path, title, about, image), groups }
}

function indexBase(
  path: string,
  title: string,
  about: Prose,
  image: string | undefined,
): Omit<IndexPage, 'groups'> {
  return {
    kind: 'index',
    path,
    title,
    description: firstSentence(about),
    redirects: [],
    ...(image !== undefined && { image }),
    back: { text: 'Reference', page: 'index' },
    about,
  }
}

function sorted(entries: readonly Entry[]): readonly Entry[] {
  return [...entries].sort((a, b) => compare(a.link.text, b.link.text))
}

function countOf(count: number, what: string): string {
  return `${String(count)} ${what}${count === 1 ? '' : 's'}.`
}

function lastPart(name: string): string {
  return name.slice(name.lastIndexOf('.') + 1).toLowerCase()
}

/** By code unit, whatever the locale. */
function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
