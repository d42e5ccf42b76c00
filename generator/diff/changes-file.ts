/** A heading of a section, also one that somebody has edited. */
const heading = /^##[ \t]+Layer[ \t]+(\d+)[ \t]*(?:→|->)[ \t]*(\d+)(?!\d)/i

/** What the sections of a file that people have begun may be called as well: `## Layer 227`. */
const anyLayer = /^##[ \t]+Layer[ \t]+\d/i

interface Line {
  readonly text: string
  readonly start: number
}

/**
 * A file of changes with one more section, above those that it has; what is written around and into these stays as it
 * is. A file that has a section about the same two layers is not changed.
 * @param before the text of the file, if there is one
 * @param markdown the section: `## Layer 227 → 228` and what follows
 */
export function withSection(before: string | undefined, schema: string, markdown: string): string {
  if (before === undefined || before.trim() === '') return `${introduction(schema)}\n${markdown}`
  const lines = linesOutsideOfCode(before)
  const layers = layersOf(markdown)
  if (lines.some(({ text }) => layersOf(text) === layers)) return before
  const lineEnd = before.includes('\r\n') ? '\r\n' : '\n'
  const section = markdown.replaceAll('\n', lineEnd)
  const first = lines.find(({ text }) => anyLayer.test(text))
  if (first) return before.slice(0, first.start) + section + lineEnd + before.slice(first.start)
  return before.trimEnd() + lineEnd + lineEnd + section
}

function introduction(schema: string): string {
  return `# Changes of the schema \`${schema}\`

A run of \`tlforge regenerate\` that finds another layer puts a section on top. What is written around and into the
sections stays.
`
}

/** `227 228`; nothing for what is no heading of a section. */
function layersOf(text: string): string | undefined {
  const [, before, after] = heading.exec(text) ?? []
  return before === undefined || after === undefined ? undefined : `${Number(before)} ${Number(after)}`
}

/** The lines of a Markdown text that are not within a fenced block of code. */
function linesOutsideOfCode(markdown: string): readonly Line[] {
  const lines: Line[] = []
  let start = 0
  let fence: string | undefined
  for (const text of markdown.split('\n')) {
    const mark = /^ {0,3}(`{3,}|~{3,})/.exec(text)?.[1]
    if (fence !== undefined) {
      if (mark?.startsWith(fence) === true && text.trim() === mark) fence = undefined
    } else if (mark !== undefined) fence = mark
    else lines.push({ text, start })
    start += text.length + 1
  }
  return lines
}
