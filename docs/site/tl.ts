const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? '')
}

/** What a line of TL consists of, the first that fits: comment, section, id, name of a field, of a type. */
const parts =
  /(?<comment>\/\/.*)|(?<section>---\w+---)|(?<id>#[0-9a-f]{3,8}\b)|(?<field>\b\w+(?=:))|(?<type>\b(?:[a-z]\w*\.)?[A-Z]\w*)|(?<literal>\b(?:int|long|string|bytes|double|true|int128|int256|int512)\b)/g

const classes: Readonly<Record<string, string>> = {
  comment: 'hljs-comment',
  section: 'hljs-meta',
  id: 'hljs-number',
  field: 'hljs-attr',
  type: 'hljs-title',
  literal: 'hljs-literal',
}

/** TL as HTML with the classes of highlight.js, which has no TL. */
export function highlightTl(code: string): string {
  let html = ''
  let end = 0
  for (const match of code.matchAll(parts)) {
    const [kind] = Object.entries(match.groups ?? {}).find(([, text]) => text) ?? []
    html += escapeHtml(code.slice(end, match.index))
    html += `<span class="${classes[kind ?? ''] ?? ''}">${escapeHtml(match[0])}</span>`
    end = match.index + match[0].length
  }
  return html + escapeHtml(code.slice(end))
}
