import type { EmittedFile } from '../emit/emitted-file.js'
import type { OutputFile } from '../options.js'

/** A file before it has its final text: plain data, which a thread can be sent and a key can be made of. */
export type RenderJob = RenderStyle &
  (
    | { readonly kind: 'structures'; readonly file: EmittedFile; readonly version: string }
    | { readonly kind: 'text'; readonly file: OutputFile }
  )

interface RenderStyle {
  /** `false`: the text is left as it is printed. */
  readonly format?: false
}
