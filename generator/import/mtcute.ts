import type { Diagnostic } from '../diagnostics/diagnostic.js'
import type {
  CombinatorSyntax,
  FieldSyntax,
  SchemaSyntax,
  TemplateSyntax,
  TypeSyntax,
} from '../syntax/ast.js'
import { describeIssues, entryLabel, malformedFile, validateJson } from './data-file.js'
import {
  mtcuteEntryShape,
  mtcuteFileShape,
  type MtcuteArgument,
  type MtcuteEntry,
  type MtcuteModifiers,
} from './mtcute-shape.js'
import {
  makeApply,
  makeComment,
  makeCondition,
  makeId,
  makeName,
  makeNamed,
  makeSection,
  makeSource,
  nowhere,
} from './nodes.js'

/** What an importer makes of a file: what could be read, and a TL4004 for each thing that could not. */
export interface ImportResult {
  readonly schema: SchemaSyntax
  readonly diagnostics: readonly Diagnostic[]
}

/**
 * Turns the schema file of the npm package `@mtcute/core` (`tl/api-schema.json`, keys `l`, `e`, `u`) back into TL,
 * as Telegram writes it: `int53` is `long` again, the definitions of mtcute's own (`mtcute.*`) are left out, types
 * come before functions, each in the order of the file. Descriptions are not taken over.
 * @param text The JSON text.
 */
export function importMtcute(text: string, name = 'api-schema.json'): ImportResult {
  const file = validateJson(text, mtcuteFileShape)
  if (!file.success)
    return { schema: makeSchema(name, []), diagnostics: [malformedFile(`${name}: ${file.message}`)] }
  const diagnostics: Diagnostic[] = []
  const types: CombinatorSyntax[] = []
  const functions: CombinatorSyntax[] = []
  file.data.e.forEach((value, index) => {
    const entry = mtcuteEntryShape.safeParse(value)
    if (!entry.success)
      diagnostics.push(
        malformedFile(`${name}: ${entryLabel(value, index, ['name'])}: ${describeIssues(entry.error)}`),
      )
    else if (!entry.data.name.startsWith('mtcute.'))
      (entry.data.kind === 'class' ? types : functions).push(makeCombinator(entry.data))
  })
  const items = [makeComment(` LAYER ${file.data.l}`), ...types, makeSection('functions'), ...functions]
  return { schema: makeSchema(name, items), diagnostics }
}

function makeSchema(name: string, items: SchemaSyntax['items']): SchemaSyntax {
  return { kind: 'schema', source: makeSource(name), items }
}

function makeCombinator(entry: MtcuteEntry): CombinatorSyntax {
  return {
    kind: 'combinator',
    annotations: [],
    name: makeName(entry.name),
    id: makeId(entry.id),
    templates: (entry.generics ?? []).map(makeTemplate),
    fields: entry.arguments.map(makeField),
    arrow: '=',
    result: makeType(entry.type, entry.typeModifiers ?? {}),
    leading: [],
    span: nowhere,
  }
}

function makeTemplate({ name, type }: { name: string; type: string }): TemplateSyntax {
  return { parameters: [{ names: [makeName(name)], type: makeNamed(type) }], span: nowhere }
}

function makeField({ name, type, typeModifiers = {} }: MtcuteArgument): FieldSyntax {
  const { predicate } = typeModifiers
  return {
    kind: 'field',
    names: [makeName(name)],
    grouped: false,
    ...(predicate === undefined ? {} : { condition: makeCondition(predicate) }),
    type: makeType(type, typeModifiers),
    leading: [],
    span: nowhere,
  }
}

function makeType(type: string, modifiers: MtcuteModifiers): TypeSyntax {
  const element = makeElement(type, modifiers)
  if (modifiers.isVector) return makeApply('Vector', element)
  return modifiers.isBareVector ? makeApply('vector', element) : element
}

function makeElement(type: string, { isBareUnion }: MtcuteModifiers): TypeSyntax {
  if (type === '#') return { kind: 'nat', span: nowhere }
  if (type.startsWith('!')) return { kind: 'bang', type: makeNamed(type.slice(1)), span: nowhere }
  // mtcute's own name for the longs that it reads as JavaScript numbers
  const named = makeNamed(type === 'int53' ? 'long' : type)
  return isBareUnion ? { kind: 'bare', type: named, span: nowhere } : named
}
