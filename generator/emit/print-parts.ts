import type { ImportSpecifierStructure, JSDocStructure, OptionalKind } from 'ts-morph'

type Writer = (...args: never[]) => void
type Doc = OptionalKind<JSDocStructure> | string | Writer

/** Code that a structure holds: always text here, though ts-morph would call a function too. */
export function codeText(code: unknown): string {
  if (code === undefined) return ''
  if (typeof code !== 'string') throw new Error('emitters give code as text')
  return code
}

/** Doc comments of one line each, with its end. */
export function docTexts(docs: readonly Doc[] = []): string {
  return docs.map((doc) => `/** ${codeText(typeof doc === 'object' ? doc.description : doc)} */\n`).join('')
}

/** `: type`, or nothing. */
export function typeText(type: unknown): string {
  return type === undefined ? '' : `: ${codeText(type)}`
}

type Specifier = Pick<ImportSpecifierStructure, 'name' | 'alias' | 'isTypeOnly'>
export type Specifiers = readonly (Specifier | string | Writer)[] | Writer

/** `a`, `type B as C`: what an import or export names. */
export function specifierTexts(names: Specifiers = []): readonly string[] {
  if (typeof names === 'function') throw new Error('emitters give names as structures')
  return names.map((specifier) => {
    if (typeof specifier !== 'object') return codeText(specifier)
    const { name, alias, isTypeOnly } = specifier
    return `${isTypeOnly === true ? 'type ' : ''}${name}${alias === undefined ? '' : ` as ${alias}`}`
  })
}
