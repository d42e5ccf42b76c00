/** What the codes of Telegram stand for; others are known by their number. */
const families: ReadonlyMap<number, string> = new Map([
  [-503, 'ServerTimeout'],
  [303, 'SeeOther'],
  [400, 'BadRequest'],
  [401, 'Unauthorized'],
  [403, 'Forbidden'],
  [404, 'NotFound'],
  [406, 'NotAcceptable'],
  [420, 'Flood'],
  [500, 'Internal'],
])

/** The list of the names that have a code: `BadRequestName`, `Code418Name`, `CodeMinus1Name`. */
export function errorFamilyName(code: number): string {
  const family = families.get(code) ?? `Code${code < 0 ? 'Minus' : ''}${Math.abs(code)}`
  return `${family}Name`
}

/**
 * Members of a list of names, in its order: `FLOOD_WAIT_%d` → `FLOOD_WAIT_X`, `2FA_…` → `_2FA_…`. Where two names
 * would have one member, the later one gets a `_` behind it.
 */
export function errorMembers(names: readonly string[]): readonly (readonly [member: string, name: string])[] {
  const taken = new Set<string>()
  return names.map((name) => {
    let member = name.replaceAll('%d', 'X')
    if (/^\d/.test(member)) member = `_${member}`
    while (taken.has(member)) member += '_'
    taken.add(member)
    return [member, name]
  })
}
