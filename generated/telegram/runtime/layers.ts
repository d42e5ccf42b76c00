import { claim } from './claim.js'
import { TlError, show } from './errors.js'
import { formatPath } from './path.js'
import type { JsonClass } from './json.js'
import { parseFields, type FieldMetadata, type Metadata, type ValueKind } from './metadata.js'
import { TlObject, discriminantOf } from './object.js'

/** The fields of an object by their properties. */
export type FieldValues = Readonly<Record<string, unknown>>

/**
 * What the schema cannot say of an older form: where its fields went. Each function gets the fields of one form and
 * returns what the other is made from; what it leaves `undefined` counts as not there.
 */
export interface FormRule {
  /** From this form to the newest one. */
  readonly upgrade?: (fields: FieldValues) => FieldValues
  /** From the newest form to this one; what the older form has no field for must stay, so that it is refused. */
  readonly downgrade?: (fields: FieldValues) => FieldValues
}

/** By the `_` of the older form. */
export type LayerRules = Readonly<Record<string, FormRule>>

/** A value that cannot be said in a layer without losing something. */
export class TlLayerError extends TlError {
  override name = 'TlLayerError'
  /** The layer that was asked for. */
  readonly layer: number
  /** The layer from which on the value can be said. */
  readonly since: number

  constructor(problem: string, path: string, layer: number, since: number) {
    super(problem, path)
    this.layer = layer
    this.since = since
  }
}

/** One form of a name: a class, and the layer that brought it. */
interface Form {
  /** The `_` of its values. */
  readonly key: string
  readonly type: JsonClass
  readonly layer: number
  readonly fields: readonly FieldMetadata[]
}

type Path = readonly (string | number)[]

/** Which constructor exists from which layer, in which forms: brings values from one layer to another. */
export class Layers {
  readonly #rules: LayerRules
  readonly #metadata: Metadata
  readonly #blocks: readonly (readonly [layer: number, classes: readonly JsonClass[]])[]
  readonly #forms = new Map<string, Form>()
  /** The forms of a TL name, the oldest first. */
  readonly #variants = new Map<string, Form[]>()

  /** @param blocks the classes by the layer that brought them, the oldest first */
  constructor(
    metadata: Metadata,
    blocks: readonly (readonly [layer: number, classes: readonly JsonClass[]])[],
    rules: LayerRules = {},
  ) {
    this.#metadata = metadata
    this.#blocks = blocks
    this.#rules = rules
    for (const [layer, classes] of blocks) for (const type of classes) this.#add(type, layer)
  }

