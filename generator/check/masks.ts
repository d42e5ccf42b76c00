import type { Diagnostic } from '../diagnostics/diagnostic.js'
import { didYouMean } from '../diagnostics/suggest.js'
import type { FieldSyntax, NameSyntax } from '../syntax/ast.js'
import type { CheckMemory } from './check-memory.js'
import { argumentsOf, fieldsOf, isNat, parametersOf, type Argument } from './scope.js'
import { placeOf, type Entry, type Symbols } from './symbols.js'

const highestBit = 31
/** Looking for a similar name walks all names: only so many unknown masks of a run get a hint. */
const maxHints = 200

/** Masks must be `#` arguments (or parameters) declared before their use, bits 0 to 31, and field names unique. */
export function checkMasks(symbols: Symbols, memory?: CheckMemory): readonly Diagnostic[] {
  const hints = { left: maxHints }
  return symbols.entries.flatMap((entry) => {
    const check = (): readonly Diagnostic[] => checkEntry(entry, hints)
    return memory ? memory.masks.recall(entry, symbols, check) : check()
  })
}

function checkEntry(entry: Entry, hints: Walk['hints']): readonly Diagnostic[] {
  const numbers = new Set<string>()
  for (const [name, kind] of parametersOf(entry)) if (kind === 'nat') numbers.add(name)
  return checkFields(entry, fieldsOf(entry), { numbers, names: new Map(), hints })
}

/** What is known while the arguments of one definition are walked in order. */
interface Walk {
  readonly numbers: Set<string>
  /** Every name so far, with where it was declared. */
  readonly names: Map<string, FieldSyntax>
  readonly hints: { left: number }
}

function checkFields(entry: Entry, fields: readonly FieldSyntax[], walk: Walk): readonly Diagnostic[] {
  const all = argumentsOf(fields)
  return all.flatMap(({ name, field }) => {
    const condition = checkCondition(entry, field, walk, all)
    const within =
      field.type.kind === 'repetition'
        ? checkFields(entry, field.type.fields, {
            ...walk,
            numbers: new Set(walk.numbers),
            names: new Map(),
          })
        : []
    const repeated = name ? checkRepeatedName(entry, name, walk) : []
    if (name) walk.names.set(name.text, field)
    if (name && isNat(field.type)) walk.numbers.add(name.text)
    return [...condition, ...within, ...repeated]
  })
}

function checkRepeatedName(entry: Entry, name: NameSyntax, walk: Walk): readonly Diagnostic[] {
  const first = walk.names.get(name.text)
  if (!first || name.text === '_') return []
  return [
    {
      code: 'TL2014',
      severity: 'error',
      message: `\`${entry.item.name.text}\` has two fields called \`${name.text}\``,
      place: placeOf(entry, name.span),
      notes: [{ message: 'first declared here', place: placeOf(entry, first.span) }],
    },
  ]
}

function checkCondition(
  entry: Entry,
  field: FieldSyntax,
  walk: Walk,
  all: readonly Argument[],
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
    const hint = walk.hints.left-- > 0 ? maskHint(mask, walk, all) : undefined
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

function maskHint(mask: string, walk: Walk, all: readonly Argument[]): string | undefined {
  const isLater = all.some(({ name }) => name?.text === mask)
  return isLater ? `move \`${mask}:#\` before this field` : didYouMean(mask, walk.numbers)
}
