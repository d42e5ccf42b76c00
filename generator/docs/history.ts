import { formatId } from '../emit/id-text.js'
import type { Definition, Schema } from '../ir/schema.js'
import type { Change, History, Line } from './model.js'

/** A form of a definition, and the layer that it is known of. */
interface Form {
  readonly layer: number
  /** The last layer of which it is known that it was not there yet; absent where the layer is exact. */
  readonly after?: number
  readonly definition: Definition
}

/** An older state of a schema. */
export interface OlderSchema {
  readonly layer: number
  readonly schema: Schema
}

type Kind = Definition['kind']

/** Tells since when definitions are there and how they changed: by older schemas, or by the layers within the schema. */
export class HistoryOf {
  readonly #schema: Schema
  /** From the oldest to the newest. */
  readonly #older: readonly OlderSchema[]
  /** The layers within the schema, by kind and name. */
  readonly #variants: ReadonlyMap<string, readonly Form[]>

  constructor(schema: Schema, older: readonly OlderSchema[]) {
    this.#schema = schema
    this.#older = [...older].sort((a, b) => a.layer - b.layer)
    const variants = new Map<string, Form[]>()
    for (const definition of [...schema.constructors.values(), ...schema.methods.values()]) {
      if (definition.layer === undefined) continue
      const key = `${definition.kind} ${definition.tlName}`
      const forms = variants.get(key) ?? []
      forms.push({ layer: definition.layer, definition })
      variants.set(key, forms)
    }
    for (const forms of variants.values()) forms.sort((a, b) => a.layer - b.layer)
    this.#variants = variants
  }

  of(definition: Definition): History {
    const variants = this.#variants.get(`${definition.kind} ${definition.tlName}`)
    if (variants) return { since: sinceOf(definition, variants), changes: changesOf(variants) }
    const layer = this.#schema.layer
    if (this.#older.length === 0 || layer === undefined) return { changes: [] }
    const forms = [...this.#older, { layer, schema: this.#schema }].flatMap((state, index): Form[] => {
      const found = find(state.schema, definition.kind, definition.tlName)
      const after = this.#older[index - 1]?.layer
      return found ? [{ layer: state.layer, ...(after !== undefined && { after }), definition: found }] : []
    })
    const [first] = forms
    const since = first?.after === undefined ? `layer ${String(first?.layer)} or earlier` : whenOf(first)
    return { since, changes: changesOf(forms) }
  }
}

/** `layer 222`, or `a layer from 191 to 222` where none from between is known. */
function whenOf({ layer, after }: Form): string {
  const earliest = after === undefined ? layer : after + 1
  return earliest === layer
    ? `layer ${String(layer)}`
    : `a layer from ${String(earliest)} to ${String(layer)}`
}

/** Within a layered schema: since when there is the name, and since when this form of it. */
function sinceOf(definition: Definition, forms: readonly Form[]): string {
  const first = `layer ${String(forms[0]?.layer)}`
  const own = `layer ${String(definition.layer)}`
  return own === first ? first : `${own} (the name since ${first})`
}

function find({ constructors, methods }: Schema, kind: Kind, name: string): Definition | undefined {
  return kind === 'method' ? methods.get(name) : constructors.get(name)
}

/** The newest first. */
function changesOf(forms: readonly Form[]): readonly Change[] {
  return forms
    .flatMap((form, index): Change[] => {
      const { definition } = form
      const before = forms[index - 1]?.definition
      if (!before || before.tl === definition.tl) return []
      const when = whenOf(form)
      return [
        {
          when: `${when.charAt(0).toUpperCase()}${when.slice(1)}`,
          what: sentences(before, definition),
          before: before.tl,
        },
      ]
    })
    .reverse()
}

function sentences(before: Definition, after: Definition): readonly Line[] {
  const old = new Map(before.fields.map(({ tlName, tlType }) => [tlName, tlType]))
  const now = new Map(after.fields.map(({ tlName, tlType }) => [tlName, tlType]))
  const added = [...now.keys()].filter((name) => !old.has(name))
  const removed = [...old.keys()].filter((name) => !now.has(name))
  const changed = [...now].flatMap(([name, type]): Line[] => {
    const was = old.get(name)
    if (was === undefined || was === type) return []
    return [[code(name), { text: ': ' }, code(was), { text: ' became ' }, code(type), { text: '.' }]]
  })
  const result =
    resultOf(before) === resultOf(after)
      ? []
      : [
          [
            { text: 'The result: ' },
            code(resultOf(before)),
            { text: ' became ' },
            code(resultOf(after)),
            { text: '.' },
          ],
        ]
  const id =
    before.id === after.id
      ? []
      : [
          [
            { text: 'The id: ' },
            code(formatId(before.id)),
            { text: ' became ' },
            code(formatId(after.id)),
            { text: '.' },
          ],
        ]
  return [...listed('New: ', added), ...listed('Gone: ', removed), ...changed, ...result, ...id]
}

function resultOf(definition: Definition): string {
  return definition.kind === 'method' ? definition.tlResult : definition.union
}

function listed(title: string, names: readonly string[]): readonly Line[] {
  if (names.length === 0) return []
  return [
    [
      { text: title },
      ...names.flatMap((name, index) => [...(index > 0 ? [{ text: ', ' }] : []), code(name)]),
      { text: '.' },
    ],
  ]
}

const code = (text: string): { readonly text: string; readonly code: true } => ({ text, code: true })
