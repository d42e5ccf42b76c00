import type { EmittedFile } from './emitted-file.js'

/** Files of a run before, each with all that it was made from: it is made again where one of these is another. */
export class MadeFiles {
  readonly #known = new Map<
    string,
    { readonly from: readonly unknown[]; readonly files: readonly EmittedFile[] }
  >()

  /** @param from texts and numbers, and objects that never change */
  make(name: string, from: readonly unknown[], make: () => readonly EmittedFile[]): readonly EmittedFile[] {
    const last = this.#known.get(name)
    if (last?.from.length === from.length && from.every((one, at) => one === last.from[at])) return last.files
    const files = make()
    this.#known.set(name, { from, files })
    return files
  }
}
