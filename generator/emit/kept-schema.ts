import type { OutputFile } from '../options.js'
import type { SchemaSyntax } from '../syntax/ast.js'
import { printItemLine } from '../syntax/print.js'
import { generatedBy } from './header.js'

/** What a schema is kept from. */
export interface KeptFrom {
  /** The name of the module. */
  readonly name: string
  readonly layer: number | undefined
  readonly files: readonly SchemaSyntax[]
  /** Of tlforge. */
  readonly version: string
}

/** Where the schema of a module is kept in the output. */
export function keptSchemaPath(name: string): string {
  return `${name}/schema.tl`
}

/**
 * The schema that an output is made from as one file of TL, so that a later run knows what has changed. Without
 * comments: what they say is in the classes.
 */
export function keptSchema({ name, layer, files, version }: KeptFrom): OutputFile {
  const lines = files.flatMap(({ items }, index) => {
    // A section ends with its file.
    const section = index > 0 && isInFunctions(files[index - 1]) ? ['---types---'] : []
    return [...section, ...items.map(printItemLine).filter((line) => line !== '')]
  })
  const head = [
    `${generatedBy} ${version}. Do not edit: the next run writes it again.`,
    ...(layer === undefined ? [] : [layerLine(layer)]),
    '',
  ]
  return { path: keptSchemaPath(name), text: [...head, ...lines].map((line) => `${line}\n`).join('') }
}

function isInFunctions(file: SchemaSyntax | undefined): boolean {
  const last = file?.items.findLast((item) => item.kind === 'section')
  return last?.section === 'functions'
}

function layerLine(layer: number): string {
  return `// LAYER ${String(layer)}`
}

/** The layer of a schema that was kept, without reading the rest of it. */
export function keptLayer(text: string): number | undefined {
  const digits = /^\/\/ LAYER (\d{1,9})$/m.exec(text)?.[1]
  return digits === undefined ? undefined : Number(digits)
}
