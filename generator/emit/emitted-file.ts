import type { StatementStructures } from 'ts-morph'

/** How a generated file names another: `./a.js`, `./a.ts` or `./a`. */
export type ImportExtension = 'js' | 'ts' | 'none'

/** A statement as a structure. */
export type Statement = StatementStructures

/** A TypeScript file as structures; printing makes it text. */
export interface EmittedFile {
  /** Relative to the output folder, without its ending. */
  readonly path: string
  /** What the file was made from, where more than one definition: a line of its header. */
  readonly madeFrom?: string
  /** The layer of the schema, which stands in comments as `layerMark`. */
  readonly layer?: number
  /** Its values are laid out already: it is printed as a table. */
  readonly isTable?: true
  readonly statements: readonly Statement[]
}
