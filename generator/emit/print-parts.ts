import type {
  ImportSpecifierStructure,
  JSDocStructure,
  OptionalKind,
  ParameterDeclarationStructure,
  TypeParameterDeclarationStructure,
} from 'ts-morph'

/** What members of classes and interfaces, and functions, can have. */
export interface Member extends Modifiers {
  readonly name?: string
  readonly docs?: readonly Doc[]
  readonly type?: unknown
  readonly hasQuestionToken?: boolean
  readonly typeParameters?: readonly TypeParameter[]
  readonly parameters?: readonly OptionalKind<ParameterDeclarationStructure>[]
  readonly returnType?: unknown
  readonly statements?: unknown
}

interface Modifiers {
  readonly isExported?: boolean
  readonly hasDeclareKeyword?: boolean
  readonly isStatic?: boolean
  readonly hasOverrideKeyword?: boolean
  readonly isReadonly?: boolean
}

type Writer = (...args: never[]) => void
type Doc = OptionalKind<JSDocStructure> | string | Writer
type TypeParameter = OptionalKind<TypeParameterDeclarationStructure> | string | Writer

/** Code that a structure holds: always text here, though ts-morph would call a function too. */
export function codeText(code: unknown): string {
  if (code === undefined) return ''
  if (typeof code !== 'string') throw new Error('emitters give code as text')
  return code
}

/** The keywords before a declaration, in the order that the language wants. */
export function modifiers(of: Modifiers): string {
  return [
    of.isExported === true ? 'export ' : '',
    of.hasDeclareKeyword === true ? 'declare ' : '',
    of.isStatic === true ? 'static ' : '',
    of.hasOverrideKeyword === true ? 'override ' : '',
    of.isReadonly === true ? 'readonly ' : '',
  ].join('')
}

/** Doc comments, each with the end of its line. */
export function docTexts(docs: readonly Doc[] = []): string {
  return docs.map((doc) => docText(codeText(typeof doc === 'object' ? doc.description : doc))).join('')
}

function docText(text: string): string {
  const lines = text.split('\n')
  if (lines.length === 1) return `/** ${text} */\n`
  const rows = lines.slice(lines[0] === '' ? 1 : 0).map((line) => (line === '' ? ' *' : ` * ${line}`))
  return `/**\n${rows.join('\n')}\n */\n`
}

/** `: type`, or nothing. */
export function typeText(type: unknown): string {
  return type === undefined ? '' : `: ${codeText(type)}`
}

/** `<A extends B>`, or nothing. */
export function typeParametersText(parameters: readonly TypeParameter[] = []): string {
  const texts = parameters.map((one) => {
    if (typeof one !== 'object') return codeText(one)
    const constraint = codeText(one.constraint)
    return constraint === '' ? one.name : `${one.name} extends ${constraint}`
  })
  return texts.length === 0 ? '' : `<${texts.join(', ')}>`
}

export function parametersText(
  parameters: readonly OptionalKind<ParameterDeclarationStructure>[] = [],
): string {
  return parameters
    .map(({ name, hasQuestionToken, type, initializer }) => {
      const value = initializer === undefined ? '' : ` = ${codeText(initializer)}`
      return `${name}${hasQuestionToken === true ? '?' : ''}${typeText(type)}${value}`
    })
    .join(', ')
}

/** What stands in braces, each on lines of its own. */
export function block(parts: readonly string[]): string {
  return parts.length === 0 ? '{}' : `{\n${parts.join('\n')}\n}`
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
