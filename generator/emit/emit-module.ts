import type { ModulePlan } from '../plan/module-plan.js'
import type { FormOptions } from '../options.js'
import { emitDefinitionFiles, type FileMemory } from './definition-files.js'
import type { EmittedFile, ImportExtension } from './emitted-file.js'
import { emitErrorFiles } from './errors-files.js'
import { formFile } from './form.js'
import { emitIndexFiles } from './index-files.js'
import { emitJsonFile, emitMetadataFile } from './json-file.js'
import { emitLayersFile } from './layers-file.js'
import { emitOutsideFile } from './outside-file.js'
import { emitRegistryFile } from './registry-file.js'
import { emitSchemaFile } from './schema-file.js'

/**
 * All files of one schema, as structures.
 * @param memory of a run with the same extension and form
 */
export function emitModule(
  plan: ModulePlan,
  extension: ImportExtension,
  form: FormOptions = {},
  memory: FileMemory = new Map(),
): readonly EmittedFile[] {
  const { layer } = plan.schema
  const finish = (file: EmittedFile): EmittedFile => ({
    ...formFile(file, form),
    ...(layer !== undefined && { layer }),
  })
  const others = [
    ...emitIndexFiles(plan, extension),
    emitSchemaFile(plan),
    emitRegistryFile(plan, extension),
    emitMetadataFile(plan, extension),
    emitJsonFile(plan, extension),
    ...emitOutsideFile(plan, extension),
    ...emitLayersFile(plan, extension),
    ...emitErrorFiles(plan, extension),
  ]
  return [...emitDefinitionFiles(plan, extension, finish, memory), ...others.map(finish)]
}
