import type { Place, SourceText } from '../diagnostics/diagnostic.js'
import type { SchemaSyntax } from './ast.js'
import { parseSchema, type ParseResult } from './parse.js'

/** A piece of a text that can be parsed by itself. */
interface Part {
  readonly parsed: ParseResult
  /** Where it begins. */
  readonly start: number
}

/**
 * Parses one file after each of its changes. Of what did not change, the very same items come again; so that they can,
 * the text is cut into parts, and the items of each part stand in a source of its own.
 */
export class PartsParser {
  /** The parts of the last text by what they say; one that stands there twice is two parts. */
  #known = new Map<string, ParseResult[]>()
  #last: { readonly source: SourceText; readonly result?: ParseResult } | undefined
  #starts = new Map<SourceText, number>()
  #hasNew = false

  /** @param known parts of an earlier text, in their order */
  constructor(known: readonly ParseResult[] = []) {
    for (const part of known) {
      const same = this.#known.get(part.schema.source.text)
      if (same) same.push(part)
      else this.#known.set(part.schema.source.text, [part])
    }
  }

  /** The parts of the last text. */
  get parts(): readonly ParseResult[] {
    return [...this.#known.values()].flat()
  }

  /** Whether the last text had parts that were not known. */
  get hasNew(): boolean {
    return this.#hasNew
  }

  parse(source: SourceText): ParseResult {
    if (this.#last?.source === source && this.#last.result) return this.#last.result
    const parts = this.#parts(source)
    this.#starts = new Map(parts.map(({ parsed, start }) => [parsed.schema.source, start]))
    const schemas = parts.map(({ parsed }) => parsed.schema)
    const schema: SchemaSyntax = {
      kind: 'schema',
      source,
      items: schemas.flatMap(({ items }) => items),
      parts: schemas,
    }
    const result = { schema, diagnostics: parts.flatMap(({ parsed }) => parsed.diagnostics) }
    this.#last = { source, result }
    return result
  }

  /** A place in a part as one in the text that was parsed last; nothing where it is in no part of that. */
  placeInText({ source, span }: Place): Place | undefined {
    const start = this.#starts.get(source)
    if (start === undefined || !this.#last) return undefined
    return { source: this.#last.source, span: { start: start + span.start, end: start + span.end } }
  }

  #parts({ name, text }: SourceText): readonly Part[] {
    const parts: Part[] = []
    const known = new Map<string, ParseResult[]>()
    this.#hasNew = false
    for (const [start, end] of cuts(text)) {
      const piece = text.slice(start, end)
      const before = known.get(piece)
      const last = this.#known.get(piece)?.[before?.length ?? 0]
      if (!last) this.#hasNew = true
      const parsed = last ?? parseSchema({ name, text: copyOf(piece) })
      if (before) before.push(parsed)
      else known.set(parsed.schema.source.text, [parsed])
      parts.push({ parsed, start })
    }
    this.#known = known
    return parts
  }
}

/**
 * Start and end of each part: they end behind a `;` that ends a line, but in comments. That is the end of a definition
 * whatever stands around it, and a comment behind that line belongs to what follows.
 */
function cuts(text: string): readonly (readonly [start: number, end: number])[] {
  const found: (readonly [number, number])[] = []
  let start = 0
  for (const { 0: match, index } of text.matchAll(/\/\/[^\n\r]*|\/\*[^]*?(?:\*\/|$)|;[ \t]*\r?\n/g)) {
    if (!match.startsWith(';')) continue
    const end = index + match.length
    found.push([start, end])
    start = end
  }
  return start < text.length ? [...found, [start, text.length]] : found
}

/** A piece of a string keeps all of it in memory; what is joined and cut again does not. */
function copyOf(text: string): string {
  return ` ${text}`.slice(1)
}
