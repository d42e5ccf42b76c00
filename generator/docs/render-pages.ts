import { Eta } from 'eta'
import type { OutputFile } from '../options.js'
import { escapeText, Markdown } from './markdown.js'
import type { Page } from './model.js'

/** The skeletons of pages, by name: `method`, `constructor`, `type`, `error`, `index`, `llms`. */
export type Templates = ReadonlyMap<string, string>

/** A page that a template could not make: the mistake is in the template. */
export class TemplateError extends Error {
  readonly template: string

  constructor(template: string, cause: unknown) {
    super(cause instanceof Error ? cause.message : String(cause), { cause })
    this.template = template
  }
}

/** Pages as Markdown, each by the template of its kind. */
export function renderMarkdown(pages: readonly Page[], templates: Templates): readonly OutputFile[] {
  const render = renderer(templates)
  return pages.map((page) => {
    const text = render(page.kind, { page, md: new Markdown(page.path, '.md') })
    return { path: `${page.path}.md`, text: tidy(text) }
  })
}

/** Everything in one text. */
export function renderLlms(pages: readonly Page[], templates: Templates, title: string): OutputFile {
  const text = renderer(templates)('llms', { pages, title, md: new Markdown('llms', '') })
  return { path: 'llms.txt', text: tidy(text) }
}

/** The models of the pages, for programs: one file for each, and a list of them. */
export function renderJsonPages(pages: readonly Page[]): readonly OutputFile[] {
  const print = (value: unknown): string => `${JSON.stringify(value, undefined, 2)}\n`
  const list = pages.map(({ kind, path, title, description }) => ({ kind, path, title, description }))
  return [
    ...pages.map((page) => ({ path: `${page.path}.json`, text: print(page) })),
    { path: 'pages.json', text: print(list) },
  ]
}

/** Empty lines come alone, and none is at the end. */
function tidy(text: string): string {
  return `${text
    .replace(/[ \t]+$/gm, '')
    .replace(/\n{3,}/g, '\n\n')
    .trim()}\n`
}

/** A line that holds nothing but a statement leaves nothing behind. */
function withoutControlLines(template: string): string {
  return template.replace(/^[ \t]*(<%(?![=~])(?:(?!%>)[^])*%>)[ \t]*\n/gm, '$1')
}

function renderer(templates: Templates): (name: string, data: object) => string {
  const eta = new Eta({
    varName: 'it',
    // What a template prints is data, unless it says otherwise: `<%= text %>`, `<%~ markdown %>`.
    autoEscape: true,
    escapeFunction: (value: unknown) => escapeText(String(value)),
    autoTrim: false,
    // Templates see what is given to them by name: `page` and `md`.
    useWith: false,
    functionHeader: 'const { page, pages, title, md } = it;',
    cache: true,
  })
  for (const [name, text] of templates) {
    try {
      eta.loadTemplate(`@${name}`, withoutControlLines(text))
    } catch (error) {
      throw new TemplateError(name, error)
    }
  }
  return (name, data) => {
    try {
      return eta.render(`@${name}`, data)
    } catch (error) {
      throw new TemplateError(name, error)
    }
  }
}
