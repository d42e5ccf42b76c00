import type { ResultForm } from '../ir/result-form.js'
import type { ItemSyntax } from './ast.js'
import type { ParseResult } from './parse.js'

type KeptPart = readonly [text: string, items: readonly ItemSyntax[]]

/** No JSON has one in it. */
const separator = '\t'
/** Of parts that have been decoded: writing them again takes longer than keeping what they were read from. */
const texts = new WeakMap<ParseResult, string>()

/** What a file was last parsed in, as JSON of each part, but for those that there is something to complain of. */
export function partsForm(name: string): ResultForm<readonly ParseResult[]> {
  return {
    name: `syntax ${name}`,
    // Each part has its own text.
    from: [],
    encode: (parts) =>
      parts
        .filter(({ diagnostics }) => diagnostics.length === 0)
        .map((part) => texts.get(part) ?? encodePart(part))
        .join(separator),
    decode: (all) => (all === '' ? [] : all.split(separator)).flatMap((text) => decodePart(text, name) ?? []),
  }
}

function encodePart({ schema }: ParseResult): string {
  const part: KeptPart = [schema.source.text, schema.items]
  return JSON.stringify(part)
}

function decodePart(json: string, name: string): ParseResult | undefined {
  const value: unknown = JSON.parse(json)
  if (!isPart(value)) return undefined
  const [text, items] = value
  const part: ParseResult = { schema: { kind: 'schema', source: { name, text }, items }, diagnostics: [] }
  texts.set(part, json)
  return part
}

/** The rest is what was encoded. */
function isPart(value: unknown): value is KeptPart {
  return Array.isArray(value) && value.length === 2
}
