import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import type { TargetConfig } from '../config.js'
import { withSection } from '../diff/changes-file.js'
import { keptSchemaPath } from '../emit/kept-schema.js'
import type { GenerateOptions, LayerChanges } from '../options.js'
import { fileErrorCode } from '../write/file-errors.js'
import type { OutsideEdit } from '../write/outside-files.js'
import { shownPath } from './read-file.js'

/** The options with which the schemas that have a file of changes are kept in the output. */
export function keeping(options: GenerateOptions, target: TargetConfig): GenerateOptions {
  const kept = new Set(target.schemas.flatMap(({ name, changes }) => (changes === undefined ? [] : [name])))
  if (kept.size === 0) return options
  const schemas = options.schemas.map((schema) => (kept.has(schema.name) ? { ...schema, keep: {} } : schema))
  return { ...options, schemas }
}

/**
 * The options with the schemas that the run before has kept.
 * @param output as messages name it, relative to `cwd`
 */
export async function withPrevious(
  options: GenerateOptions,
  output: string,
  cwd: string,
): Promise<GenerateOptions> {
  const schemas = options.schemas.map(async (schema) => {
    if (!schema.keep) return schema
    const name = `${output}/${keptSchemaPath(schema.name)}`
    const text = await readOptional(resolve(cwd, name))
    return text === undefined ? schema : { ...schema, keep: { previous: { name, text } } }
  })
  return { ...options, schemas: await Promise.all(schemas) }
}

/** What cannot be read cannot be written either, and then the writer says why. */
async function readOptional(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8')
  } catch (error) {
    if (fileErrorCode(error) === undefined) throw error
    return undefined
  }
}

/** What new layers bring, as sections of the files of changes. */
export function layerEdits(
  changes: readonly LayerChanges[],
  { schemas }: TargetConfig,
  root: string,
  cwd: string,
): readonly OutsideEdit[] {
  return changes.flatMap(({ schema, before, after, markdown }) => {
    const file = schemas.find(({ name }) => name === schema)?.changes
    if (file === undefined) return []
    const path = resolve(root, file)
    return [
      {
        path,
        shown: shownPath(cwd, path),
        part: `the section \`Layer ${String(before)} → ${String(after)}\``,
        edit: (text) => withSection(text, schema, markdown),
      },
    ]
  })
}
