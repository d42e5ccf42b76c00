import { separate, separator } from '../emit/separator.js'
import { cannotBeParsed } from '../format/cannot-be-parsed.js'
import { isSettled, tidied } from '../format/settled.js'
import type { OutputFile } from '../options.js'
import type { StatementPiece } from './pieces.js'
import type { Tools } from './tools.js'

type Part = Pick<StatementPiece, 'path' | 'statement'>

/** What is made in one go: a whole text, or some statements, which may be of several files. */
export type Batch =
  | { readonly kind: 'text'; readonly file: OutputFile }
  | { readonly kind: 'statements'; readonly parts: readonly Part[]; readonly format: boolean }

/** The texts of a batch: one, or one for each statement. */
export async function makeBatch(batch: Batch, tools: Tools): Promise<readonly string[]> {
  if (batch.kind === 'text') return [await tools.format(batch.file)]
  const { parts, format } = batch
  const printed = await printAll(parts, tools)
  if (!format) return printed
  const texts = printed.map(tidied)
  const unsettled = parts.flatMap(({ path }, at) => {
    const text = texts[at] ?? ''
    return isSettled(text) ? [] : [{ at, path, text }]
  })
  const formatted = await formatAll(unsettled, tools)
  unsettled.forEach(({ at }, index) => (texts[at] = formatted[index] ?? ''))
  return texts
}

async function printAll(parts: readonly Part[], tools: Tools): Promise<readonly string[]> {
  const all = await tools.print(parts.map(({ statement }) => statement)).then(separate, () => [])
  if (all.length === parts.length) return all
  // One of them is broken; alone, it is known by its path.
  return Promise.all(
    parts.map(async ({ path, statement }) => {
      const [text = ''] = await tools.print([statement]).then(separate, (error: unknown) => {
        throw cannotBeParsed(path, error)
      })
      return text
    }),
  )
}

async function formatAll(files: readonly OutputFile[], tools: Tools): Promise<readonly string[]> {
  if (files.length === 0) return []
  const text = files.map((file) => file.text).join(`${separator}\n`)
  const whole = await tools.format({ path: 'statements.ts', text }).then(separate, () => [])
  if (whole.length === files.length) return whole
  return Promise.all(files.map(({ path, text }) => tools.format({ path, text })))
}
