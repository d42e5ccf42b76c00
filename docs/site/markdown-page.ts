import hljs from 'highlight.js/lib/core'
import bash from 'highlight.js/lib/languages/bash'
import javascript from 'highlight.js/lib/languages/javascript'
import json from 'highlight.js/lib/languages/json'
import typescript from 'highlight.js/lib/languages/typescript'
import yamlLanguage from 'highlight.js/lib/languages/yaml'
import MarkdownIt, { type Token } from 'markdown-it'
import { parse as parseYaml } from 'yaml'
import { z } from 'zod'
import { escapeHtml, highlightTl } from './tl.js'

hljs.registerLanguage('bash', bash)
hljs.registerLanguage('sh', bash)
hljs.registerLanguage('ts', typescript)
hljs.registerLanguage('js', javascript)
hljs.registerLanguage('json', json)
hljs.registerLanguage('yaml', yamlLanguage)

const frontMatterShape = z.object({
  title: z.optional(z.string()),
  description: z.optional(z.string()),
  kind: z.optional(z.string()),
  image: z.optional(z.string()),
  redirect_from: z.optional(z.array(z.string())),
})
export type FrontMatter = z.infer<typeof frontMatterShape>

/** A page of Markdown as HTML, and what is within it. */
export interface MarkdownPage {
  readonly frontMatter: FrontMatter
  readonly html: string
  readonly headings: readonly Heading[]
  /** All that can be searched for: text without code blocks. */
  readonly text: string
}

export interface Heading {
  readonly level: number
  readonly id: string
  readonly text: string
}

const markdown = new MarkdownIt({ html: false, linkify: false, highlight })

function highlight(code: string, language: string): string {
  if (language === 'tl') return highlightTl(code)
  return hljs.getLanguage(language) ? hljs.highlight(code, { language }).value : escapeHtml(code)
}

/** @param linkTo the address of a link, or undefined where it leads nowhere on the site */
export function readMarkdown(text: string, linkTo: (href: string) => string | undefined): MarkdownPage {
  const { frontMatter, body } = splitFrontMatter(text)
  const tokens = markdown.parse(body, {})
  rewriteLinks(tokens, linkTo)
  const headings = nameHeadings(tokens)
  const words = wordsOf(tokens)
  labelCells(tokens)
  const html = markdown.renderer.render(withScrolling(withTabs(tokens)), markdown.options, {})
  return { frontMatter, html, headings, text: words }
}

function splitFrontMatter(text: string): { readonly frontMatter: FrontMatter; readonly body: string } {
  const [whole, yaml] = /^---\n([^]*?)\n---\n/.exec(text) ?? []
  if (whole === undefined || yaml === undefined) return { frontMatter: {}, body: text }
  const value: unknown = parseYaml(yaml)
  return { frontMatter: frontMatterShape.parse(value), body: text.slice(whole.length) }
}

function rewriteLinks(tokens: readonly Token[], linkTo: (href: string) => string | undefined): void {
  for (const token of tokens) {
    for (const child of token.children ?? []) {
      if (child.type !== 'link_open') continue
      const href = linkTo(child.attrGet('href') ?? '')
      // What is not on the site stays as text.
      if (href === undefined) child.attrs = [['class', 'elsewhere']]
      else child.attrSet('href', href)
    }
  }
}

function nameHeadings(tokens: readonly Token[]): readonly Heading[] {
  const taken = new Map<string, number>()
  const headings: Heading[] = []
  tokens.forEach((token, index) => {
    if (token.type !== 'heading_open') return
    const text = textOf(tokens[index + 1])
    const slug =
      text
        .toLowerCase()
        .replace(/[^\p{L}\p{N}]+/gu, '-')
        .replace(/^-+|-+$/g, '') || 'section'
    const count = taken.get(slug) ?? 0
    taken.set(slug, count + 1)
    const id = count === 0 ? slug : `${slug}-${String(count + 1)}`
    token.attrSet('id', id)
    headings.push({ level: Number(token.tag.slice(1)), id, text })
  })
  return headings
}

function textOf(token: Token | undefined): string {
  return (token?.children ?? []).map(({ type, content }) => (type === 'softbreak' ? ' ' : content)).join('')
}

function wordsOf(tokens: readonly Token[]): string {
  return tokens
    .filter(({ type }) => type === 'inline')
    .map((token) => textOf(token))
    .join(' ')
    .replace(/\s+/g, ' ')
}

/** `::: code-group`, blocks of code, `:::` become tabs. */
function withTabs(tokens: readonly Token[]): Token[] {
  const out: Token[] = []
  let group: Token[] | undefined
  let groups = 0
  for (let index = 0; index < tokens.length; index++) {
    const token = tokens[index]
    if (!token) break
    const marker = token.type === 'paragraph_open' ? tokens[index + 1]?.content : undefined
    if (marker === '::: code-group' && !group) {
      group = []
      index += 2
    } else if (marker === ':::' && group) {
      out.push(htmlToken(tabs(group, ++groups)))
      group = undefined
      index += 2
    } else (group ?? out).push(token)
  }
  return group ? [...out, ...group] : out
}

function htmlToken(content: string): Token {
  const [token] = markdown.parse('x', {})
  if (!token) throw new Error('no token')
  token.type = 'html_block'
  token.content = content
  return token
}

function tabs(blocks: readonly Token[], number: number): string {
  const panels = blocks
    .filter(({ type }) => type === 'fence')
    .map((block, index) => {
      const [, language = '', title = ''] = /^(\S*)\s*\[(.*)\]$/.exec(block.info) ?? []
      const id = `tab-${String(number)}-${String(index + 1)}`
      return { id, title, code: highlight(block.content, language), selected: index === 0 }
    })
  const buttons = panels.map(
    ({ id, title, selected }) =>
      `<button role="tab" type="button" id="${id}" aria-controls="${id}-panel" aria-selected="${String(selected)}"${selected ? '' : ' tabindex="-1"'}>${escapeHtml(title)}</button>`,
  )
  const bodies = panels.map(
    ({ id, title, code }) =>
      `<div role="tabpanel" id="${id}-panel" aria-labelledby="${id}" data-title="${escapeHtml(title)}"><pre tabindex="0"><code>${code}</code></pre></div>`,
  )
  return `<div class="tabs"><div role="tablist" aria-label="Example">${buttons.join('')}</div>${bodies.join('')}</div>\n`
}

/** A narrow screen shows each row by itself, with the heads of the columns before its cells. */
function labelCells(tokens: readonly Token[]): void {
  let heads: string[] = []
  let column = 0
  tokens.forEach((token, index) => {
    if (token.type === 'table_open') heads = []
    else if (token.type === 'tr_open') column = 0
    else if (token.type === 'th_open') heads.push(textOf(tokens[index + 1]))
    else if (token.type === 'td_open') {
      token.attrSet('data-label', heads[column++] ?? '')
      if (textOf(tokens[index + 1]) === '') token.attrSet('class', 'empty')
    }
  })
}

/** A table that is wider than the screen scrolls by itself. */
function withScrolling(tokens: readonly Token[]): Token[] {
  return tokens.flatMap((token) => {
    if (token.type === 'table_open')
      return [htmlToken('<div class="scroll" tabindex="0" role="region" aria-label="Table">'), token]
    if (token.type === 'table_close') return [token, htmlToken('</div>')]
    return [token]
  })
}
