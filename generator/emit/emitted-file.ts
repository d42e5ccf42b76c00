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
  /** Its values are laid out already: it is printed as a table. */
  readonly isTable?: true
  readonly statements: readonly Statement[]
  /** The frame that the file had in an earlier run: who knows the texts of all its keys needs no statements. */
  readonly frame?: FileFrame
}

/** The text of a file but for those of its statements. */
export interface FileFrame {
  /** What is before the first statement, between two of them, and after the last: one more than there are keys. */
  readonly between: readonly string[]
  /** For each statement what tells its text from all others. */
  readonly keys: readonly string[]
  /** What it came to: the layer that is in the whole text, and SHA-256 of that. */
  readonly whole?: { readonly layer?: number; readonly hash: string }
}
