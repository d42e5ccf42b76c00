// The whole API as the bench needs it: from mtcute's api-schema.json to flat class names and fields.
import { readFileSync } from 'node:fs'

interface RawArgument {
  name: string
  type: string
  typeModifiers?: { predicate?: string; isVector?: boolean }
}
interface RawEntry {
  kind: 'class' | 'method'
  name: string
  id: number
  type: string
  typeModifiers?: { isVector?: boolean }
  arguments: RawArgument[]
}

export interface Field {
  name: string
  type: string
  vector: boolean
  /** The `#` field and bit that say whether this field is there. */
  flag: { word: string; bit: number } | undefined
}
export interface Definition {
  kind: 'class' | 'method'
  name: string
  className: string
  id: number
  type: string
  resultVector: boolean
  fields: Field[]
}
export interface Api {
  definitions: Definition[]
  byName: Map<string, Definition>
  /** Constructors of each TL type, in the order of the schema. */
  types: Map<string, Definition[]>
}

const SCHEMA = new URL('../../node_modules/@mtcute/core/tl/api-schema.json', import.meta.url)

const camel = (name: string): string => name.replace(/_+([a-zA-Z0-9])/g, (_, c: string) => c.toUpperCase())
export const capital = (name: string): string =>
  name.replace(/(^|\.)([a-z])/g, (_, dot: string, c: string) => dot + c.toUpperCase())
export const flat = (name: string): string => capital(name).replaceAll('.', '_')

function toField(raw: RawArgument): Field {
  const [word, bit] = raw.typeModifiers?.predicate?.split('.') ?? []
  return {
    name: raw.type === '#' ? raw.name : camel(raw.name),
    type: raw.type,
    vector: raw.typeModifiers?.isVector === true,
    flag: word === undefined ? undefined : { word, bit: Number(bit) },
  }
}

export function loadApi(): Api {
  // eslint-disable-next-line @typescript-eslint/no-unsafe-assignment -- a known file of a pinned package
  const schema: { e: RawEntry[] } = JSON.parse(readFileSync(SCHEMA, 'utf8'))
  const taken = new Set<string>()
  const definitions = schema.e.map((entry): Definition => {
    let className = flat(entry.name)
    if (taken.has(className)) className += 'Request'
    taken.add(className)
    return {
      kind: entry.kind,
      name: entry.name,
      className,
      id: entry.id,
      type: entry.type,
      resultVector: entry.typeModifiers?.isVector === true,
      fields: entry.arguments.map(toField),
    }
  })
  const types = new Map<string, Definition[]>()
  for (const definition of definitions) {
    if (definition.kind === 'method') continue
    types.set(definition.type, [...(types.get(definition.type) ?? []), definition])
  }
  return { definitions, byName: new Map(definitions.map((d) => [d.name, d])), types }
}

/** Fields that an object has: all but the flag words. */
export const members = (definition: Definition): Field[] => definition.fields.filter((f) => f.type !== '#')
