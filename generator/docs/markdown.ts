import type { Entry, Line, LinkGroup, Parameter, Piece, Prose } from './model.js'

/** Writes the pieces of a page as Markdown: all text is data, nothing in it can become markup. */
export class Markdown {
  readonly #folder: readonly string[]
  readonly #extension: string

  /** @param path of the page that links start from */
  constructor(path: string, extension: string) {
    this.#folder = path.split('/').slice(0, -1)
    this.#extension = extension
  }

  /** Text in which nothing means anything. */
  text(value: string): string {
    return escapeText(value)
  }

  /** A value of the front matter. */
  yaml(value: string): string {
    // YAML takes the texts of JSON; a brace would be a template to some site generators.
    return JSON.stringify(value).replace(
      /[{}<>\u0080-\u009f\u2028\u2029]/g,
      (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
    )
  }

  /** @param inTable a pipe would end the cell */
  code(value: string, inTable = false): string {
    return codeSpan(value, inTable)
  }

  piece({ text, code, page }: Piece, inTable = false): string {
    const label = code === true ? codeSpan(text, inTable) : escapeText(text)
    return page === undefined ? label : `[${label}](${this.address(page)})`
  }

  line(line: Line, inTable = false): string {
    return joinCode(line)
      .map((piece) => this.piece(piece, inTable))
      .join('')
  }

  /** Paragraphs. */
  prose(prose: Prose): string {
    return prose.map((line) => this.line(line)).join('\n\n')
  }

  /** Within a cell of a table, paragraphs are on one line. */
  cell(prose: Prose): string {
    return prose.map((line) => this.line(line, true)).join(' ')
  }

  /** For a cell: whether a parameter must be there, or else which bit it has, and which others. */
  required({ flag, together }: Parameter): string {
    if (flag === undefined) return 'yes'
    const others = together.map((name) => codeSpan(name, true)).join(', ')
    return `no: ${codeSpan(flag, true)}${others === '' ? '' : `, together with ${others}`}`
  }

  entry({ link, about }: Entry): string {
    return this.piece(link) + (about === '' ? '' : ` — ${escapeText(about)}`)
  }

  links({ links, more }: LinkGroup): string {
    const rest = more > 0 ? `, and ${String(more)} more` : ''
    return links.map((link) => this.piece(link)).join(', ') + rest
  }

  /** A block of code; its fence is longer than any within. */
  fence(language: string, code: string, title?: string): string {
    const longest = Math.max(2, ...[...code.matchAll(/`+/g)].map(([run]) => run.length))
    const fence = '`'.repeat(longest + 1)
    return `${fence}${language}${title === undefined ? '' : ` [${title}]`}\n${code}\n${fence}`
  }

  /** The address of a page, seen from this one. */
  address(page: string): string {
    const [path = '', anchor] = page.split('#')
    const parts = path.split('/')
    let common = 0
    while (
      common < this.#folder.length &&
      common < parts.length - 1 &&
      this.#folder[common] === parts[common]
    )
      common++
    const up = '../'.repeat(this.#folder.length - common)
    const address = up + parts.slice(common).map(encodeURIComponent).join('/') + this.#extension
    return anchor === undefined ? address : `${address}#${encodeURIComponent(anchor)}`
  }
}

/** Adjacent pieces of code without links are one: two spans beside each other would be read as one with a gap. */
function joinCode(line: Line): Line {
  const joined: Piece[] = []
  for (const piece of line) {
    const last = joined.at(-1)
    if (last?.code === true && piece.code === true && last.page === undefined && piece.page === undefined) {
      joined[joined.length - 1] = { text: last.text + piece.text, code: true }
    } else joined.push(piece)
  }
  return joined
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '{': '&#123;',
  '}': '&#125;',
}

/** Text of a schema as Markdown that shows it as it is. */
export function escapeText(text: string): string {
  return (
    text
      .replace(/\s+/g, ' ')
      .replace(/[\\`*_[\]~|#$]/g, '\\$&')
      .replace(/[&<>{}]/g, (character) => entities[character] ?? '')
      // Addresses would become links; what begins a line could become a list or a container.
      .replace(/(https?|ftp):\/\//gi, '$1&#58;//')
      .replace(/^([-+:=])/, '\\$1')
      .replace(/^(\d+)([.)])/, '$1\\$2')
  )
}

function codeSpan(text: string, inTable: boolean): string {
  const flat = text.replace(/\s+/g, ' ')
  const longest = Math.max(0, ...[...flat.matchAll(/`+/g)].map(([run]) => run.length))
  const fence = '`'.repeat(longest + 1)
  const space = longest > 0 || /^ | $/.test(flat) ? ' ' : ''
  return `${fence}${space}${inTable ? flat.replaceAll('|', '\\|') : flat}${space}${fence}`
}
