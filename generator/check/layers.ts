import type { Diagnostic } from '../diagnostics/diagnostic.js'
import { placeOf, type Symbols } from './symbols.js'

/** The forms of one name must come in the order of their layers, so that a reader of the schema sees the newest last. */
export function checkLayers(symbols: Symbols): readonly Diagnostic[] {
  return [...symbols.constructors.values(), ...symbols.functions.values()].flatMap((group) =>
    group.flatMap((entry, index): Diagnostic[] => {
      const before = group[index - 1]
      if (!before || entry.layer === undefined || before.layer === undefined || before.layer <= entry.layer)
        return []
      return [
        {
          code: 'TL2018',
          severity: 'error',
          message: `\`${entry.item.name.text}\` of layer ${String(entry.layer)} comes after that of layer ${String(before.layer)}`,
          place: placeOf(entry, entry.item.name.span),
          notes: [{ message: 'the newer form is here', place: placeOf(before, before.item.name.span) }],
        },
      ]
    }),
  )
}
