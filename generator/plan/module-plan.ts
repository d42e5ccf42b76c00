import type { Constructor, Method, Schema, Union } from '../ir/schema.js'
import {
  baseName,
  className,
  discriminant,
  fieldsName,
  fileName,
  readerName,
  unionName,
  writerName,
} from '../naming/names.js'
import type { FileSymbol } from './symbol.js'

/** Where a class goes and what its exports are called. */
export interface ClassPlan {
  readonly class: FileSymbol
  readonly fields: FileSymbol
  /** The value of `_`. */
  readonly discriminant: string
  /** Some field holds the constructor without its id, so its body needs a writer of its own. */
  readonly usedBare: boolean
}

export interface UnionPlan {
  readonly union: Union
  readonly type: FileSymbol
  readonly reader: FileSymbol
  readonly writer: FileSymbol
  /** The abstract class that the constructors of the type share; absent where there is only one. */
  readonly base?: FileSymbol
  /** The file of the type and all its constructors. */
  readonly file: string
  readonly constructors: readonly Constructor[]
}

export interface MethodPlan {
  readonly method: Method
  readonly file: string
}

/** Everything about the files of one schema before any text exists. */
export interface ModulePlan {
  readonly schema: Schema
  readonly unions: ReadonlyMap<string, UnionPlan>
  readonly methods: readonly MethodPlan[]
  /** By the key of the definition. */
  readonly constructorClasses: ReadonlyMap<string, ClassPlan>
  readonly methodClasses: ReadonlyMap<string, ClassPlan>
  /** Every namespace with what it exports; the empty path is the module itself. */
  readonly namespaces: ReadonlyMap<string, NamespacePlan>
}

export interface NamespacePlan {
  readonly path: readonly string[]
  readonly file: string
  readonly unions: readonly UnionPlan[]
  readonly methods: readonly MethodPlan[]
  /** Last segments of the namespaces directly within. */
  readonly children: readonly NamespacePlan[]
}

/** Decides files and names: one file for each type with its constructors, one for each method, an index for each namespace. */
export function planModule(schema: Schema): ModulePlan {
  const files = new FileNames(schema.name)
  const bare = bareConstructors(schema)
  const constructorClasses = new Map<string, ClassPlan>()
  const unions = new Map<string, UnionPlan>()
  for (const union of schema.unions.values()) {
    const file = files.take('types', union.namespace, union.name)
    const constructors = union.constructors.flatMap((key) => schema.constructors.get(key) ?? [])
    for (const constructor of constructors) {
      constructorClasses.set(constructor.key, planClass(constructor, file, bare.has(constructor.key)))
    }
    const name = unionName(union.name)
    const symbol = { file, namespace: union.namespace }
    unions.set(union.name, {
      union,
      type: { ...symbol, name },
      reader: { ...symbol, name: readerName(name) },
      writer: { ...symbol, name: writerName(name) },
      ...(constructors.length > 1 ? { base: { ...symbol, name: baseName(union.name) } } : {}),
      file,
      constructors,
    })
  }
  const methodClasses = new Map<string, ClassPlan>()
  const methods: MethodPlan[] = []
  for (const method of schema.methods.values()) {
    const file = files.take('functions', method.namespace, method.tlName)
    methods.push({ method, file })
    methodClasses.set(method.key, planClass(method, file, false))
  }
  const namespaces = planNamespaces(schema.name, [...unions.values()], methods)
  return { schema, unions, methods, constructorClasses, methodClasses, namespaces }
}

function planClass(definition: Constructor | Method, file: string, usedBare: boolean): ClassPlan {
  const name = className(definition.tlName, definition.variantOf)
  const symbol = { file, namespace: definition.namespace }
  return {
    class: { ...symbol, name },
    fields: { ...symbol, name: fieldsName(name) },
    discriminant: discriminant(definition.tlName, definition.variantOf),
    usedBare,
  }
}

function bareConstructors(schema: Schema): ReadonlySet<string> {
  const bare = new Set<string>()
  for (const definition of [...schema.constructors.values(), ...schema.methods.values()]) {
    const types = definition.fields.map((field) => field.type)
    if (definition.kind === 'method') types.push(definition.result)
    for (let type = types.pop(); type; type = types.pop()) {
      if (type.kind === 'bare') bare.add(type.name)
      else if (type.kind === 'vector' || type.kind === 'repetition') types.push(type.item)
    }
  }
  return bare
}

/** Hands out file names; two that differ only in case or dashes get a number. */
class FileNames {
  readonly #root: string
  readonly #taken = new Set<string>()

  constructor(root: string) {
    this.#root = root
  }

  take(folder: string, namespace: readonly string[], tlName: string): string {
    const base = [this.#root, folder, ...namespace.map(fileName), fileName(tlName)].join('/')
    let path = base
    for (let n = 2; this.#taken.has(path.toLowerCase()); n++) path = `${base}-${String(n)}`
    this.#taken.add(path.toLowerCase())
    return path
  }
}

function planNamespaces(
  root: string,
  unions: readonly UnionPlan[],
  methods: readonly MethodPlan[],
): ReadonlyMap<string, NamespacePlan> {
  const paths = new Map<string, readonly string[]>([['', []]])
  for (const path of [
    ...unions.map(({ union }) => union.namespace),
    ...methods.map(({ method }) => method.namespace),
  ]) {
    for (let length = 1; length <= path.length; length++) {
      paths.set(path.slice(0, length).join('.'), path.slice(0, length))
    }
  }
  const namespaces = new Map<string, NamespacePlan>()
  // The deepest first, so that the children are there when their parent is made.
  for (const [key, path] of [...paths].sort(([, a], [, b]) => b.length - a.length)) {
    const children = [...paths.entries()]
      .filter(
        ([, child]) => child.length === path.length + 1 && path.every((segment, at) => child[at] === segment),
      )
      .flatMap(([childKey]) => namespaces.get(childKey) ?? [])
      .sort((a, b) => compare(a.file, b.file))
    namespaces.set(key, {
      path,
      file: path.length === 0 ? `${root}/index` : [root, 'namespaces', ...path.map(fileName)].join('/'),
      unions: unions
        .filter(({ union }) => union.namespace.join('.') === key)
        .sort((a, b) => compare(a.file, b.file)),
      methods: methods
        .filter(({ method }) => method.namespace.join('.') === key)
        .sort((a, b) => compare(a.file, b.file)),
      children,
    })
  }
  return namespaces
}

/** By code unit, whatever the locale. */
function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
