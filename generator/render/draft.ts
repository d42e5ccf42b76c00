import type { EmittedFile, FileFrame } from '../emit/emitted-file.js'
import type { OutputFile } from '../options.js'
import type { Wanted } from './batches.js'
import { sha256 } from './hash.js'
import type { RenderJob, StructuresJob } from './job.js'
import { assemble, frameOf, pieceInput, piecesOf, type Piece } from './pieces.js'
import type { TextCache } from './text-cache.js'

/** What has been made of structures: those that are the very same are not even looked up. */
interface Made extends Pick<StructuresJob, 'version' | 'layer' | 'format'> {
  readonly frame: FileFrame
  readonly output: OutputFile
}

/** What is known of texts that were made before. */
export interface Means {
  readonly cache: TextCache
  /** A hash of what makes texts. */
  readonly build: string
  readonly made: WeakMap<EmittedFile, Made>
}

/** A file with its final text. */
export interface Rendered {
  readonly output: OutputFile
  /** The structures that it was made of, and what they came to. */
  readonly of?: { readonly file: EmittedFile; readonly frame: FileFrame }
}

/** A file on its way: known as a whole, or with the texts of its pieces, of which some may be wanted still. */
export type Draft = { readonly wanted: readonly Wanted[] } & (
  | ({ readonly kind: 'whole' } & Rendered)
  | { readonly kind: 'text'; readonly path: string; readonly texts: readonly string[] }
  | {
      readonly kind: 'structures'
      readonly job: StructuresJob
      readonly frame: FileFrame
      readonly texts: readonly string[]
    }
)

/** Looks for what is known of a file; tells when all that is wanted has been taken. */
export function draftOf(job: RenderJob, means: Means, onWhole: () => void): Draft {
  if (job.kind === 'structures') {
    return madeBefore(job, means) ?? framedBefore(job, means) ?? fromPieces(job, means, onWhole)
  }
  const pieces = piecesOf(job)
  if (pieces.length === 0) return { kind: 'whole', output: job.file, wanted: [] }
  const { texts, wanted } = lookUp(pieces, means, onWhole)
  return { kind: 'text', path: job.file.path, texts, wanted }
}

/** What a draft whose texts are all there comes to. */
export function renderedOf(draft: Draft, { made }: Means): Rendered {
  switch (draft.kind) {
    case 'whole':
      return draft
    case 'text':
      return { output: { path: draft.path, text: draft.texts.join('') } }
    case 'structures': {
      const { job, texts } = draft
      const text = assemble(job, draft.frame, texts)
      const hash = sha256(text)
      const output = { path: `${job.file.path}.ts`, text, hash }
      const frame = { ...draft.frame, whole: { hash, ...(job.layer !== undefined && { layer: job.layer }) } }
      made.set(job.file, { ...job, frame, output })
      return { output, of: { file: job.file, frame } }
    }
  }
}

/** In this process, of the very same structures. */
function madeBefore({ file, version, layer, format }: StructuresJob, means: Means): Draft | undefined {
  const known = means.made.get(file)
  if (known?.version !== version || known.layer !== layer || known.format !== format) return undefined
  const { frame, output } = known
  means.cache.use(frame.keys)
  return { kind: 'whole', output, of: { file, frame }, wanted: [] }
}

/** In another process, of structures that nobody needs where all texts are still there. */
function framedBefore(job: StructuresJob, { cache }: Means): Draft | undefined {
  const { file } = job
  const { path, frame } = file
  if (!frame || !cache.hasAll(frame.keys)) return undefined
  cache.use(frame.keys)
  const textsOf = (): readonly string[] => frame.keys.map((key) => cache.get(key) ?? '')
  const { whole } = frame
  if (!whole || whole.layer !== job.layer)
    return { kind: 'structures', job, frame, texts: textsOf(), wanted: [] }
  // Most files stay as they are on the disk: nobody asks for their text.
  const output = {
    path: `${path}.ts`,
    hash: whole.hash,
    get text() {
      return assemble(job, frame, textsOf())
    },
  }
  return { kind: 'whole', output, of: { file, frame }, wanted: [] }
}

function fromPieces(job: StructuresJob, means: Means, onWhole: () => void): Draft {
  const { keys, texts, wanted } = lookUp(piecesOf(job), means, onWhole)
  return { kind: 'structures', job, frame: frameOf(job, keys), texts, wanted }
}

interface Looked {
  readonly keys: readonly string[]
  readonly texts: readonly string[]
  readonly wanted: readonly Wanted[]
}

function lookUp(pieces: readonly Piece[], { cache, build }: Means, onWhole: () => void): Looked {
  const keys: string[] = []
  const texts: string[] = []
  const wanted: Wanted[] = []
  let missing = 0
  for (const [index, piece] of pieces.entries()) {
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
  return { keys, texts, wanted }
}
