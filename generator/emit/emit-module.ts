import type { ModulePlan } from '../plan/module-plan.js'
import type { EmittedFile, ImportExtension } from './emitted-file.js'
import { emitErrorFiles } from './errors-files.js'
import { emitIndexFiles } from './index-files.js'
import { emitJsonFile, emitMetadataFile } from './json-file.js'
import { emitLayersFile } from './layers-file.js'
import { emitMethodFile } from './method-file.js'
import { emitRegistryFile } from './registry-file.js'
import { emitSchemaFile } from './schema-file.js'
import { emitTypeFile } from './type-file.js'

/** All files of one schema, as structures. */
export function emitModule(plan: ModulePlan, extension: ImportExtension): readonly EmittedFile[] {
  return [
    ...[...plan.unions.values()].map((union) => emitTypeFile(union, plan, extension)),
    ...plan.methods.map((method) => emitMethodFile(method, plan, extension)),
    ...emitIndexFiles(plan, extension),
    emitSchemaFile(plan),
    emitRegistryFile(plan, extension),
    emitMetadataFile(plan, extension),
    emitJsonFile(plan, extension),
    ...emitLayersFile(plan, extension),
    ...emitErrorFiles(plan, extension),
  ]
}
