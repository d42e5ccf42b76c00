import { readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { SourceText } from '../diagnostics/diagnostic.js'
import { printErrorsFile } from './errors-file.js'
import { telegramErrors } from './errors-telegram.js'

const target = 'schema/telegram/errors.json'
const factsFile = 'schema/telegram/errors-facts.json'
/** What there is before the first run. */
const nothing = '{ "errors": [] }'

/**
 * The part of `npm run schema:import` that writes the errors.
 * @param schemaPath the schema file of mtcute; its errors file stands beside it
 * @returns false if something was wrong
 */
export async function importTelegramErrors(schemaPath: string): Promise<boolean> {
  const root = fileURLToPath(new URL('../..', import.meta.url))
  const read = async (name: string, path: string): Promise<SourceText> => ({
    name,
    text: await readFile(path, 'utf8'),
  })
  const before = await readFile(join(root, target), 'utf8').catch(() => nothing)
  const { table, added, removed, undescribed, diagnostics } = telegramErrors({
    errors: await read('raw-errors.json', join(dirname(schemaPath), 'raw-errors.json')),
    schema: await read('api-schema.json', schemaPath),
    facts: await read(factsFile, join(root, factsFile)),
    before: { name: target, text: before },
  })
  for (const { code, message } of diagnostics) process.stderr.write(`${code}: ${message}\n`)
  if (diagnostics.length > 0) return false
  const text = printErrorsFile(table)
  if (text !== before) await writeFile(join(root, target), text)
  const state = text === before ? 'unchanged' : 'written'
  process.stdout.write(`${target}: ${table.errors.size} errors, ${table.methods.size} methods, ${state}\n`)
  for (const [title, keys] of Object.entries({
    new: added,
    gone: removed,
    'without a description': undescribed,
  })) {
    if (keys.length > 0) process.stdout.write(`  ${title}: ${keys.join(', ')}\n`)
  }
  return true
}
