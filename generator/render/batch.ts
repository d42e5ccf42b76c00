import { separate } from '../emit/separator.js'
import type { OutputFile } from '../options.js'
import type { StatementPiece } from './pieces.js'
import type { Tools } from './tools.js'

/** What is made in one go: a whole text, or some statements, which may be of several files. */
export type Batch =
  | { readonly kind: 'text'; readonly file: OutputFile }
  | {
      readonly kind: 'statements'
      readonly parts: readonly Pick<StatementPiece, 'path' | 'statement'>[]
      readonly format: boolean
    }

/** The texts of a batch: one, or one for each statement. */
export async function makeBatch(batch: Batch, tools: Tools): Promise<readonly string[]> {
  if (batch.kind === 'text') return [await tools.format(batch.file)]
  const { parts, format } = batch
  const printed = await tools.print(parts.map(({ statement }) => statement))
  if (!format) return separate(printed)
  const whole = await tools.format({ path: 'statements.ts', text: printed }).then(separate, () => [])
  if (whole.length === parts.length) return whole
  // One of them is broken; alone, it is known by its path.
  const alone = separate(printed)
  return Promise.all(parts.map(({ path }, at) => tools.format({ path, text: alone[at] ?? '' })))
}
