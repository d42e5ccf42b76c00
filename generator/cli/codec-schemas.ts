import { Option } from 'commander'
import { basename } from 'node:path'
import type { RootType } from '../codec/decode.js'
import type { Diagnostic, SourceText } from '../diagnostics/diagnostic.js'
import type { Schema } from '../ir/schema.js'
import { readSource } from './read-file.js'
import type { Terminal } from './terminal.js'

/** What `decode` and `encode` need to know of the schema. */
export interface CodecOptions {
  readonly schema: readonly string[]
  readonly type?: string
  readonly color: boolean
}

/** `--schema`, which may be given several times, and `--type`. */
export function codecOptions(): readonly Option[] {
  const schema = new Option(
    '--schema <file>',
    'a schema; may be given several times, the first one is asked first',
  )
  return [
    schema
      .argParser((file: string, before: readonly string[] | undefined) => [...(before ?? []), file])
      .makeOptionMandatory(),
    new Option('--type <type>', 'the TL type of the value, such as Vector<int>; by default its id says it'),
  ]
}

/** Checked schemas, and the type that was asked for. */
export interface CodecSchemas {
  readonly schemas: readonly Schema[]
  readonly root?: RootType
  readonly diagnostics: readonly Diagnostic[]
}

/** A definition beside those of the schema, whose one field has the type of the value. */
const typeHolder = 'tlforge.value'

/** Reads and checks schemas. An id that is not the CRC32 of its definition is still the one that is in the bytes. */
export async function loadCodecSchemas(
  { cwd }: Terminal,
  { schema: files, type }: CodecOptions,
): Promise<CodecSchemas> {
  const { checkModule } = await import('../check/check-module.js')
  const { parseSchema } = await import('../syntax/parse.js')
  const schemas: Schema[] = []
  const diagnostics: Diagnostic[] = []
  let root: RootType | undefined
  for (const file of files) {
    const read = await readSource(cwd, file)
    diagnostics.push(...read.diagnostics)
    if (!read.source) continue
    const isFirst = schemas.length === 0
    const sources: readonly SourceText[] = [
      read.source,
      ...(type !== undefined && isFirst
        ? [{ name: '<--type>', text: `---types---\n${typeHolder} value:${type} = tlforge.Value;\n` }]
        : []),
    ]
    const parsed = sources.map(parseSchema)
    const name = basename(file, '.tl')
    const checked = checkModule(
      { name, sources, idRule: 'auto' },
      parsed.map((one) => one.schema),
      [],
    )
    diagnostics.push(...parsed.flatMap((one) => one.diagnostics), ...checked.diagnostics.filter(isFatal))
    diagnostics.push(...checked.unsupported.map(({ diagnostic }) => diagnostic))
    const held = checked.schema.constructors.get(typeHolder)?.fields[0]?.type
    if (held) root = { type: held, schema: checked.schema }
    schemas.push(checked.schema)
  }
  return { schemas, diagnostics, ...(root && { root }) }
}

function isFatal({ code, severity }: Diagnostic): boolean {
  return severity === 'error' && code !== 'TL2003'
}
