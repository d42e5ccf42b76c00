// The generators of other libraries, on the same schema. None of them formats what it writes.
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { measure, type Cost } from './process.js'
import { ROOT } from './workspace.js'

const schema = (name: string): string => readFileSync(join(ROOT, `schema/telegram/${name}.tl`), 'utf8')

/** A generator in a folder of its own. */
export class PeerGenerator {
  readonly name: string
  readonly #folder = mkdtempSync(join(tmpdir(), 'tlforge-bench-peer-'))
  readonly #program: string

  private constructor(name: string, program: string, prepare: (folder: string) => void) {
    this.name = name
    this.#program = program
    prepare(this.#folder)
  }

  static all(): readonly PeerGenerator[] {
    return [new PeerGenerator("teleproto's generator (GramJS)", 'teleproto/tl/generateModule.js', teleproto)]
  }

  run(): Promise<Cost> {
    return measure([this.#program], this.#folder)
  }

  remove(): void {
    rmSync(this.#folder, { recursive: true, force: true })
  }
}

/** It comes without the schemas that it reads from its own folder, and has its own code for the few forms left out. */
function teleproto(folder: string): void {
  cpSync(join(ROOT, 'node_modules/teleproto'), join(folder, 'teleproto'), { recursive: true })
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'))
  mkdirSync(join(folder, 'teleproto/tl/static'))
  writeFileSync(join(folder, 'teleproto/tl/static/api.tl'), schema('api'))
  writeFileSync(
    join(folder, 'teleproto/tl/static/schema.tl'),
    schema('mtproto').replace(/^.*(?: \?|\[|%).*\n/gm, ''),
  )
}
