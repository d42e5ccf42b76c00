import { readFile, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { printSchema } from '../syntax/print.js'
import { importTelegramErrors } from './errors-telegram-main.js'
import { importMtcute } from './mtcute.js'

/** Where `npm run schema:import` writes to, from the root of the repository. */
const target = 'schema/telegram/api.tl'

/** The schema file of the installed package; its `exports` hide it, so it is found beside the entry point. */
export function mtcuteSchemaPath(): string {
  const entry = createRequire(import.meta.url).resolve('@mtcute/core')
  return join(dirname(entry), 'tl/api-schema.json')
}

async function main(): Promise<void> {
  const { schema, diagnostics } = importMtcute(await readFile(mtcuteSchemaPath(), 'utf8'))
  if (diagnostics.length > 0) {
    for (const { code, message } of diagnostics) process.stderr.write(`${code}: ${message}\n`)
    process.exitCode = 1
    return
  }
  const path = fileURLToPath(new URL(`../../${target}`, import.meta.url))
  const text = printSchema(schema)
  const before = await readFile(path, 'utf8').catch(() => undefined)
  if (before !== text) await writeFile(path, text)
  const count = schema.items.filter((item) => item.kind === 'combinator').length
  process.stdout.write(`${target}: ${count} definitions, ${before === text ? 'unchanged' : 'written'}\n`)
  if (!(await importTelegramErrors(mtcuteSchemaPath()))) process.exitCode = 1
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await main()
