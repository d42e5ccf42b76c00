import type { CommentSyntax, FieldSyntax, ItemSyntax, SchemaSyntax } from './ast.js'

/** What the comments before an item say about it. */
export interface ItemDocumentation {
  readonly description?: string
  /** Keys are names of arguments as the schema has them. */
  readonly fields: ReadonlyMap<string, string>
}

/** A piece of documentation in the form of TDLib: `@tag text`. */
interface Tag {
  readonly name: string
  text: string
  /** The type that a `@class` before it on the same line speaks of. */
  readonly ofClass?: string
}

const noFields: ReadonlyMap<string, string> = new Map()

/**
 * Reads `//@description …`, `//@field …` and `//-` (which continues the line before). An argument that
 * is itself called `description` is documented as `@param_description`. Other comments say nothing here.
 */
export function documentationOf(item: ItemSyntax): ItemDocumentation {
  if (!item.leading.some(({ text }) => text.includes('@'))) return { fields: noFields }
  const names = argumentNames(item)
  const fields = new Map<string, string>()
  let description: string | undefined
  for (const tag of tagsOf(item.leading, names)) {
    if (tag.ofClass !== undefined || tag.text === '') continue
    if (isDescription(tag.name, names)) {
      description ??= tag.text
      continue
    }
    const field = fieldOf(tag, names)
    if (field !== undefined) fields.set(field.name, field.text)
  }
  return { ...(description !== undefined && { description }), fields }
}

/** Reads `//@class Type @description …`; the first description of a type counts. */
export function classDocumentation(schema: SchemaSyntax): ReadonlyMap<string, string> {
  const classes = new Map<string, string>()
  for (const { leading } of schema.items) {
    for (const { name, text, ofClass } of tagsOf(leading, new Set())) {
      if (ofClass === undefined || name !== 'description' || text === '' || classes.has(ofClass)) continue
      classes.set(ofClass, text)
    }
  }
  return classes
}

/** Other tools write `@constructor …` or `@method …`; both can also be names of arguments. */
function isDescription(name: string, names: ReadonlySet<string>): boolean {
  return name === 'description' || ((name === 'constructor' || name === 'method') && !names.has(name))
}

function argumentNames(item: ItemSyntax): ReadonlySet<string> {
  if (item.kind !== 'combinator') return new Set()
  return new Set(item.fields.flatMap((field: FieldSyntax) => field.names.map(({ text }) => text)))
}

/** The argument that a tag is about, if the item has it; also in the form `@param name text`. */
function fieldOf(
  { name, text }: Tag,
  names: ReadonlySet<string>,
): { name: string; text: string } | undefined {
  if (names.has(name)) return { name, text }
  const bare = name.startsWith('param_') ? name.slice('param_'.length) : undefined
  if (bare !== undefined && names.has(bare)) return { name: bare, text }
  const [, first, rest] = /^(\S+)\s+([^]+)$/.exec(text) ?? []
  if (name === 'param' && first !== undefined && rest !== undefined && names.has(first)) {
    return { name: first, text: rest }
  }
  return undefined
}

function tagsOf(comments: readonly CommentSyntax[], names: ReadonlySet<string>): readonly Tag[] {
  const tags: Tag[] = []
  for (const { text } of comments) {
    for (const line of text.split('\n')) readLine(line.replace(/^[/\s*]+/, '').trimEnd(), names, tags)
  }
  return tags
}

function readLine(line: string, names: ReadonlySet<string>, tags: Tag[]): void {
  const last = tags.at(-1)
  if (line.startsWith('-') && last !== undefined) {
    last.text = `${last.text} ${line.slice(1).trim()}`.trim()
    return
  }
  if (!line.startsWith('@')) return
  let ofClass: string | undefined
  for (const { name, text } of splitTags(line, names)) {
    if (name === 'class') ofClass = text
    tags.push({ name, text, ...(ofClass !== undefined && { ofClass }) })
  }
}

/**
 * Cuts a line at its tags. Behind the first one only words count that can be tags here, since a
 * description may well mention a `@username`.
 */
function splitTags(line: string, names: ReadonlySet<string>): readonly { name: string; text: string }[] {
  const starts = [...line.matchAll(/(?<=^|\s)@([A-Za-z0-9_]+)(?=\s|$)/g)].filter(
    ({ index, 1: name = '' }) => index === 0 || isTag(name, names),
  )
  return starts.map(({ index, 0: whole, 1: name = '' }, position) => ({
    name,
    text: line.slice(index + whole.length, starts[position + 1]?.index).trim(),
  }))
}

function isTag(name: string, names: ReadonlySet<string>): boolean {
  return (
    name === 'description' || name === 'class' || names.has(name.replace(/^param_/, '')) || names.has(name)
  )
}
