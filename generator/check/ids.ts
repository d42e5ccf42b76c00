import type { Diagnostic, SourceText } from '../diagnostics/diagnostic.js'
import {
  canonicalStyles,
  canonicalText,
  formatId,
  styledId,
  type HashRule,
  type IdentifiedSyntax,
} from './canonical.js'
import { exceptionKey, type IdException } from './id-exceptions.js'
import { explainId, type Deviation } from './ids-deviations.js'
import { checkDuplicateIds } from './ids-duplicates.js'

/** A definition and the text it stands in. */
export interface IdItem {
  readonly item: IdentifiedSyntax
  readonly source: SourceText
  readonly isFunction?: boolean
}

export interface IdCheckOptions {
  /** The name of the schema module, by which its exceptions are found. */
  readonly schema: string
  readonly rule: HashRule
  /** Those of other schemas are left alone. */
  readonly exceptions?: readonly IdException[]
}

/** How many definitions got their id in which way; the four add up to all. */
export interface IdCounts {
  /** The explicit id is the CRC32 of the text. */
  readonly verified: number
  /** It is not, but a known deviation or an exception explains it. */
  readonly explained: number
  /** It is not, and nothing explains it. */
  readonly unexplained: number
  /** There was no explicit id. */
  readonly computed: number
}

export interface IdCheckResult {
  /** The id of each definition, uint32: the explicit one where there is one, for that is what is on the wire. */
  readonly ids: ReadonlyMap<IdentifiedSyntax, number>
  readonly counts: IdCounts
  readonly diagnostics: readonly Diagnostic[]
}

/** An explicit id against the text of its definition. */
export type IdVerdict =
  | { readonly kind: 'verified'; readonly computed: number }
  | { readonly kind: 'explained'; readonly computed: number; readonly deviation: Deviation }
  | { readonly kind: 'unexplained'; readonly computed: number }

/** Whether an explicit id (uint32) is the CRC32 of the definition, and if not, what explains it. */
export function verifyId(item: IdentifiedSyntax, id: number, rule: HashRule): IdVerdict {
  const computed = styledId(item, canonicalStyles[rule])
  if (computed === id) return { kind: 'verified', computed }
  const deviation = explainId(item, id, rule)
  return deviation ? { kind: 'explained', computed, deviation } : { kind: 'unexplained', computed }
}

/**
 * Gives every definition its id and checks the explicit ones: TL2003 for one that is not the CRC32 of its text,
 * unless an exception lists it; TL2004 for an id of two definitions; TL2013 for an exception of this schema that
 * nothing needs.
 *
 * TL2003 is a warning where a known deviation explains the id. Otherwise it is an error under the rule `telegram`,
 * where all ids are hashes, and a warning under `tdlib`, where schemas leave ids out and write one (as TON does to
 * keep it through a change, or VK by choice) just because it is another one.
 */
export function checkIds(items: readonly IdItem[], options: IdCheckOptions): IdCheckResult {
  const unused = new Map(
    (options.exceptions ?? []).filter((e) => e.schema === options.schema).map((e) => [exceptionKey(e), e]),
  )
  const exceptions = new Map(unused)
  const ids = new Map<IdentifiedSyntax, number>()
  const counts = { verified: 0, explained: 0, unexplained: 0, computed: 0 }
  const diagnostics: Diagnostic[] = []
  for (const entry of items) {
    const { item } = entry
    if (item.id === undefined) {
      ids.set(item, styledId(item, canonicalStyles[options.rule]))
      counts.computed++
      continue
    }
    ids.set(item, item.id.value)
    const verdict = verifyId(item, item.id.value, options.rule)
    if (verdict.kind === 'verified') {
      counts.verified++
      continue
    }
    const key = exceptionKey({ schema: options.schema, name: item.name.text, id: item.id.value })
    const isExcepted = exceptions.has(key)
    counts[isExcepted ? 'explained' : verdict.kind]++
    if (isExcepted) unused.delete(key)
    else diagnostics.push(mismatch(entry, item.id.value, verdict, options))
  }
  diagnostics.push(...[...unused.values()].map((exception) => notNeeded(exception, items)))
  return { ids, counts, diagnostics: [...diagnostics, ...checkDuplicateIds(items, ids)] }
}

function mismatch(
  { item, source }: IdItem,
  id: number,
  verdict: Exclude<IdVerdict, { kind: 'verified' }>,
  { rule }: IdCheckOptions,
): Diagnostic {
  const isExplained = verdict.kind === 'explained'
  const explanation = isExplained
    ? [{ message: `explained by ${verdict.deviation.description}: \`${verdict.deviation.text}\`` }]
    : []
  const listIt = `list \`${item.name.text}\` in the id exceptions`
  return {
    code: 'TL2003',
    severity: isExplained || rule === 'tdlib' ? 'warning' : 'error',
    message: `the id of \`${item.name.text}\` is ${formatId(id)}, but its text gives ${formatId(verdict.computed)}`,
    place: { source, span: item.id?.span ?? item.name.span },
    notes: [
      { message: `hashed under the rule \`${rule}\`: \`${canonicalText(item, rule)}\`` },
      ...explanation,
    ],
    hint: isExplained
      ? `${listIt}, with the reason \`${verdict.deviation.reason}\``
      : `write #${formatId(verdict.computed)}, or ${listIt} if the other side really uses ${formatId(id)}`,
  }
}

/** Called for exceptions only that have not excused any id: the definition is missing, or its id is right. */
function notNeeded(exception: IdException, items: readonly IdItem[]): Diagnostic {
  const definition = items.find(
    ({ item }) => item.name.text === exception.name && item.id?.value === exception.id,
  )
  const what = `\`${exception.name}#${formatId(exception.id)}\``
  return {
    code: 'TL2013',
    severity: 'warning',
    message: definition
      ? `the id exception for ${what} is not needed: the id is the CRC32 of the text`
      : `the id exception for ${what} matches no definition of the schema \`${exception.schema}\``,
    place: exception.place,
    notes: definition
      ? [
          {
            message: 'defined here',
            place: { source: definition.source, span: definition.item.id?.span ?? definition.item.name.span },
          },
        ]
      : [],
  }
}
