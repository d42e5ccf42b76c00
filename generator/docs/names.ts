import type { Schema } from '../ir/schema.js'
import { reservedFileNames } from '../naming/reserved.js'
import type { Piece } from './model.js'

export type NameKind = 'method' | 'constructor' | 'type'

const folders = { method: 'methods', constructor: 'constructors', type: 'types' } as const

/** Knows the page of every name. */
export class DocNames {
  readonly #paths = new Map<string, string>()
  readonly #modules: readonly string[]

  /** @param main the schema whose pages stand at the top; others have a folder */
  constructor(schemas: readonly Schema[], main: string) {
    this.#modules = schemas.map(({ name }) => name)
    const taken = new Set<string>()
    for (const schema of schemas) {
      const add = (kind: NameKind, name: string): void => {
        const key = nameKey(schema.name, kind, name)
        if (this.#paths.has(key)) return
        const folder = (schema.name === main ? '' : `${schema.name}/`) + folders[kind]
        this.#paths.set(key, freePath(folder, name, taken))
      }
      for (const { tlName } of schema.methods.values()) add('method', tlName)
      for (const { tlName } of schema.constructors.values()) add('constructor', tlName)
      for (const name of schema.unions.keys()) add('type', name)
    }
  }

  /** The page of something that the schema has. */
  path(module: string, kind: NameKind, name: string): string {
    const path = this.#paths.get(nameKey(module, kind, name))
    if (path === undefined) throw new Error(`no page for the ${kind} ${name} of ${module}`)
    return path
  }

  /** The page of a name, whatever it is the name of: first in the schema itself, then in the others. */
  find(module: string, name: string): string | undefined {
    for (const schema of [module, ...this.#modules]) {
      for (const kind of ['method', 'constructor', 'type'] as const) {
        const path = this.#paths.get(nameKey(schema, kind, name))
        if (path !== undefined) return path
      }
    }
    return undefined
  }

  link(module: string, kind: NameKind, name: string): Piece {
    return { text: name, code: true, page: this.path(module, kind, name) }
  }
}

function nameKey(module: string, kind: NameKind, name: string): string {
  return `${module} ${kind} ${name}`
}

/** Two names that differ only in case get different files, and none gets one that Windows or an index has. */
function freePath(folder: string, name: string, taken: Set<string>): string {
  const isReserved =
    name.toLowerCase() === 'index' || reservedFileNames.has(name.toLowerCase().split('.')[0] ?? '')
  let path = `${folder}/${name}${isReserved ? '_' : ''}`
  for (let n = 2; taken.has(path.toLowerCase()); n++) path = `${folder}/${name}-${String(n)}`
  taken.add(path.toLowerCase())
  return path
}

/** The other spelling of a name, `messages_sendEncrypted`, which leads to the same page. */
export function redirectsOf(path: string): readonly string[] {
  const at = path.lastIndexOf('/') + 1
  const name = path.slice(at)
  return name.includes('.') ? [path.slice(0, at) + name.replaceAll('.', '_')] : []
}
