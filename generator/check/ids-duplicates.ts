import type { Diagnostic, Span } from '../diagnostics/diagnostic.js'
import { formatId, type IdentifiedSyntax } from './canonical.js'
import type { IdItem } from './ids.js'

/**
 * TL2004 for each definition whose id an earlier one of another name (or a function where that is a constructor)
 * has: a reader could not tell them apart. The same name again is a matter of layers and of TL2005.
 */
export function checkDuplicateIds(
  items: readonly IdItem[],
  ids: ReadonlyMap<IdentifiedSyntax, number>,
): readonly Diagnostic[] {
  const firsts = new Map<number, IdItem>()
  return items.flatMap((entry): Diagnostic[] => {
    const id = ids.get(entry.item)
    if (id === undefined) return []
    const first = firsts.get(id)
    if (first === undefined) firsts.set(id, entry)
    if (first === undefined || isSameName(first, entry)) return []
    return [
      {
        code: 'TL2004',
        severity: 'error',
        message: `\`${entry.item.name.text}\` has the id ${formatId(id)} of \`${first.item.name.text}\``,
        place: { source: entry.source, span: idSpan(entry.item) },
        notes: [{ message: 'first defined here', place: { source: first.source, span: idSpan(first.item) } }],
      },
    ]
  })
}

/** Where to point at for an id: at its digits, or at the name that it was computed for. */
export function idSpan(item: IdentifiedSyntax): Span {
  return item.id?.span ?? item.name.span
}

function isSameName(a: IdItem, b: IdItem): boolean {
  return a.item.name.text === b.item.name.text && (a.isFunction ?? false) === (b.isFunction ?? false)
}
