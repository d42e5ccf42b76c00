import type { Diagnostic } from '../diagnostics/diagnostic.js'
import { placeOf, type Entry, type Symbols } from './symbols.js'

/** A name may come again only in another layer block; constructors and functions have names of their own. */
export function checkDuplicates(symbols: Symbols): readonly Diagnostic[] {
  return [...symbols.constructors.values(), ...symbols.functions.values()].flatMap((group) => {
    if (group.length === 1) return []
    const firsts = new Map<number | undefined, Entry>()
    return group.flatMap((entry): Diagnostic[] => {
      const first = firsts.get(entry.layer)
      if (!first) {
        firsts.set(entry.layer, entry)
        return []
      }
      if (entry.item.name.text === '_') return []
      const what = entry.isFunction ? 'function' : 'constructor'
      return [
        {
          code: 'TL2005',
          severity: 'error',
          message: `the ${what} \`${entry.item.name.text}\` is defined twice`,
          place: placeOf(entry, entry.item.name.span),
          notes: [{ message: 'first defined here', place: placeOf(first, first.item.name.span) }],
        },
      ]
    })
  })
}
