import type { Diagnostic, OptionPath } from '../diagnostics/diagnostic.js'
import { suggest } from '../diagnostics/suggest.js'
import type { Schema } from '../ir/schema.js'
import { literalStem, namePattern, type NamePattern } from '../naming/patterns.js'
import type { SubsetOptions } from '../options.js'

/** The names that a list of patterns means: of methods, constructors and types. */
export interface Selection {
  readonly names: ReadonlySet<string>
  /** Those among them that some pattern gives in full. */
  readonly literal: ReadonlySet<string>
}

/** What `include` and `exclude` mean in a schema, and what is wrong with them. */
export interface Selections {
  /** Absent where everything is included. */
  readonly include?: Selection
  readonly exclude: Selection
  readonly diagnostics: readonly Diagnostic[]
}

/** @param at the option that the schema stands in */
export function selectNames(schema: Schema, options: SubsetOptions, at: OptionPath): Selections {
  const names = namesOf(schema)
  const diagnostics: Diagnostic[] = []
  const selectAll = (list: 'include' | 'exclude'): Selection => {
    const patterns = (options[list] ?? []).map(namePattern)
    const selected = patterns.map((pattern) => names.filter(pattern.matches))
    selected.forEach((found, index) => {
      const pattern = patterns[index]
      if (found.length > 0 || !pattern) return
      diagnostics.push(nothingFound(pattern, names, schema.name, [...at, list, index]))
    })
    const all = new Set(selected.flat())
    const literals = patterns.filter(({ isLiteral }) => isLiteral).map(({ text }) => text)
    return { names: all, literal: new Set(literals.filter((name) => all.has(name))) }
  }
  const include = options.include ? selectAll('include') : undefined
  const exclude = selectAll('exclude')
  for (const name of include?.literal ?? []) {
    if (exclude.literal.has(name)) diagnostics.push(contradiction(name, options, at))
  }
  return { ...(include && { include }), exclude, diagnostics }
}

function namesOf(schema: Schema): readonly string[] {
  const definitions = [...schema.methods.values(), ...schema.constructors.values()]
  return [...new Set([...definitions.map(({ tlName }) => tlName), ...schema.unions.keys()])]
}

/** TL3003. The namespace alone may be mistyped, or the stem before the wildcard. */
function nothingFound(
  { text, matches, isLiteral }: NamePattern,
  names: readonly string[],
  schema: string,
  option: OptionPath,
): Diagnostic {
  const stem = literalStem(text)
  const namespaces = names.flatMap((name) => name.split('.').slice(0, -1).join('.') || [])
  const beginnings = [1, 0, -1].flatMap((more) => names.map((name) => name.slice(0, stem.length + more)))
  const candidates = new Set(
    isLiteral ? [...names, ...namespaces] : [...namespaces.map((one) => `${one}.`), ...beginnings],
  )
  const better = suggest(stem, candidates)
  const meant = better === undefined ? undefined : better + text.slice(stem.length)
  const helps = meant !== undefined && !matches(meant) && names.some(namePattern(meant).matches)
  return {
    code: 'TL3003',
    severity: 'error',
    message: `\`${text}\` matches no method, constructor, type or namespace of the schema \`${schema}\``,
    option,
    ...(helps && { hint: `did you mean \`${meant}\`?` }),
  }
}

/** TL3004 */
function contradiction(name: string, options: SubsetOptions, at: OptionPath): Diagnostic {
  return {
    code: 'TL3004',
    severity: 'error',
    message: `\`${name}\` is both included and excluded`,
    option: [...at, 'exclude', options.exclude?.indexOf(name) ?? 0],
    hint: 'a name that is included in full wins over an excluded pattern, but not over itself',
  }
}
