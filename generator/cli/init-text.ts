import { basename } from 'node:path'
import { kebabCase } from '../naming/words.js'
import type { IdRule, LongPolicy } from '../options.js'

/** What the questions of `tlforge init` are about. */
export interface Answers {
  readonly schemas: readonly string[]
  readonly output: string
  readonly idRule: IdRule
  readonly long: LongPolicy
  readonly runtime: 'bundled' | 'imported'
  /** Patterns; none for everything. */
  readonly include: readonly string[]
  readonly importExtension?: 'ts'
}

/** A configuration with these answers, and what else there is in comments. */
export function configText(answers: Answers): string {
  const { schemas, output, long, runtime, importExtension } = answers
  const names = schemaNames(schemas)
  return `import { defineConfig } from 'tlforge'

// Made by \`tlforge init\`. Run \`tlforge regenerate\` to write the output, \`tlforge explain\` on the code of a problem.
export default defineConfig({
  targets: [
    {
      // For messages, and for \`tlforge regenerate --target\`.
      name: ${quoted(names[0] ?? 'api')},

      // Everything in this folder is written, and kept as it should be, by tlforge.
      output: ${quoted(output)},

      // Each schema becomes a folder of the output. Several files of one schema go into one list.
      schemas: [
${schemas.map((file, index) => schemaText(file, names[index] ?? 'api', index === 0, answers)).join('\n')}
      ],

      // What a \`long\` is: 'bigint', 'number' (a safe integer, checked) or 'string'.
      ${optional(long === 'bigint', `long: ${quoted(long)},`)}
      // The same for single fields: '*.date' of any definition, 'messages.*:hash' of some.
      // longFields: { '*.date': 'number' },

      // The reader and writer are copied beside the code ('bundled') or 'imported' from tlforge/runtime.
      ${optional(runtime === 'bundled', `runtime: ${quoted(runtime)},`)}

      // How generated files name each other: 'js', 'ts' or 'none'.
      ${optional(importExtension === undefined, `importExtension: ${quoted(importExtension ?? 'js')},`)}

      // Which definitions share a file: each has its own ('definition'), or one for each 'namespace' or 'schema'.
      // layout: 'definition',

      // What every class name begins with: 'Tl' makes TlInputPeerUser.
      // classPrefix: 'Tl',

      // Lists of names as constant objects ('const') or as real enums ('enum').
      // enums: 'const',

      // Comments that say what the code stands for.
      // documentation: true,

      // Ids that are known not to be the CRC32 of their definition, each with its reason.
      // idExceptions: 'id-exceptions.json',

      // Makes the output a package of its own.
      // package: { name: '@me/api', version: '1.0.0', description: 'The API as typed classes.' },
    },
  ],
})
`
}

function schemaText(file: string, name: string, isFirst: boolean, { idRule, include }: Answers): string {
  const rule = optional(idRule === 'auto', `idRule: ${quoted(idRule)},`)
  const list = include.map(quoted).join(', ')
  const comments = (text: string): string => (isFirst ? `          // ${text}\n` : '')
  const wanted =
    isFirst && include.length > 0
      ? `include: [${list}],`
      : `// include: ['messages.sendEncrypted*', 'updates.getDifference'],`
  return `        {
          name: ${quoted(name)},
          files: [${quoted(file)}],
${comments("Which text ids are the CRC32 of: 'telegram', 'tdlib', or 'auto' to take what fits.")}          ${rule}
${comments('The layer, where the file does not say it.')}          // layer: 1,
${comments('Files of the errors that methods give.')}          // errors: ['errors.json'],
${comments('Only a part: methods, constructors, types, namespaces, and what they need.')}          ${wanted}
${comments("Left out even where it is needed; reading it is an 'error', or gives an 'unknown' value.")}          // exclude: ['stories.**'],
          // outside: 'unknown',
${comments('A file that is told what each new layer brings.')}          // changes: 'CHANGES.md',
        },`
}

/** A line that says nothing but the default is a comment. */
function optional(isDefault: boolean, line: string): string {
  return isDefault ? `// ${line}` : line
}

/** As the project's formatter writes them: a path may have anything in it. */
function quoted(text: string): string {
  return `'${JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")}'`
}

/** A name for the folder of each schema, made of that of its file. */
function schemaNames(files: readonly string[]): readonly string[] {
  const names: string[] = []
  for (const file of files) {
    const word = kebabCase(basename(file, '.tl').replace(/[^A-Za-z0-9]+/g, '-')).replace(/^[^a-z]+/, '')
    const base = word === '' || word === 'runtime' ? 'schema' : word
    let name = base
    for (let n = 2; names.includes(name); n++) name = `${base}-${String(n)}`
    names.push(name)
  }
  return names
}
