/** `tsx test/corpus-errors.ts DIR`: imports the errors below DIR/errors: each JSON file, and all CSV files together. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { importErrors } from '../generator/import/errors.js'

const [directory] = process.argv.slice(2)
if (directory === undefined) {
  console.error('usage: tsx test/corpus-errors.ts DIR')
  process.exit(2)
}

const folder = join(directory, 'errors')
const names = readdirSync(folder).sort()
const sets = [
  ...names.filter((name) => name.endsWith('.json')).map((name) => [name]),
  names.filter((name) => name.endsWith('.csv')),
].filter((set) => set.length > 0)

let wrong = 0
for (const set of sets) {
  const sources = set.map((name) => ({ name, text: readFileSync(join(folder, name), 'utf8') }))
  const { table, diagnostics } = importErrors(sources)
  const distinct = new Set([...table.errors.values()].map(({ name }) => name))
  const pairs = [...table.methods.values()].reduce((sum, { errors }) => sum + errors.length, 0)
  console.log(
    `${set.join(' + ')}: ${distinct.size} names, ${table.errors.size} with their codes, ${table.methods.size} methods, ` +
      `${pairs} errors of methods, ${table.common.length} of any method, ${diagnostics.length} diagnostics`,
  )
  for (const { code, message } of diagnostics) console.log(`  ${code} ${message}`)
  wrong += diagnostics.length
}
process.exitCode = wrong === 0 ? 0 : 1
