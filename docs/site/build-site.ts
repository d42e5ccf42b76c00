import { build } from 'esbuild'
import { readdir, readFile } from 'node:fs/promises'
import { join, posix } from 'node:path'
import { loadConfig } from '../../generator/cli/load-config.js'
import { loadDocTemplates } from '../../generator/cli/load-doc-templates.js'
import { loadTarget } from '../../generator/cli/load-target.js'
import { renderText } from '../../generator/diagnostics/render-text.js'
import type { OutputFile } from '../../generator/options.js'
import { document } from '../../generator/pipeline.js'
import pc from 'picocolors'
import { layout, redirectPage, type Navigation, type NavItem } from './layout.js'
import { readMarkdown, type MarkdownPage } from './markdown-page.js'
import { searchScript, type SearchEntry } from './search-index.js'

/** Files of the site by their paths: `guide/errors.html`. */
export type Site = ReadonlyMap<string, string | Uint8Array>

const folder = 'reference'
const reference: readonly NavItem[] = [
  { title: 'Start', path: `${folder}/index` },
  { title: 'Methods', path: `${folder}/methods/index` },
  { title: 'Constructors', path: `${folder}/constructors/index` },
  { title: 'Types', path: `${folder}/types/index` },
  { title: 'Errors', path: `${folder}/errors/index` },
  { title: 'Methods for bots', path: `${folder}/bots` },
  { title: 'All names, A to Z', path: `${folder}/a-z` },
  { title: 'Basic types', path: `${folder}/basic-types` },
]
/** Guides in the order in which they are read; those that are not listed come behind. */
const order = [
  'guide/getting-started',
  'guide/generated-api',
  'guide/errors',
  'secret-chats',
  'guide/configuration',
  'guide/command-line',
  'plugins',
  'guide/from-gramjs',
  'guide/from-mtcute',
  'guide/how-it-works',
  'ARCHITECTURE',
]

/** Makes the whole site in memory: the guides in docs/, and the pages of the configuration's first target. */
export async function buildSite(root: string): Promise<Site> {
  const guides = await readGuides(join(root, 'docs'))
  const pages = await referencePages(root)
  const sources = new Map([...guides, ...pages].map(({ path, text }) => [path.replace(/\.md$/, ''), text]))
  const read = new Map<string, MarkdownPage>()
  for (const [path, text] of sources)
    read.set(
      path,
      readMarkdown(text, (href) => htmlLink(href, path, sources)),
    )
  const navigation = navigationOf(guides, read)
  const site = new Map<string, string | Uint8Array>()
  const entries: SearchEntry[] = []
  for (const [path, page] of read) {
    const { title = page.headings[0]?.text ?? path, description = '', kind = 'guide' } = page.frontMatter
    site.set(
      `${path}.html`,
      layout({ path, title, description, html: page.html, headings: page.headings, kind }, navigation),
    )
    if (kind !== 'index') entries.push({ path, title, kind, description, text: page.text })
    for (const from of page.frontMatter.redirect_from ?? []) {
      const at = folder + from
      site.set(`${at}.html`, redirectPage(at, path))
    }
  }
  site.set('search-data.js', searchScript(entries))
  for (const [name, content] of await assets(root)) site.set(name, content)
  return site
}

/** All Markdown files of docs/, but for those that only the repository needs. */
async function readGuides(docs: string): Promise<readonly OutputFile[]> {
  const names = (await readdir(docs, { recursive: true })).map((name) => name.replaceAll('\\', '/'))
  const wanted = names.filter((name) => name.endsWith('.md') && !name.startsWith(`${folder}/`)).sort()
  return Promise.all(wanted.map(async (path) => ({ path, text: await readFile(join(docs, path), 'utf8') })))
}

async function referencePages(root: string): Promise<readonly OutputFile[]> {
  const config = await loadConfig(root)
  if (config.kind === 'failed') throw new Error(config.diagnostics.map(({ message }) => message).join('\n'))
  const [target] = config.loaded.config.targets
  if (!target) throw new Error('the configuration has no target')
  const { options, diagnostics } = await loadTarget(target, root, root)
  const { templates } = await loadDocTemplates(root, undefined)
  const result =
    options &&
    document({
      ...options,
      title: 'Telegram API',
      specifier: 'tlforge/telegram',
      hasClients: true,
      image: '/logo.svg',
      templates,
      form: 'markdown',
    })
  const problems = [...diagnostics, ...(result?.diagnostics ?? [])]
  if (!result || result.files.length === 0) {
    throw new Error(problems.map((problem) => renderText(problem, pc.createColors(false))).join('\n'))
  }
  return result.files.map(({ path, text }) => ({ path: `${folder}/${path}`, text }))
}

/** The address of a link to another page of Markdown; undefined where the site has none. */
function htmlLink(href: string, from: string, pages: ReadonlyMap<string, string>): string | undefined {
  if (/^(?:https?:|mailto:|#)/.test(href)) return href
  const [path = '', anchor] = href.split('#')
  const target = posix.join(posix.dirname(from), decodeURIComponent(path)).replace(/\.md$/, '')
  const page = pages.has(target) ? target : pages.has(`${target}/index`) ? `${target}/index` : undefined
  if (page === undefined) return undefined
  return `${posix.relative(posix.dirname(from), page)}.html${anchor === undefined ? '' : `#${anchor}`}`
}

function navigationOf(guides: readonly OutputFile[], read: ReadonlyMap<string, MarkdownPage>): Navigation {
  const paths = guides.map(({ path }) => path.replace(/\.md$/, ''))
  const listed = paths.filter((path) => path !== 'index' && !path.startsWith('decisions/'))
  const rank = (path: string): number => (order.includes(path) ? order.indexOf(path) : order.length)
  const sorted = listed.sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1))
  return {
    guides: sorted.map((path) => ({ path, title: read.get(path)?.headings[0]?.text ?? path })),
    reference,
  }
}

async function assets(root: string): Promise<readonly (readonly [string, string | Uint8Array])[]> {
  const at = join(root, 'docs/site/assets')
  const bundled = await build({
    entryPoints: [join(at, 'site.ts'), join(at, 'theme.ts')],
    bundle: true,
    minify: true,
    format: 'iife',
    target: 'es2022',
    write: false,
    outdir: 'out',
  })
  return [
    ...bundled.outputFiles.map(({ path, contents }): [string, Uint8Array] => [
      posix.basename(path),
      contents,
    ]),
    ['style.css', await readFile(join(at, 'style.css'), 'utf8')],
    ['logo.svg', await readFile(join(at, 'logo.svg'), 'utf8')],
  ]
}
