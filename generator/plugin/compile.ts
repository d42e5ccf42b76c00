import { isolatedDeclarationSync, transformSync } from 'oxc-transform'
import type { OutputFile } from '../options.js'

/** The lines that every generated file begins with: they stay first, whatever becomes of the statement below. */
const headerLines = /^(?:\/\/[^\n]*\n|\/\* eslint-disable \*\/\n)*/

/** `types/user.ts` as `types/user.js` and `types/user.d.ts`: what every bundler and TypeScript read as it is. */
function compileFile({ path, text }: OutputFile): readonly OutputFile[] {
  if (!path.endsWith('.ts')) return [{ path, text }]
  const header = headerLines.exec(text)?.[0] ?? ''
  const body = text.slice(header.length)
  const script = transformSync(path, body, { lang: 'ts', sourceType: 'module', target: 'es2022' })
  const declaration = isolatedDeclarationSync(path, body, { stripInternal: true })
  const problem = [...script.errors, ...declaration.errors][0]
  // What is emitted needs no inference and no check: a mistake of tlforge, not of its user.
  if (problem) throw new Error(`the text generated for ${path} cannot be compiled: ${problem.message}`)
  const base = path.replace(/\.ts$/, '')
  return [
    { path: `${base}.js`, text: header + script.code },
    { path: `${base}.d.ts`, text: header + declaration.code },
  ]
}

interface Compiled {
  readonly text: string
  readonly files: readonly OutputFile[]
}

/** A compiler that remembers, for each folder, what it compiled last. */
export function createCompiler(): (folder: string, files: readonly OutputFile[]) => readonly OutputFile[] {
  const folders = new Map<string, ReadonlyMap<string, Compiled>>()
  return (folder, files) => {
    const before = folders.get(folder)
    const compiled = new Map(
      files.map((file): [string, Compiled] => {
        const known = before?.get(file.path)
        return [file.path, known?.text === file.text ? known : { text: file.text, files: compileFile(file) }]
      }),
    )
    folders.set(folder, compiled)
    return [...compiled.values()].flatMap(({ files }) => files)
  }
}
