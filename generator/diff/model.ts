/** What a change means for code that uses the generated classes. */
export type Verdict = 'compatible' | 'breaking'

/** `readers` take values apart, `writers` make them. */
export interface Impact {
  readonly readers: Verdict
  readonly writers: Verdict
}

/** A field that has come, gone or changed; types are TL with their conditions: `flags.0?true`. */
export interface FieldChange extends Impact {
  readonly change: 'added' | 'removed' | 'changed' | 'moved'
  readonly name: string
  readonly before?: string
  readonly after?: string
}

/** A definition that has come, gone or changed. */
export interface DefinitionChange extends Impact {
  readonly change: 'added' | 'removed' | 'changed'
  readonly kind: 'constructor' | 'method'
  /** The TL name, with the layer behind it for an older form of a layered schema. */
  readonly name: string
  /** TL: of a constructor its type, of a method its result. */
  readonly result: string
  /** The definition as one line of TL. */
  readonly before?: string
  readonly after?: string
  /** uint32 */
  readonly idBefore?: number
  readonly idAfter?: number
  /** The result before, where it is another now. */
  readonly resultBefore?: string
  readonly fields: readonly FieldChange[]
  /** The definition has changed although its id has not: whoever compares ids does not see it. */
  readonly hidden: boolean
}

/** What a schema brings compared with another one. */
export interface SchemaDiff extends Impact {
  readonly layerBefore?: number
  readonly layerAfter?: number
  /** Types that are new, and those that have gone. */
  readonly typesAdded: readonly string[]
  readonly typesRemoved: readonly string[]
  /** Sorted by kind, then name. */
  readonly definitions: readonly DefinitionChange[]
}

/** The worse of both, for readers and for writers. */
export function worst(impacts: readonly Impact[]): Impact {
  const verdict = (of: (impact: Impact) => Verdict): Verdict =>
    impacts.some((impact) => of(impact) === 'breaking') ? 'breaking' : 'compatible'
  return { readers: verdict(({ readers }) => readers), writers: verdict(({ writers }) => writers) }
}

export const compatible: Impact = { readers: 'compatible', writers: 'compatible' }
export const breaking: Impact = { readers: 'breaking', writers: 'breaking' }
