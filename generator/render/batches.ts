import type { Batch } from './batch.js'
import type { Piece, StatementPiece } from './pieces.js'

/** A piece whose text has to be made. */
export interface Wanted<P extends Piece = Piece> {
  readonly piece: P
  /** Of the structures, in characters. */
  readonly size: number
  readonly take: (text: string) => void
}

/** A batch, and who takes its texts. */
export interface WantedBatch {
  readonly batch: Batch
  readonly takers: readonly Wanted['take'][]
}

/** Structures of so many characters are made in one go, which takes some tens of milliseconds. */
const batchSize = 40_000

/** Few large calls of the tools instead of many small ones. */
export function batchesOf(all: readonly Wanted[]): readonly WantedBatch[] {
  const texts = all.flatMap(({ piece, take }): readonly WantedBatch[] =>
    piece.kind === 'text' ? [{ batch: { kind: 'text', file: piece.file }, takers: [take] }] : [],
  )
  const statements = [true, false].flatMap((format) =>
    groupsOf(all.flatMap((one) => statementOf(one, format))).map((wanted): WantedBatch => ({
      batch: { kind: 'statements', parts: wanted.map(({ piece }) => piece), format },
      takers: wanted.map(({ take }) => take),
    })),
  )
  return [...texts, ...statements]
}

function statementOf({ piece, ...rest }: Wanted, format: boolean): readonly Wanted<StatementPiece>[] {
  return piece.kind === 'statement' && piece.format === format ? [{ piece, ...rest }] : []
}

function groupsOf<W extends Wanted>(all: readonly W[]): readonly (readonly W[])[] {
  const groups: W[][] = []
  let room = 0
  for (const one of all) {
    if (room <= 0) {
      groups.push([])
      room = batchSize
    }
    groups.at(-1)?.push(one)
    room -= one.size
  }
  return groups
}
