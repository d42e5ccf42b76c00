import type { GenerateOptions } from '../options.js'
import { buildIdentity } from '../render/build-identity.js'
import { sha256 } from '../render/hash.js'

/** What of the options says how a run is made, not what it makes. */
const unimportant: ReadonlySet<string> = new Set(['onProgress', 'formatCache', 'threads'])

/**
 * The hash of all that a run depends on: schemas, options, templates, and tlforge itself. Nothing where the options
 * hold what cannot be compared, such as a function.
 */
export async function runKey(options: GenerateOptions): Promise<string | undefined> {
  const entries = Object.entries(options).filter(([name]) => !unimportant.has(name))
  const odd: string[] = []
  const text = JSON.stringify(entries, (name, value: unknown) => {
    if (!isPlainValue(value)) odd.push(name)
    return value
  })
  return odd.length === 0 ? sha256(`${await buildIdentity()}\n${text}`) : undefined
}

function isPlainValue(value: unknown): boolean {
  if (typeof value === 'function' || typeof value === 'symbol' || typeof value === 'bigint') return false
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return true
  const prototype: unknown = Object.getPrototypeOf(value)
  return prototype === Object.prototype || prototype === null
}
