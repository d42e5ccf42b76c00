import type { OnLoadResult, PartialMessage, PluginBuild } from 'esbuild'
import { readFile } from 'node:fs/promises'
import { dirname, extname, join, resolve } from 'node:path'
import type { Diagnostic } from '../diagnostics/diagnostic.js'
import { lineSpan, positionAt } from '../diagnostics/position.js'
import type { Place } from '../diagnostics/diagnostic.js'
import { sortDiagnostics } from '../diagnostics/sort.js'
import { namespacesOf } from './entry.js'
import { importNamespaces } from './namespace-imports.js'
import type { Project } from './project.js'
import { scriptOf } from './script.js'

const loaders = {
  '.js': 'js',
  '.mjs': 'js',
  '.cjs': 'js',
  '.jsx': 'jsx',
  '.ts': 'ts',
  '.mts': 'ts',
  '.cts': 'ts',
  '.tsx': 'tsx',
} as const

function loaderOf(path: string): (typeof loaders)[keyof typeof loaders] | undefined {
  const ending = extname(path)
  return Object.entries(loaders).find(([key]) => key === ending)?.[1]
}

/** esbuild shows many messages with places, more than unplugin can say. */
export function bundleWithEsbuild(build: PluginBuild, project: Project): void {
  build.onLoad({ filter: /\.tl$/, namespace: 'file' }, async ({ path, suffix }) =>
    suffix === '' ? loadSchema(project, path) : undefined,
  )
  build.onLoad({ filter: /\.[cm]?[jt]sx?$/, namespace: 'file' }, async ({ path }) =>
    /[\\/]node_modules[\\/]/.test(path) ? undefined : loadImporter(project, path),
  )
}

async function loadSchema(project: Project, path: string): Promise<OnLoadResult> {
  const built = await project.build(path)
  const watchFiles = [...built.watched]
  if (built.kind === 'failed') return { errors: messages(built.diagnostics, project.root), watchFiles }
  const warnings = messages(built.warnings, project.root)
  return { contents: scriptOf(built.entry), loader: 'js', resolveDir: dirname(path), watchFiles, warnings }
}

/** A script that imports schemas: esbuild keeps only what it uses of a namespace that it imports by itself. */
async function loadImporter(project: Project, path: string): Promise<OnLoadResult | undefined> {
  const text = await readFile(path, 'utf8').catch(() => '')
  const loader = loaderOf(path)
  if (!loader || !/\.tl['"]/.test(text)) return undefined
  const contents = await importNamespaces(path, text, async (specifier) => {
    const built = await project.build(resolve(dirname(path), specifier))
    if (built.kind === 'failed') return new Map()
    const index = await readFile(join(built.folder, 'index.js'), 'utf8')
    return new Map([...namespacesOf(index)].map(([name, to]) => [name, join(built.folder, to)]))
  })
  return contents === text ? undefined : { contents, loader, resolveDir: dirname(path) }
}

function messages(diagnostics: readonly Diagnostic[], root: string): PartialMessage[] {
  return sortDiagnostics(diagnostics).map(({ code, message, place, notes = [], hint }) => ({
    id: code,
    text: `${message} (${code})`,
    ...(place && { location: locationOf(place, root) }),
    notes: [
      ...notes.map((note) => ({
        text: note.message,
        ...(note.place && { location: locationOf(note.place, root) }),
      })),
      ...(hint === undefined ? [] : [{ text: `hint: ${hint}` }]),
    ],
  }))
}

/** esbuild counts columns from 0, and in bytes. */
function locationOf({ source, span }: Place, root: string): NonNullable<PartialMessage['location']> {
  const { line, column } = positionAt(source, span.start)
  const bounds = lineSpan(source, line)
  const lineText = source.text.slice(bounds.start, bounds.end)
  const start = column - 1
  const bytes = (from: number, to: number): number => Buffer.byteLength(lineText.slice(from, to))
  return {
    file: resolve(root, source.name),
    line,
    column: bytes(0, start),
    length: bytes(start, start + span.end - span.start),
    lineText,
  }
}
