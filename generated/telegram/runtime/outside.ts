import { formatId } from './errors.js'
import type { Reader } from './reader.js'

/** A constructor that the code has no class for. */
export interface OutsideConstructor {
  readonly name: string
  /** signed 32 bits */
  readonly id: number
  readonly type: string
  /** How its fields lie in the bytes: a word for each. */
  readonly layout: readonly string[]
}

/** By type: `name#id` of each constructor, and behind it the words of its layout, with `;` between them. */
export type OutsideTable = Readonly<Record<string, string>>

/** The constructors of a schema that were left out when the code was generated. */
export class Outside {
  readonly #table: OutsideTable
  #byId: Map<number, OutsideConstructor> | undefined

  /** The name of the schema, for messages. */
  protected readonly schema: string | undefined

  constructor(table: OutsideTable, schema?: string) {
    this.#table = table
    this.schema = schema
  }

  /** The table is made at the first use, which for most programs never comes. */
  find(id: number): OutsideConstructor | undefined {
    this.#byId ??= new Map(Object.entries(this.#table).flatMap(([type, rows]) => parseRows(type, rows)))
    return this.#byId.get(id)
  }

  /** Refuses the id that was just read, and says so if the schema has it. */
  refuse(reader: Reader, id: number, expected: string): never {
    const found = this.find(id)
    if (found?.type !== expected) return reader.unknown(id, expected, this.schema)
    const what = `${found.name} (${formatId(id)}) of ${expected}`
    return reader.fail(`${what} is outside of the subset that this code was generated for`, reader.pos - 4)
  }
}

function parseRows(type: string, rows: string): (readonly [number, OutsideConstructor])[] {
  return rows.split(';').map((row) => {
    const [head = '', ...layout] = row.split(' ')
    const [name = '', hex = ''] = head.split('#')
    const id = Number.parseInt(hex, 16) | 0
    return [id, { name, id, type, layout }]
  })
}
