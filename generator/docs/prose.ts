import type { DocNames } from './names.js'
import type { Line, Piece, Prose } from './model.js'

/** Paragraphs of a description: what is in backticks is code, and a link where it is the name of something. */
export function proseOf(text: string | undefined, module: string, names: DocNames): Prose {
  if (text === undefined) return []
  return text
    .split(/\n\s*\n/)
    .filter((paragraph) => paragraph.trim() !== '')
    .map((paragraph) => lineOf(paragraph, module, names))
}

function lineOf(paragraph: string, module: string, names: DocNames): Line {
  const pieces: Piece[] = []
  // Every second part is between backticks; a last one without its end is text.
  const parts = paragraph.replace(/\s+/g, ' ').trim().split('`')
  parts.forEach((part, index) => {
    const isCode = index % 2 === 1 && index < parts.length - 1
    if (!isCode) {
      const before = index % 2 === 1 ? '`' : ''
      if (before + part !== '') pieces.push({ text: before + part })
      return
    }
    const page = names.find(module, part)
    pieces.push({ text: part, code: true, ...(page !== undefined && { page }) })
  })
  return pieces
}

/** A line without links and backticks. */
export function plainText(line: Line): string {
  return line.map(({ text }) => text).join('')
}

/** The first sentence of a description, for indexes and front matter. */
export function firstSentence(prose: Prose): string {
  const [first = []] = prose
  const text = plainText(first)
  // A point within a name or a number ends nothing.
  const end = /[.!?](?=\s+\p{Lu})/u.exec(text)
  return end ? text.slice(0, end.index + 1) : text
}

export const plain = (text: string): Line => [{ text }]
