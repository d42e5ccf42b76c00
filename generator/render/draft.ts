import type { EmittedFile } from '../emit/emitted-file.js'
import type { OutputFile } from '../options.js'
import type { Wanted } from './batches.js'
import { sha256 } from './hash.js'
import type { RenderJob } from './job.js'
import { assemble, pieceInput, piecesOf } from './pieces.js'
import type { TextCache } from './text-cache.js'

/** What has been made of structures: those that are the very same are not even looked up. */
interface Made {
  readonly version: string
  readonly format: RenderJob['format']
  readonly keys: readonly string[]
  readonly file: OutputFile
}

/** What is known of texts that were made before. */
export interface Means {
  readonly cache: TextCache
  /** A hash of what makes texts. */
  readonly build: string
  readonly made: WeakMap<EmittedFile, Made>
}

/** A file on its way: known as a whole, or with the texts of its pieces, of which some may be wanted still. */
export type Draft = { readonly wanted: readonly Wanted[] } & (
  | { readonly file: OutputFile }
  | { readonly job: RenderJob; readonly keys: readonly string[]; readonly texts: readonly string[] }
)

/** Looks for what is known of a file; tells when all that is wanted has been taken. */
export function draftOf(job: RenderJob, { cache, build, made }: Means, onWhole: () => void): Draft {
  const known = job.kind === 'structures' ? made.get(job.file) : undefined
  if (known && job.kind === 'structures' && known.version === job.version && known.format === job.format) {
    known.keys.forEach((key) => cache.use(key))
    return { file: known.file, wanted: [] }
  }
  const keys: string[] = []
  const texts: string[] = []
  const wanted: Wanted[] = []
  let missing = 0
  for (const [index, piece] of piecesOf(job).entries()) {
    const input = pieceInput(piece)
    const key = sha256(`${build}\n${input}`)
    keys.push(key)
    const text = cache.get(key)
    texts.push(text ?? '')
    if (text !== undefined) continue
    missing += 1
    const take = (made: string): void => {
      cache.set(key, made)
      texts[index] = made
      missing -= 1
      if (missing === 0) onWhole()
    }
    wanted.push({ piece, size: input.length, take })
  }
  return { job, keys, texts, wanted }
}

/** The file of a draft whose texts are all there. */
export function fileOf(draft: Draft, { made }: Means): OutputFile {
  if ('file' in draft) return draft.file
  const { job, keys, texts } = draft
  const file = assemble(job, texts)
  if (job.kind === 'structures') {
    made.set(job.file, { version: job.version, format: job.format, keys, file })
  }
  return file
}
