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

/** Statements that are to be made in one go. */
interface Group {
  readonly format: boolean
  readonly parts: StatementPiece[]
  readonly takers: Wanted['take'][]
  size: number
}

/** Few large calls of the tools instead of many small ones. */
export class Batches {
  readonly #give: (batch: WantedBatch) => void
  readonly #groups = new Map<boolean, Group>()
  #isFirst = true

  /** @param give takes a batch as soon as there is one */
  constructor(give: (batch: WantedBatch) => void) {
    this.#give = give
  }

  add({ piece, size, take }: Wanted): void {
    if (piece.kind === 'text') {
      this.#give({ batch: { kind: 'text', file: piece.file }, takers: [take] })
      return
    }
    const { format } = piece
    const group = this.#groups.get(format) ?? { format, parts: [], takers: [], size: 0 }
    this.#groups.set(format, group)
    group.parts.push(piece)
    group.takers.push(take)
    group.size += size
    // Whoever prints has nothing to do yet.
    if (this.#isFirst || group.size >= batchSize) this.#close(group)
  }

  /** Gives what has not come to a whole batch. */
  end(): void {
    for (const group of this.#groups.values()) this.#close(group)
  }

  #close({ format, parts, takers }: Group): void {
    this.#isFirst = false
    this.#groups.delete(format)
    this.#give({ batch: { kind: 'statements', parts, format }, takers })
  }
}
