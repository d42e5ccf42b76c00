import type { JSDocStructure } from 'ts-morph'
import { StructureKind } from './structure-kind.js'

/** Text of a schema as the inside of a doc comment: nothing in it can end the comment or become a tag. */
export function escapeDocComment(text: string): string {
  return text
    .replace(/\*\//g, '*\\/')
    .replace(/[\u0000-\u0009\u000b-\u001f\u007f\u0085\u2028\u2029]/g, ' ')
    .replace(/(^|\n)(\s*)@/g, '$1$2\\@')
    .replace(/\{@/g, '{\\@')
}

/** A name or TL line as code within a doc comment. */
export function docCode(text: string): string {
  const escaped = escapeDocComment(text)
  const fence = escaped.includes('`') ? '``' : '`'
  return `${fence}${escaped}${fence}`
}

/** A doc comment of paragraphs that are already escaped. */
export function docComment(paragraphs: readonly string[]): JSDocStructure {
  return {
    kind: StructureKind.JSDoc,
    description: paragraphs.length === 1 ? (paragraphs[0] ?? '') : `\n${paragraphs.join('\n\n')}`,
  }
}
