import type { EmittedFile, FileFrame, Statement } from '../emit/emitted-file.js'
import { header } from '../emit/header.js'
import { withLayer } from '../emit/layer-mark.js'
import { printListing } from '../emit/print-table.js'
import { StructureKind } from '../emit/structure-kind.js'
import type { OutputFile } from '../options.js'
import type { RenderJob, StructuresJob } from './job.js'

/** The smallest thing that is made, and kept, by itself. */
export type Piece = { readonly kind: 'text'; readonly file: OutputFile } | StatementPiece

/** A statement of a file. */
export interface StatementPiece {
  readonly kind: 'statement'
  readonly path: string
  readonly statement: Statement
  readonly format: boolean
}

/** What a file is made of; nothing where it is what it should be already. */
export function piecesOf(job: RenderJob): readonly Piece[] {
  const format = job.format !== false
  if (job.kind === 'text') return format ? [{ kind: 'text', file: job.file }] : []
  const { path } = job.file
  return bodyOf(job.file).map((statement) => ({ kind: 'statement', path: `${path}.ts`, statement, format }))
}

/** What tells the text of a piece from all others; equal statements of different files have the same. */
export function pieceInput(piece: Piece): string {
  const { kind } = piece
  return JSON.stringify(kind === 'text' ? [kind, piece.file] : [kind, piece.format, piece.statement])
}

/** What a file of structures is but for the texts of its pieces, of which these are the keys. */
export function frameOf({ file, version }: StructuresJob, keys: readonly string[]): FileFrame {
  const statements = bodyOf(file)
  const imports = printListing(file.statements.filter(isImport))
  const gaps = statements.map((statement, at) => {
    const before = at === 0 ? file.statements.findLast(isImport) : statements[at - 1]
    return before !== undefined && isGapBetween(before, statement) ? '\n' : ''
  })
  const [first = '', ...others] = gaps
  return { between: [header(version, file.madeFrom) + imports + first, ...others, ''], keys }
}

/** The text of a file from its frame and the texts of its pieces. */
export function assemble(
  { layer }: Pick<StructuresJob, 'layer'>,
  { between }: FileFrame,
  texts: readonly string[],
): string {
  return withLayer(between.map((before, at) => before + (texts[at] ?? '')).join(''), layer)
}

function bodyOf({ statements }: EmittedFile): readonly Statement[] {
  return statements.filter((statement) => !isImport(statement))
}

function isImport({ kind }: Statement): boolean {
  return kind === StructureKind.ImportDeclaration
}

/** Statements of these kinds follow each other without an empty line. */
const lines: ReadonlySet<Statement['kind']> = new Set([
  StructureKind.ImportDeclaration,
  StructureKind.ExportDeclaration,
  StructureKind.VariableStatement,
])

function isGapBetween({ kind: before }: Statement, { kind: after }: Statement): boolean {
  // A constant and the type of its name belong together.
  if (before === StructureKind.VariableStatement && after === StructureKind.TypeAlias) return false
  return !lines.has(before) || !lines.has(after)
}
