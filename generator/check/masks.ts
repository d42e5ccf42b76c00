import type { Diagnostic } from '../diagnostics/diagnostic.js'
import { didYouMean } from '../diagnostics/suggest.js'
import type { FieldSyntax } from '../syntax/ast.js'
import { argumentsOf, fieldsOf, isNat, parametersOf } from './scope.js'
import { placeOf, type Entry, type Symbols } from './symbols.js'

const highestBit = 31

/** Masks must be `#` arguments (or parameters) declared before their use, bits 0 to 31, and field names unique. */
export function checkMasks(symbols: Symbols): readonly Diagnostic[] {
  return symbols.entries.flatMap((entry) => {
    const numbers = new Set<string>()
    for (const [name, kind] of parametersOf(entry)) if (kind === 'nat') numbers.add(name)
    return checkFields(entry, fieldsOf(entry), { numbers, names: new Map() })
  })
}

/** What is known while the arguments of one definition are walked in order. */
interface Walk {
  readonly numbers: Set<string>
  /** Every name so far, with where it was declared. */
  readonly names: Map<string, FieldSyntax>
}

function checkFields(entry: Entry, fields: readonly FieldSyntax[], walk: Walk): readonly Diagnostic[] {
  const diagnostics: Diagnostic[] = []
  const all = argumentsOf(fields)
  for (const { name, field } of all) {
    if (field.condition)
      diagnostics.push(
        ...checkCondition(
          entry,
          field,
          walk,
          all.map((one) => one.name?.text),
        ),
      )
    if (field.type.kind === 'repetition') {
      diagnostics.push(
        ...checkFields(entry, field.type.fields, { numbers: new Set(walk.numbers), names: new Map() }),
      )
    }
    if (!name) continue
    const first = walk.names.get(name.text)
    if (first && name.text !== '_') {
      diagnostics.push({
        code: 'TL2014',
        severity: 'error',
        message: `\`${entry.item.name.text}\` has two fields called \`${name.text}\``,
        place: placeOf(entry, name.span),
        notes: [{ message: 'first declared here', place: placeOf(entry, first.span) }],
      })
    }
    walk.names.set(name.text, field)
    if (isNat(field.type)) walk.numbers.add(name.text)
  }
  return diagnostics
}

function checkCondition(
  entry: Entry,
  field: FieldSyntax,
  walk: Walk,
  all: readonly (string | undefined)[],
): readonly Diagnostic[] {
  const condition = field.condition
  if (!condition) return []
  const mask = condition.mask.text
  const place = placeOf(entry, condition.mask.span)
  if (!walk.numbers.has(mask)) {
    const declared = walk.names.get(mask)
    if (declared) {
      return [
        {
          code: 'TL2007',
          severity: 'error',
          message: `the mask \`${mask}\` is not a \`#\``,
          place,
          notes: [{ message: 'declared here', place: placeOf(entry, declared.span) }],
        },
      ]
    }
    const hint = all.includes(mask) ? `move \`${mask}:#\` before this field` : didYouMean(mask, walk.numbers)
    return [
      {
        code: 'TL2006',
        severity: 'error',
        message: `the mask \`${mask}\` is not declared before its use`,
        place,
        ...(hint === undefined ? {} : { hint }),
      },
    ]
  }
  if (condition.bit && condition.bit.value > highestBit) {
    return [
      {
        code: 'TL2008',
        severity: 'error',
        message: `bit ${String(condition.bit.value)} does not fit a \`#\`, which has bits 0 to ${String(highestBit)}`,
        place: placeOf(entry, condition.bit.span),
      },
    ]
  }
  return []
}
