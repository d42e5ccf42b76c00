import type { Heading } from './markdown-page.js'
import { escapeHtml } from './tl.js'

export interface LayoutPage {
  /** Without ending: `reference/methods/messages.sendEncrypted`. */
  readonly path: string
  readonly title: string
  readonly description: string
  readonly html: string
  readonly headings: readonly Heading[]
  readonly kind: string
}

/** A line of the navigation; `path` is that of a page. */
export interface NavItem {
  readonly title: string
  readonly path: string
}

export interface Navigation {
  readonly guides: readonly NavItem[]
  readonly reference: readonly NavItem[]
}

/** `../../` for a page two folders deep. */
export function rootOf(path: string): string {
  return '../'.repeat(path.split('/').length - 1)
}

/** The whole HTML of a page. */
export function layout(page: LayoutPage, navigation: Navigation): string {
  const root = rootOf(page.path)
  const title = page.path === 'index' ? 'tlforge' : `${page.title} · tlforge`
  return `<!doctype html>
<html lang="en" data-root="${root}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title>
<meta name="description" content="${escapeHtml(page.description)}">
<meta property="og:title" content="${escapeHtml(page.title)}">
<meta property="og:description" content="${escapeHtml(page.description)}">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'self' file:; style-src 'self' file:; img-src 'self' file:">
<link rel="icon" href="${root}logo.svg" type="image/svg+xml">
<link rel="stylesheet" href="${root}style.css">
<script src="${root}theme.js"></script>
<script src="${root}site.js" defer></script>
</head>
<body class="kind-${escapeHtml(page.kind)}">
<a class="skip" href="#content">Skip to the content</a>
<header>
<a class="brand" href="${root}index.html"><img src="${root}logo.svg" alt="" width="24" height="24">tlforge</a>
<div class="search">
<input type="search" id="search" placeholder="Search" aria-label="Search the documentation" role="combobox" aria-expanded="false" aria-controls="results" aria-autocomplete="list" autocomplete="off" spellcheck="false">
<kbd aria-hidden="true">/</kbd>
<div id="results" role="listbox" aria-label="Results" hidden></div>
<p id="search-status" role="status" class="visually-hidden"></p>
</div>
<button type="button" id="menu" aria-expanded="false" aria-controls="navigation">Menu</button>
<button type="button" id="theme" aria-label="Light or dark">◐</button>
</header>
<div class="page">
<nav id="navigation" aria-label="Documentation">
${navList('Guides', navigation.guides, page.path, root)}
${navList('Reference', navigation.reference, page.path, root)}
</nav>
<main id="content" tabindex="-1">
${page.html}</main>
${contents(page.headings)}
</div>
</body>
</html>
`
}

function navList(title: string, items: readonly NavItem[], current: string, root: string): string {
  const lines = items.map(({ title: text, path }) => {
    const here = path === current ? ' aria-current="page"' : ''
    return `<li><a href="${root}${path}.html"${here}>${escapeHtml(text)}</a></li>`
  })
  return `<h2>${title}</h2>\n<ul>\n${lines.join('\n')}\n</ul>`
}

/** More headings than these are an index, not contents. */
const most = 40

function contents(headings: readonly Heading[]): string {
  const shown = headings.filter(({ level }) => level === 2)
  if (shown.length < 2 || shown.length > most) return ''
  const lines = shown.map(({ id, text }) => `<li><a href="#${escapeHtml(id)}">${escapeHtml(text)}</a></li>`)
  return `<nav class="contents" aria-label="On this page"><h2>On this page</h2><ul>${lines.join('')}</ul></nav>`
}

/** A page at an old address. */
export function redirectPage(path: string, target: string): string {
  const href = escapeHtml(rootOf(path) + target + '.html')
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>Moved</title>
<meta http-equiv="refresh" content="0; url=${href}">
<link rel="canonical" href="${href}">
<meta name="robots" content="noindex">
</head>
<body><a href="${href}">The page is here.</a></body>
</html>
`
}
