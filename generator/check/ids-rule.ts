import { canonicalStyles, styledId, type HashRule, type IdentifiedSyntax } from './canonical.js'

/** The known deviation of the rule `telegram`. */
const bytesKept = { ...canonicalStyles.telegram, keepsBytes: true }

/**
 * The rule that more explicit ids of a schema fit; `telegram` is taken with and without its known deviation (ids
 * hashed with `bytes` kept).
 *
 * Where that decides nothing, habits do: Telegram's schemas write the ids and have no annotations, those of the
 * reference parser (TDLib, TON) leave most ids out, and VK annotates functions.
 */
export function detectIdRule(items: readonly IdentifiedSyntax[]): HashRule {
  const { telegram, tdlib } = canonicalStyles
  const lead = countFitting(items, [telegram, bytesKept]) - countFitting(items, [tdlib])
  if (lead !== 0) return lead > 0 ? 'telegram' : 'tdlib'
  const isAnnotated = items.some((item) => item.kind === 'combinator' && item.annotations.length > 0)
  const explicit = items.filter((item) => item.id !== undefined).length
  return isAnnotated || explicit * 2 < items.length ? 'tdlib' : 'telegram'
}

type Style = (typeof canonicalStyles)[HashRule]

function countFitting(items: readonly IdentifiedSyntax[], styles: readonly Style[]): number {
  return items.filter((item) => styles.some((style) => item.id?.value === styledId(item, style))).length
}
