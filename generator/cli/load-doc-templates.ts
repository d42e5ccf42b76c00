import { readdir, readFile } from 'node:fs/promises'
import { join, posix, resolve } from 'node:path'
import type { Diagnostic } from '../diagnostics/diagnostic.js'
import { didYouMean } from '../diagnostics/suggest.js'
import { ownPackage } from './own-package.js'
import { readSource } from './read-file.js'

export interface DocTemplates {
  /** By name, without the ending. */
  readonly templates: ReadonlyMap<string, string>
  readonly diagnostics: readonly Diagnostic[]
}

/** The skeletons of tlforge, with those of a folder in the place of their namesakes. */
export async function loadDocTemplates(cwd: string, folder: string | undefined): Promise<DocTemplates> {
  const own = join((await ownPackage()).folder, 'templates', 'docs')
  const names = (await readdir(own)).filter((name) => /\.(?:md|txt)$/.test(name)).sort()
  const texts = await Promise.all(names.map((name) => readFile(join(own, name), 'utf8')))
  const templates = new Map(names.map((name, index) => [templateName(name), texts[index] ?? '']))
  const diagnostics: Diagnostic[] = []
  if (folder === undefined) return { templates, diagnostics }
  const theirs = await readdir(resolve(cwd, folder)).catch(() => undefined)
  // Reading the folder itself says what is wrong with it.
  if (!theirs) return { templates, diagnostics: (await readSource(cwd, folder)).diagnostics }
  for (const name of theirs.filter((file) => /\.(?:md|txt)$/.test(file)).sort()) {
    if (!names.includes(name)) {
      const hint = didYouMean(name, names) ?? `possible are ${names.join(', ')}`
      const message = `the pages have no skeleton \`${name}\``
      diagnostics.push({ code: 'TL3002', severity: 'error', message, hint })
      continue
    }
    const { source, diagnostics: problems } = await readSource(cwd, posix.join(folder, name))
    diagnostics.push(...problems)
    if (source) templates.set(templateName(name), source.text)
  }
  return { templates, diagnostics }
}

function templateName(file: string): string {
  return file.replace(/\.\w+$/, '')
}
