import type { EmittedFile } from '../emit/emitted-file.js'
import type { OutputFile } from '../options.js'

/** A file before it has its final text. */
export type RenderJob = StructuresJob | TextJob

export interface StructuresJob extends RenderStyle {
  readonly kind: 'structures'
  readonly file: EmittedFile
  readonly version: string
  /** Of the schema: what stands in comments as `layerMark`. */
  readonly layer?: number
}

export interface TextJob extends RenderStyle {
  readonly kind: 'text'
  readonly file: OutputFile
}

interface RenderStyle {
  /** `false`: the text is left as it is printed. */
  readonly format?: false
}
