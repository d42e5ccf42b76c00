import { isolatedDeclarationSync, transformSync } from 'oxc-transform'
import type { OutputFile } from '../options.js'

/** The lines that every generated file begins with: they stay first, whatever becomes of the statement below. */
const headerLines = /^(?:\/\/[^\n]*\n|\/\* eslint-disable \*\/\n)*/

/** `types/user.ts` as `types/user.js` and `types/user.d.ts`: what every bundler and TypeScript read as it is. */
export function compileFile({ path, text }: OutputFile): readonly OutputFile[] {
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
