import { isMap, isScalar, isSeq, LineCounter, parseDocument, type Node, type Pair } from 'yaml'
import type { Diagnostic, SourceText, Span } from '../diagnostics/diagnostic.js'
import { didYouMean } from '../diagnostics/suggest.js'
import { malformedFile } from './data-file.js'

/** A text of a descriptions file, and where it stands. */
export interface PlacedText {
  readonly text: string
  readonly span: Span
}

/** What a descriptions file says about one definition or type. */
export interface DescriptionEntry {
  readonly source: SourceText
  readonly name: PlacedText
  readonly description?: string
  readonly returns?: PlacedText
  /** The name of a field, and what it is for. */
  readonly fields: readonly { readonly name: PlacedText; readonly text: string }[]
  readonly notes: readonly string[]
  /** TL names of related definitions and types. */
  readonly see: readonly PlacedText[]
}

export interface DescriptionImport {
  readonly entries: readonly DescriptionEntry[]
  readonly diagnostics: readonly Diagnostic[]
}

const entryKeys = ['description', 'fields', 'returns', 'notes', 'see']

/**
 * Reads a YAML file of descriptions:
 *
 * ```yaml
 * messages.sendEncrypted:
 *   description: Sends a message to a secret chat.
 *   fields:
 *     peer: The secret chat.
 *   returns: When the server got it.
 *   notes: [Up to 4,096 characters.]
 *   see: [messages.sendEncryptedFile]
 * ```
 *
 * All values are texts. What is malformed is one TL4004 each, and the rest is still read.
 */
export function importDescriptions(source: SourceText): DescriptionImport {
  if (isTooDeep(source.text)) {
    const problem = malformedFile('descriptions: nested too deep', { source, span: { start: 0, end: 0 } })
    return { entries: [], diagnostics: [problem] }
  }
  const reader = new DescriptionsReader(source)
  return { entries: reader.read(), diagnostics: reader.diagnostics }
}

/** Descriptions need four levels. */
const deepest = 64

/**
 * The parser calls itself for each level, and what a thousand levels do to it nobody can catch. This sees more levels
 * than there are (a bracket may be text), never fewer.
 */
function isTooDeep(text: string): boolean {
  let depth = 0
  for (const [character] of text.matchAll(/[[\]{}]/g)) {
    depth = character === '[' || character === '{' ? depth + 1 : Math.max(0, depth - 1)
    if (depth > deepest) return true
  }
  return /^(?:[ \t]{200}|(?:[ \t]*[-?:][ \t]+){20})/m.test(text)
}

type YamlPair = Pair

class DescriptionsReader {
  readonly diagnostics: Diagnostic[] = []
  readonly #source: SourceText

  constructor(source: SourceText) {
    this.#source = source
  }

  read(): readonly DescriptionEntry[] {
    // The schema "failsafe" has texts only: a field called `yes` or `1` stays one.
    const document = parseDocument(this.#source.text, {
      schema: 'failsafe',
      lineCounter: new LineCounter(),
      prettyErrors: false,
      uniqueKeys: true,
    })
    for (const { message, pos } of document.errors) {
      const text = message.charAt(0).toLowerCase() + message.slice(1)
      this.#wrong(`not YAML: ${text}`, { start: pos[0], end: pos[1] })
    }
    const { contents } = document
    if (contents === null || (isScalar(contents) && contents.value === '')) return []
    return this.#pairs(contents, 'the file').flatMap((pair) => this.#entry(pair))
  }

  #wrong(message: string, span: Span, hint?: string): void {
    const problem = malformedFile(message, { source: this.#source, span })
    this.diagnostics.push(hint === undefined ? problem : { ...problem, hint })
  }

  #entry(pair: YamlPair): readonly DescriptionEntry[] {
    const name = this.#text(pair.key, 'a name')
    if (!name) return []
    const draft: { -readonly [K in keyof DescriptionEntry]: DescriptionEntry[K] } = {
      source: this.#source,
      name,
      fields: [],
      notes: [],
      see: [],
    }
    for (const part of this.#pairs(pair.value, `\`${name.text}\``)) this.#part(part, draft)
    return [draft]
  }

  #part(
    { key, value }: YamlPair,
    draft: { -readonly [K in keyof DescriptionEntry]: DescriptionEntry[K] },
  ): void {
    const name = this.#text(key, 'a name')
    switch (name?.text) {
      case undefined:
        break
      case 'description': {
        const text = this.#text(value, 'a text')
        if (text) draft.description = paragraphs(text.text)
        break
      }
      case 'returns': {
        const text = this.#text(value, 'a text')
        if (text) draft.returns = { ...text, text: paragraphs(text.text) }
        break
      }
      case 'fields':
        draft.fields = this.#pairs(value, '`fields`').flatMap((field) => {
          const [of, text] = [this.#text(field.key, 'a name'), this.#text(field.value, 'a text')]
          return of && text ? [{ name: of, text: paragraphs(text.text) }] : []
        })
        break
      case 'notes':
        draft.notes = this.#list(value).map(({ text }) => paragraphs(text))
        break
      case 'see':
        draft.see = this.#list(value)
        break
      default:
        if (name) {
          const hint = didYouMean(name.text, entryKeys) ?? `possible are ${entryKeys.join(', ')}`
          this.#wrong(`unknown part \`${name.text}\` of a description`, name.span, hint)
        }
    }
  }

  /** The entries of a map; anything else is one diagnostic. */
  #pairs(value: unknown, of: string): readonly YamlPair[] {
    if (isMap(value)) return value.items
    this.#wrong(`expected names and values in ${of}`, spanOf(value))
    return []
  }

  /** The texts of a list; a single text is a list of one. */
  #list(value: unknown): readonly PlacedText[] {
    const items = isSeq(value) ? value.items : [value]
    return items.flatMap((item) => this.#text(item, 'a text') ?? [])
  }

  #text(value: unknown, what: string): PlacedText | undefined {
    const span = spanOf(value)
    const text = isScalar(value) && typeof value.value === 'string' ? value.value.trim() : ''
    if (text !== '') return { text, span }
    this.#wrong(`expected ${what}`, span)
    return undefined
  }
}

/** Line ends within a paragraph are spaces; an empty line ends it. */
function paragraphs(text: string): string {
  return text
    .split(/\n\s*\n/)
    .map((paragraph) => paragraph.replace(/\s+/g, ' ').trim())
    .filter((paragraph) => paragraph !== '')
    .join('\n\n')
}

function spanOf(value: unknown): Span {
  const range = isNode(value) ? value.range : undefined
  return range ? { start: range[0], end: range[1] } : { start: 0, end: 0 }
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'range' in value
}
