import { onceFor } from '../ir/once-for.js'
import type { Constructor, Definition, Method, Schema, Union } from '../ir/schema.js'
import {
  bareMethodName,
  className,
  discriminant,
  fieldsName,
  qualifiedName,
  readerName,
  unionName,
  unknownName,
  writeMethodName,
} from '../naming/names.js'
import type { FormOptions } from '../options.js'
import { FileNames, Places } from './places.js'
import type { FileSymbol } from './symbol.js'

/** Where a class goes and what its exports are called. */
export interface ClassPlan {
  readonly class: FileSymbol
  readonly fields: FileSymbol
  /** What the class is called outside: its own name, but where another class of its file has that too. */
  readonly exported: string
  /** The value of `_`. */
  readonly discriminant: string
  /** The method that writes the constructor without its id, for the fields that hold it so; absent without any. */
  readonly writeBare?: string
}

export interface UnionPlan {
  readonly union: Union
  readonly type: FileSymbol
  readonly reader: FileSymbol
  /** The method by which its constructors, and no others, write themselves. */
  readonly write: string
  /** The class of the values that a subset leaves out, where they can be read. */
  readonly unknown?: FileSymbol
  /** The file of the type and all its constructors. */
  readonly file: string
  readonly constructors: readonly Constructor[]
}

/** A type for those who refer to it. */
export interface UnionView extends Pick<UnionPlan, 'type' | 'reader' | 'write' | 'unknown'> {
  /** A subset has left out all constructors: there is no value that could be written. */
  readonly isEmpty: boolean
  readonly isRecursive: boolean
}

export interface MethodPlan {
  readonly method: Method
  readonly file: string
}

/** Everything about the files of one schema before any text exists. */
export interface ModulePlan {
  readonly schema: Schema
  readonly unions: ReadonlyMap<string, UnionPlan>
  readonly unionViews: ReadonlyMap<string, UnionView>
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
  readonly types: readonly TypeExports[]
  readonly methods: readonly MethodPlan[]
  /** The namespaces directly within. */
  readonly children: readonly NamespacePlan[]
}

/** What a namespace exports of the file of a type: a constructor may be in another namespace than its type. */
export interface TypeExports {
  readonly union: UnionPlan
  /** The type itself is of the namespace. */
  readonly hasType: boolean
  readonly constructors: readonly Constructor[]
}

/** Decides files and names: one file for each type with its constructors, one for each method, an index for each namespace. */
export function planModule(schema: Schema, options: FormOptions = {}): ModulePlan {
  const files = new FileNames()
  const places = new Places(schema.name, files, options.layout ?? 'definition')
  const prefix = options.classPrefix ?? ''
  const bare = bareConstructors(schema)
  const constructorClasses = new Map<string, ClassPlan>()
  const unions = new Map<string, UnionPlan>()
  for (const union of schema.unions.values()) {
    const file = places.file('types', union.namespace, union.name)
    const own = (name: string): FileSymbol => ({
      file,
      namespace: union.namespace,
      name: places.name(file, name, union.namespace),
    })
    const constructors = union.constructors.flatMap((key) => schema.constructors.get(key) ?? [])
    const names = namesInFile(constructors, prefix)
    for (const constructor of constructors) {
      const bareIn = bare.has(constructor.key) ? schema.name : undefined
      const name = names.get(constructor)
      constructorClasses.set(constructor.key, planClass(constructor, file, { name, prefix, places, bareIn }))
    }
    const type = own(unionName(union.name))
    unions.set(union.name, {
      union,
      type,
      reader: own(readerName(type.name)),
      write: writeMethodName(schema.name, union.name),
      ...(union.outside && schema.subset?.outside === 'unknown' && { unknown: own(unknownName(union.name)) }),
      file,
      constructors,
    })
  }
  const methodClasses = new Map<string, ClassPlan>()
  const methods: MethodPlan[] = []
  for (const method of schema.methods.values()) {
    const file = places.file('functions', method.namespace, method.tlName)
    methods.push({ method, file })
    methodClasses.set(method.key, planClass(method, file, { prefix, places }))
  }
  const namespaces = planNamespaces(schema.name, files, [...unions.values()], methods)
  const unionViews = new Map([...unions].map(([name, union]) => [name, viewOf(union)]))
  return { schema, unions, unionViews, methods, constructorClasses, methodClasses, namespaces }
}

function viewOf({ union, type, reader, write, unknown, constructors }: UnionPlan): UnionView {
  return {
    type,
    reader,
    write,
    ...(unknown && { unknown }),
    isEmpty: constructors.length === 0,
    isRecursive: union.recursive,
  }
}

