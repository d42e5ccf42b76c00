/** `random_id` → `randomId`, `srp_B` → `srpB`; what is already upper case stays. */
export function camelCase(tlName: string): string {
  return lowerFirstWord(joinWords(tlName))
}

/** `p_q_inner_data` → `PQInnerData`, `resPQ` → `ResPQ`. */
export function pascalCase(tlName: string): string {
  const joined = joinWords(tlName)
  return joined.charAt(0).toUpperCase() + joined.slice(1)
}

/** `SentEncryptedMessage` → `sent-encrypted-message`, `P_Q_inner_data` → `p-q-inner-data`. */
export function kebabCase(tlName: string): string {
  return tlName
    .replace(/([a-z0-9])([A-Z])/g, '$1-$2')
    .replace(/([A-Z])([A-Z][a-z])/g, '$1-$2')
    .replace(/_+/g, '-')
    .replace(/^-+|-+$/g, '')
    .toLowerCase()
}

/** Drops the underscores; the letter behind one becomes upper case. */
function joinWords(tlName: string): string {
  return tlName.replace(/^_+|_+$/g, '').replace(/_+(.)/g, (_, letter: string) => letter.toUpperCase())
}

/** A single upper-case letter or an acronym at the start (`A`, `M1`) stays as it is: lowering it would meet `a`, `m1`. */
function lowerFirstWord(name: string): string {
  return /^[A-Z][a-z]/.test(name) ? name.charAt(0).toLowerCase() + name.slice(1) : name
}

/** The last segment of a dotted name. */
export function lastSegment(tlName: string): string {
  return tlName.slice(tlName.lastIndexOf('.') + 1)
}

/** The segments before the last one. */
export function namespaceOf(tlName: string): readonly string[] {
  return tlName.split('.').slice(0, -1)
}
