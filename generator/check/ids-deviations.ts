import {
  canonicalStyles,
  constructorId,
  styledText,
  type CanonicalStyle,
  type HashRule,
  type IdentifiedSyntax,
} from './canonical.js'
import type { ExceptionReason } from './id-exceptions.js'

/** A text that an id is the CRC32 of although the schema's rule gives another one. */
export interface Deviation {
  readonly reason: Exclude<ExceptionReason, 'unexplained'>
  /** What is different, to stand behind "explained by". */
  readonly description: string
  /** The canonical text that was hashed. */
  readonly text: string
}

/** UTF-16 units; what is longer was written to be slow, not to be explained: the work grows with the square. */
const longestExplained = 20_000

/**
 * Looks for what the id of a definition was hashed from, the least unusual first: the rule with `bytes` kept, the
 * other rule, the name without its version suffix (under any of these), other wording.
 * @param id The explicit id, uint32.
 * @returns The first deviation whose text has this id, or undefined: no text that is known of gives it.
 */
export function explainId(item: IdentifiedSyntax, id: number, rule: HashRule): Deviation | undefined {
  if (item.span.end - item.span.start > longestExplained) return undefined
  for (const deviation of deviationsOf(item, rule)) {
    if (constructorId(deviation.text) === id) return deviation
  }
  return undefined
}

function* deviationsOf(item: IdentifiedSyntax, rule: HashRule): Generator<Deviation> {
  const styles = stylesFrom(rule)
  for (const { style, reason, description } of styles) {
    if (reason !== undefined) yield { reason, description, text: styledText(item, style) }
  }
  for (const name of unsuffixedNames(item.name.text)) {
    for (const { style, reason, description } of styles) {
      const also = reason === undefined ? '' : `, and ${description}`
      yield {
        reason: 'version-suffix',
        description: `the name without its suffix, \`${name}\`${also}`,
        text: styledText(item, style, name),
      }
    }
  }
  for (const text of rewordings(styledText(item, canonicalStyles[rule]))) {
    yield { reason: 'other-wording', description: 'other wording', text }
  }
}

interface NamedStyle {
  readonly style: CanonicalStyle
  /** Absent for the schema's own rule. */
  readonly reason?: 'bytes-kept' | 'other-rule'
  readonly description: string
}

function stylesFrom(rule: HashRule): readonly NamedStyle[] {
  const other = rule === 'telegram' ? 'tdlib' : 'telegram'
  const own = canonicalStyles[rule]
  const bytesKept: NamedStyle = {
    style: { ...own, keepsBytes: true },
    reason: 'bytes-kept',
    description: '`bytes` kept',
  }
  return [
    { style: own, description: 'the rule' },
    ...(own.keepsBytes ? [] : [bytesKept]),
    { style: canonicalStyles[other], reason: 'other-rule', description: `the rule \`${other}\`` },
  ]
}

/** What schemas put behind the name of a definition that a newer one has replaced: `46`, `Legacy`, `_layer133`. */
const versionSuffix = /(?:_?layer\d+|_?v?\d+|_?legacy|_?old)$/i

function unsuffixedNames(name: string): string[] {
  const shorter = name.replace(versionSuffix, '')
  return shorter === name || shorter === '' || shorter.endsWith('.')
    ? []
    : [shorter, ...unsuffixedNames(shorter)]
}

/**
 * Every mixture of the known liberties of the MTProto service schema: the result called `Object`, a bare
 * constructor (`message`) where the text has a bare type (`%Message`), and `vector` in the other case.
 */
function rewordings(text: string): string[] {
  const liberties: readonly ((text: string) => string)[] = [
    (t) => t.replace(/ = .*$/, ' = Object'),
    (t) => t.replace(/%([\w.]+)/g, (_, type: string) => lowerFirst(type)),
    (t) => t.replace(/%([\w.]+)/g, (_, type: string) => snakeCase(type)),
    (t) => t.replace(/\bvector\b/g, 'Vector'),
    (t) => t.replace(/\bVector\b/g, 'vector'),
  ]
  const texts = new Set([text])
  for (const change of liberties) for (const t of [...texts]) texts.add(change(t))
  texts.delete(text)
  return [...texts]
}

function lowerFirst(name: string): string {
  return name.replace(/[A-Z](?=\w*$)/, (letter) => letter.toLowerCase())
}

function snakeCase(name: string): string {
  return lowerFirst(name).replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
}
