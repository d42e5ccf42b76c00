import MarkdownIt from 'markdown-it'
import { describe, expect, it } from 'vitest'
import { Markdown } from '../../../generator/docs/markdown.js'

/** Texts that mean something in Markdown, HTML, YAML or a template engine. */
const hostile = [
  '<script>alert(1)</script>',
  'a | b || c',
  'back`tick ``two`` ```',
  '{{ constructor.constructor("alert(1)")() }}',
  '{% include x %} <% evil() %> <%= it %>',
  '[link](javascript:alert(1)) ![image](x)',
  '# heading',
  '- item',
  '1. item',
  '> quote',
  '::: code-group',
  '*a* _b_ ~~c~~ **d**',
  '\\ backslash \\| and \\` at the end \\',
  '&lt; &amp; &#60;',
  'https://example.org/?a=b',
  '--- title: x',
  '"quotes" and \'others\'',
  '$math$ ==mark==',
]
const markdown = new MarkdownIt({ html: true, linkify: true })
const md = new Markdown('methods/x', '.md')

/** What a reader sees of HTML. */
function visible(html: string): string {
  const entities: Readonly<Record<string, string>> = { lt: '<', gt: '>', quot: '"', amp: '&' }
  return html
    .replace(/<[^>]*>/g, '')
    .replace(/&(lt|gt|quot|amp);/g, (_, name: string) => entities[name] ?? '')
}

/** The elements of HTML, but for those that were asked for. */
const elements = (html: string): readonly string[] =>
  [...html.matchAll(/<([a-z0-9]+)/g)].map(([, name = '']) => name)

const straight = (text: string): string => text.replace(/[“”]/g, '"').replace(/[‘’]/g, "'").trim()

describe('text of a schema in Markdown', () => {
  it.each(hostile)('is shown as it is: %s', (text) => {
    const html = markdown.render(md.text(text))
    expect(elements(html)).toEqual(['p'])
    expect(straight(visible(html))).toBe(text)
  })

  it.each(hostile)('is shown as it is in a table: %s', (text) => {
    const html = markdown.render(
      `| A | B |\n| - | - |\n| ${md.cell([[{ text }]])} | ${md.code(text, true)} |\n`,
    )
    expect(elements(html).filter((name) => name === 'td')).toHaveLength(2)
    expect(elements(html).filter((name) => !/^(?:table|thead|tbody|tr|th|td|code)$/.test(name))).toEqual([])
    const cells = [...html.matchAll(/<td>([^]*?)<\/td>/g)].map(([, cell = '']) => straight(visible(cell)))
    expect(cells).toEqual([text, text])
  })

  it.each(hostile)('is code as it is: %s', (text) => {
    const html = markdown.renderInline(md.code(text))
    expect(elements(html)).toEqual(['code'])
    expect(visible(html).trim()).toBe(text)
    const block = markdown.render(md.fence('tl', `${text}\n${text}`))
    expect(elements(block)).toEqual(['pre', 'code'])
    expect(visible(block).trimEnd()).toBe(`${text}\n${text}`.trimEnd())
  })

  it('cannot leave the front matter, or be a template there', () => {
    for (const text of [...hostile, 'a\n---\nb', '\u2028']) {
      const value = md.yaml(text)
      expect(JSON.parse(value)).toBe(text)
      expect(value).not.toMatch(/[\n\u2028{}<>]/)
    }
  })

  it('has no braces that a site generator could evaluate', () => {
    for (const text of hostile) expect(md.text(text)).not.toMatch(/[{}<>]/)
  })
})

describe('addresses', () => {
  it.each([
    ['methods/x', 'methods/y', 'y.md'],
    ['methods/x', 'types/T', '../types/T.md'],
    ['methods/x', 'basic-types#long', '../basic-types.md#long'],
    ['index', 'methods/index', 'methods/index.md'],
    ['secret/types/T', 'types/T', '../../types/T.md'],
    ['secret/types/T', 'secret/constructors/t', '../constructors/t.md'],
  ])('from %s to %s', (from, to, address) => {
    expect(new Markdown(from, '.md').address(to)).toBe(address)
  })
})
