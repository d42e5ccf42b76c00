// Temporary copies of the Telegram target, and the changes that are made to its schema.
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export const ROOT = new URL('../../', import.meta.url).pathname

/** A folder with all that the target of this repository is made from; nothing is made yet. */
export class Workspace {
  readonly folder = mkdtempSync(join(tmpdir(), 'tlforge-bench-'))
  readonly #file = join(this.folder, 'schema/telegram/api.tl')
  readonly #original: string

  constructor() {
    for (const name of ['schema', 'templates/secret-chat', 'LICENSE'])
      cpSync(join(ROOT, name), join(this.folder, name), { recursive: true })
    const config = readFileSync(join(ROOT, 'tlforge.config.ts'), 'utf8')
    writeFileSync(
      join(this.folder, 'tlforge.config.ts'),
      config.replace("'./generator/config.js'", "'tlforge'"),
    )
    this.#original = readFileSync(this.#file, 'utf8')
    this.forget()
  }

  /** Neither output nor cache, as after a clone and an installation. */
  forget(): void {
    rmSync(join(this.folder, 'node_modules'), { recursive: true, force: true })
    rmSync(join(this.folder, 'generated'), { recursive: true, force: true })
    mkdirSync(join(this.folder, 'node_modules'))
  }

  /** The schema as it is in the repository, but for these changes. */
  edit(...changes: readonly ((schema: string) => string)[]): void {
    writeFileSync(
      this.#file,
      changes.reduce((text, change) => change(text), this.#original),
    )
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true })
  }
}

/** A definition with one field more, and without its id, which is computed then. */
export function addField(definition: string, field: string): (schema: string) => string {
  return (schema) => {
    const line = new RegExp(`^(${definition.replaceAll('.', '\\.')})#[0-9a-f]+( .*)? = (.*;)$`, 'm')
    if (!line.test(schema)) throw new Error(`the schema has no ${definition}`)
    return schema.replace(line, `$1$2 ${field}:int = $3`)
  }
}

/** A layer such as the larger ones have been: 100 definitions with a field more, 50 new constructors, 50 new methods. */
export function newLayer(mark: string): (schema: string) => string {
  return (schema) => {
    const [constructors = '', methods = ''] = schema.split('---functions---\n')
    const names = (part: string, count: number): readonly string[] => {
      const all = [...part.matchAll(/^([\w.]+)#[0-9a-f]+ [^{}\n]*;$/gm)].map(([, name = '']) => name)
      return Array.from({ length: count }, (_, at) => all[Math.floor((at * all.length) / count)] ?? '')
    }
    const changed = (part: string): string =>
      names(part, 50).reduce((text, name) => addField(name, mark)(text), part)
    const types = [...constructors.matchAll(/ = (\w+);$/gm)].map(([, type = '']) => type)
    const added = (at: number): string =>
      `${mark}New${String(at)} flags:# id:long title:flags.0?string peers:Vector<InputPeer> = ${types[at * 20] ?? ''};\n`
    const asked = (at: number): string =>
      `bench.${mark}Get${String(at)} flags:# silent:flags.1?true peer:InputPeer offset:int = ${types[at * 20] ?? ''};\n`
    const fifty = (text: (at: number) => string): string =>
      Array.from({ length: 50 }, (_, at) => text(at)).join('')
    const head = changed(constructors).replace('// LAYER 228', '// LAYER 229')
    return `${head}${fifty(added)}---functions---\n${changed(methods)}${fifty(asked)}`
  }
}