  /** The same layers, with rules for what changed its place. */
  withRules(rules: LayerRules): Layers {
    return new Layers(this.#metadata, this.#blocks, { ...this.#rules, ...rules })
  }

  /** The layer that brought a form, by its `_`; undefined for what the schema does not have. */
  since(form: string): number | undefined {
    return this.#forms.get(form)?.layer
  }

  /**
   * The value, and all that it holds, in the newest forms that a layer has.
   * @throws TlLayerError where that would lose something
   */
  toLayer(value: TlObject, layer: number): TlObject {
    return this.#convert(this.upgrade(value), layer, [])
  }

  /** The bytes of {@link toLayer}. */
  encodeForLayer(value: TlObject, layer: number): Uint8Array<ArrayBuffer> {
    return this.toLayer(value, layer).toBytes()
  }

  /** The value, and all that it holds, in the newest forms of the schema. */
  upgrade(value: TlObject): TlObject {
    return this.#convert(value, Infinity, [])
  }

  #add(type: JsonClass, layer: number): void {
    const key = discriminantOf(type)
    const form = { key, type, layer, fields: parseFields(this.#metadata[key] ?? '') }
    this.#forms.set(key, form)
    const variants = this.#variants.get(type.tlName)
    if (variants) variants.push(form)
    else this.#variants.set(type.tlName, [form])
  }

  /** Towards the newest form for an infinite layer; else from the newest form to that of the layer. */
  #convert(value: TlObject, layer: number, path: Path): TlObject {
    const source = this.#forms.get(value._)
    // What another schema brought has no layers here.
    if (!source) return value
    const variants = this.#variants.get(source.type.tlName) ?? []
    const target = variants.filter((form) => form.layer <= layer).at(-1)
    if (!target) {
      const since = variants[0]?.layer ?? 0
      throw new TlLayerError(known(source.type.tlName, since, layer), formatPath(path), layer, since)
    }
    if (target === source) {
      const inner = this.#convertFields(fieldsOf(value), target, layer, path)
      return inner === undefined ? value : build(target, inner)
    }
    const rule = this.#rules[layer === Infinity ? value._ : target.key]
    const move = layer === Infinity ? rule?.upgrade : rule?.downgrade
    const moved = fieldsOf(value)
    const fitted = fit(move ? move(moved) : moved, source, target, { variants, layer, path })
    return build(target, this.#convertFields(fitted, target, layer, path) ?? fitted)
  }

  /** The fields with what they hold converted; undefined where nothing changed. */
  #convertFields(values: FieldValues, form: Form, layer: number, path: Path): FieldValues | undefined {
    const changed = form.fields.flatMap(([, property]) => {
      const before = values[property]
      const after = this.#convertValue(before, layer, [...path, property])
      return after === before ? [] : [[property, after] as const]
    })
    return changed.length > 0 ? { ...values, ...Object.fromEntries(changed) } : undefined
  }

  #convertValue(value: unknown, layer: number, path: Path): unknown {
    if (value instanceof TlObject) return this.#convert(value, layer, path)
    if (!Array.isArray(value)) return value
    const items = value.map((item: unknown, at) => this.#convertValue(item, layer, [...path, at]))
    return items.some((item, at) => item !== value[at]) ? items : value
  }
}

function fieldsOf(value: TlObject): FieldValues {
  return Object.fromEntries(Object.entries(value).filter(([key]) => key !== '_'))
}

interface Fitting {
  readonly variants: readonly Form[]
  readonly layer: number
  readonly path: Path
}

/** The fields as the target has them: the same values, defaults for what is new, nothing that would be lost. */
function fit(values: FieldValues, source: Form, target: Form, context: Fitting): FieldValues {
  const wanted = new Map(target.fields.map((field) => [field[1], field]))
  for (const [, property, kind, optional] of source.fields) {
    if (wanted.has(property) || isNothing(values[property], kind, optional)) continue
    throw lost(property, context)
  }
  const fitted = target.fields.flatMap(([, property, kind, optional]) => {
    const value = values[property]
    if (value === undefined) return optional ? [] : [[property, defaultOf(kind, property, context)] as const]
    return [[property, asKind(value, kind, property, context)] as const]
  })
  return Object.fromEntries(fitted)
}

/** A field that the target does not have, though it says something. */
function lost(property: string, { variants, layer, path }: Fitting): TlError {
  const since = variants.find(({ fields }) => fields.some(([, name]) => name === property))?.layer ?? 0
  // Nothing newer has lost a field without a rule that says where it went.
  if (layer === Infinity)
    return new TlError('has no place in the newest form', formatPath([...path, property]))
  return new TlLayerError(known(property, since, layer), formatPath(path), layer, since)
}

function known(name: string, since: number, layer: number): string {
  const verb = /[^s]s$/.test(name) ? 'are' : 'is'
  return `${name} ${verb} known from layer ${String(since)}; the peer is at ${String(layer)}`
}

/** What a form without the field says as well. */
function isNothing(value: unknown, kind: ValueKind, optional: boolean): boolean {
  if (value === undefined || value === false) return true
  if (Array.isArray(value)) return value.length === 0
  if (optional) return false
  if (kind === 'longString') return value === '0'
  return value === 0 || value === 0n || value === '' || (value instanceof Uint8Array && value.length === 0)
}

function defaultOf(kind: ValueKind, property: string, { path }: Fitting): unknown {
  if (typeof kind !== 'string') return []
  switch (kind) {
    case 'bytes':
      return new Uint8Array()
    case 'string':
      return ''
    case 'number':
    case 'double':
    case 'longNumber':
      return 0
    case 'long':
      return 0n
    case 'longString':
      return '0'
    case 'boolean':
    case 'flag':
      return false
    case 'any':
      throw new TlError('a value for it is needed, and no rule has one', formatPath([...path, property]))
  }
}

/** An int that became a long, or the other way round. */
function asKind(
  value: unknown,
  kind: ValueKind,
  property: string,
  { variants, layer, path }: Fitting,
): unknown {
  if (kind === 'long' && typeof value === 'number') return BigInt(value)
  if (kind === 'longString' && typeof value === 'number') return String(value)
  const wide = variants.find(({ fields }) =>
    fields.some((field) => field[1] === property && isLong(field[2])),
  )
  const long = kind === 'number' && wide ? asLong(value) : undefined
  if (long === undefined) return value
  if (BigInt.asIntN(32, long) === long) return Number(long)
  const since = wide?.layer ?? 0
  throw new TlLayerError(
    `${show(value)} needs a long, as ${property} is one from layer ${String(since)}; the peer is at ${String(layer)}`,
    formatPath([...path, property]),
    layer,
    since,
  )
}

const isLong = (kind: ValueKind): boolean => kind === 'long' || kind === 'longNumber' || kind === 'longString'

/** A long in any of its forms. */
function asLong(value: unknown): bigint | undefined {
  if (typeof value === 'bigint') return value
  if (typeof value === 'number' && Number.isSafeInteger(value)) return BigInt(value)
  return typeof value === 'string' && /^-?\d+$/.test(value) ? BigInt(value) : undefined
}

function build(form: Form, fields: FieldValues): TlObject {
  // The fields were fitted to the metadata of the class.
  return new form.type(claim<never>(fields))
}
