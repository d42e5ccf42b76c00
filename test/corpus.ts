/** `tsx test/corpus.ts DIR`: parses every schema below DIR/schemas and prints it back. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { columnOf, lineEndsBetween } from '../generator/syntax/lines.js'
import { parseSchemaBytes } from '../generator/syntax/parse-bytes.js'
import { parseSchema } from '../generator/syntax/parse.js'
import { printSchema } from '../generator/syntax/print.js'
import { stripSpans } from '../generator/syntax/strip-spans.js'
import type { Diagnostic } from '../generator/diagnostics/diagnostic.js'

const [directory] = process.argv.slice(2)
if (directory === undefined) {
  console.error('usage: tsx test/corpus.ts DIR')
  process.exit(2)
}

const folder = join(directory, 'schemas')
const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
  name.endsWith('.tl'),
)
let wrong = 0
for (const name of names.sort()) {
  const problems = checkFile(name, readFileSync(join(folder, name)))
  if (problems.length > 0) wrong++
  for (const problem of problems) console.log(`${name}: ${problem}`)
}
console.log(`${names.length} files, ${wrong} with problems`)
process.exitCode = wrong === 0 ? 0 : 1

function checkFile(name: string, bytes: Uint8Array): readonly string[] {
  const start = performance.now()
  const { schema, diagnostics } = parseSchemaBytes(name, bytes)
  const time = (performance.now() - start).toFixed(1)
  const items = schema.items.length
  console.log(`${name}: ${items} items, ${diagnostics.length} diagnostics, ${time} ms`)
  const problems = diagnostics.map(showDiagnostic)
  const printed = printSchema(schema)
  const again = parseSchema({ name, text: printed })
  if (!isDeepStrictEqual(stripSpans(again.schema), stripSpans(schema))) problems.push('changes when printed')
  if (printSchema(again.schema) !== printed) problems.push('prints differently the second time')
  return problems
}

function showDiagnostic({ code, message, place, hint }: Diagnostic): string {
  const text = place?.source.text ?? ''
  const start = place?.span.start ?? 0
  const line = lineEndsBetween(text, 0, start) + 1
  return `${line}:${columnOf(text, start) + 1} ${code} ${message}${hint === undefined ? '' : ` (${hint})`}`
}
