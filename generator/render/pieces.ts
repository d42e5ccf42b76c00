import type { EmittedFile, Statement } from '../emit/emitted-file.js'
import { header } from '../emit/header.js'
import { withLayer } from '../emit/layer-mark.js'
import { printListing } from '../emit/print-table.js'
import { StructureKind } from '../emit/structure-kind.js'
import type { OutputFile } from '../options.js'
import type { RenderJob } from './job.js'

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

/** A file from the texts of its pieces. */
export function assemble(job: RenderJob, texts: readonly string[]): OutputFile {
  if (job.kind === 'text') return texts[0] === undefined ? job.file : { ...job.file, text: texts[0] }
  const { file, version } = job
  const statements = bodyOf(file)
  const imports = printListing(file.statements.filter(isImport))
  const body = statements.map((statement, at) => {
    const before = at === 0 ? file.statements.findLast(isImport) : statements[at - 1]
    const gap = before !== undefined && isGapBetween(before, statement)
    return `${gap ? '\n' : ''}${texts[at] ?? ''}`
  })
  const text = header(version, file.madeFrom) + imports + body.join('')
  return { path: `${file.path}.ts`, text: withLayer(text, file.layer) }
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