interface ClassNaming {
  readonly prefix: string
  readonly places: Places
  /** The name that the file has for the class, where it is not that of the class alone. */
  readonly name?: string | undefined
  /** The schema, for a constructor that something holds bare. */
  readonly bareIn?: string | undefined
}

function planClass(
  definition: Constructor | Method,
  file: string,
  { prefix, places, name: nameInFile, bareIn }: ClassNaming,
): ClassPlan {
  const exported = prefix + className(definition.tlName, definition.variantOf)
  const tag = discriminant(definition.tlName, definition.variantOf)
  const name = places.name(file, nameInFile ?? exported, definition.namespace, fieldsName)
  const symbol = { file, namespace: definition.namespace }
  return {
    class: { ...symbol, name },
    fields: { ...symbol, name: fieldsName(name) },
    exported,
    discriminant: tag,
    ...(bareIn === undefined ? {} : { writeBare: bareMethodName(bareIn, tag) }),
  }
}

/** Constructors of one type that differ only in their namespaces get those into the names that their file has for them. */
function namesInFile(constructors: readonly Constructor[], prefix: string): ReadonlyMap<Constructor, string> {
  const byName = new Map<string, Constructor[]>()
  for (const constructor of constructors) {
    const name = prefix + className(constructor.tlName, constructor.variantOf)
    const group = byName.get(name)
    if (group) group.push(constructor)
    else byName.set(name, [constructor])
  }
  const names = new Map<Constructor, string>()
  for (const [name, group] of byName) {
    if (group.length === 1) continue
    for (const constructor of group) {
      let long = qualifiedName(constructor.namespace, name)
      while (byName.has(long)) long += '_'
      byName.set(long, [])
      names.set(constructor, long)
    }
  }
  return names
}

/** The constructors that something holds bare. */
export function bareConstructors(schema: Schema): ReadonlySet<string> {
  const bare = new Set<string>()
  for (const one of schema.constructors.values()) for (const name of heldBare(one)) bare.add(name)
  for (const one of schema.methods.values()) for (const name of heldBare(one)) bare.add(name)
  return bare
}

const heldBare = onceFor((definition: Definition): readonly string[] => {
  const bare: string[] = []
  const types = definition.fields.map((field) => field.type)
  if (definition.kind === 'method') types.push(definition.result)
  for (let type = types.pop(); type; type = types.pop()) {
    if (type.kind === 'bare') bare.push(type.name)
    else if (type.kind === 'vector' || type.kind === 'repetition') types.push(type.item)
  }
  return bare
})

function planNamespaces(
  root: string,
  files: FileNames,
  unions: readonly UnionPlan[],
  methods: readonly MethodPlan[],
): ReadonlyMap<string, NamespacePlan> {
  const drafts = new Map<string, NamespaceDraft>()
  const draftOf = (path: readonly string[]): NamespaceDraft => {
    const key = path.join('.')
    const known = drafts.get(key)
    if (known) return known
    const draft: NamespaceDraft = { path, types: new Map(), methods: [], children: [] }
    drafts.set(key, draft)
    if (path.length > 0) draftOf(path.slice(0, -1)).children.push(key)
    return draft
  }
  draftOf([])
  for (const plan of unions) {
    draftOf(plan.union.namespace).types.set(plan, [])
    for (const constructor of plan.constructors) {
      const { types } = draftOf(constructor.namespace)
      const group = types.get(plan)
      if (group) group.push(constructor)
      else types.set(plan, [constructor])
    }
  }
  for (const plan of methods) draftOf(plan.method.namespace).methods.push(plan)
  const namespaces = new Map<string, NamespacePlan>()
  // The deepest first, so that the children are there when their parent is made.
  for (const [key, draft] of [...drafts].sort(([, a], [, b]) => b.path.length - a.path.length)) {
    const { path } = draft
    const types = [...draft.types].map(([union, constructors]) => ({
      union,
      hasType: union.union.namespace.join('.') === key,
      constructors,
    }))
    namespaces.set(key, {
      path,
      file: path.length === 0 ? `${root}/index` : files.take([root, 'namespaces', ...path.slice(0, -1)], key),
      types: types.sort((a, b) => compare(a.union.file, b.union.file)),
      methods: draft.methods.sort((a, b) => compare(a.file, b.file)),
      children: draft.children
        .flatMap((child) => namespaces.get(child) ?? [])
        .sort((a, b) => compare(a.file, b.file)),
    })
  }
  return namespaces
}

/** A namespace while it is filled; its children are keys. */
interface NamespaceDraft {
  readonly path: readonly string[]
  readonly types: Map<UnionPlan, Constructor[]>
  readonly methods: MethodPlan[]
  readonly children: string[]
}

/** By code unit, whatever the locale. */
function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
