import type { ModulePlan } from '../plan/module-plan.js'
import type { FormOptions } from '../options.js'
import { emitDefinitionFiles } from './definition-files.js'
import type { EmittedFile, ImportExtension } from './emitted-file.js'
import { emitErrorFiles } from './errors-files.js'
import type { FileMemory } from './file-memory.js'
import { formFile } from './form.js'
import { schemaStamp } from './header.js'
import { emitIndexFile } from './index-files.js'
import { emitJsonFile, emitMetadataFile, unknownsOf } from './json-file.js'
import { emitLayersFile } from './layers-file.js'
import { MadeFiles } from './made-files.js'
import { emitOutsideFile } from './outside-file.js'
import { allClasses, emitRegistryFile } from './registry-file.js'
import { emitSchemaFile } from './schema-file.js'

/** What is known of the files of runs before. */
export interface EmitMemory {
  readonly definitions?: FileMemory
  readonly others: MadeFiles
}

/**
 * All files of one schema, as structures, each when it is asked for.
 * @param memory of a run with the same extension and form
 */
export function* emitModule(
  plan: ModulePlan,
  extension: ImportExtension,
  form: FormOptions = {},
  memory: EmitMemory = { others: new MadeFiles() },
): Iterable<EmittedFile> {
  const finish = (file: EmittedFile): EmittedFile => formFile(file, form)
  yield* emitDefinitionFiles(plan, extension, finish, memory.definitions)
  yield* emitOthers(plan, extension, finish, memory.others)
}

/** The files that are made from more than one definition. */
function emitOthers(
  plan: ModulePlan,
  extension: ImportExtension,
  finish: (file: EmittedFile) => EmittedFile,
  memory: MadeFiles,
): readonly EmittedFile[] {
  const { schema, constructorClasses, methodClasses } = plan
  const make = (
    name: string,
    from: readonly unknown[],
    files: () => readonly EmittedFile[],
  ): readonly EmittedFile[] => memory.make(name, [schema.layer, ...from], () => files().map(finish))
  const classes = [constructorClasses, methodClasses]
  const unknowns = unknownsOf(plan)
  const indexes = [...plan.namespaces].flatMap(([key, namespace]) => {
    const madeFrom = key === '' ? schemaStamp(schema) : undefined
    return make(`index ${key}`, [namespace, madeFrom, ...classes], () => [
      emitIndexFile(namespace, plan, extension, madeFrom),
    ])
  })
  // Which methods there are, and in which namespaces.
  const methods = [...plan.namespaces].flatMap(([key, one]) => [
    `namespace ${key}`,
    ...one.methods.map(({ method }) => method.key),
  ])
  return [
    ...indexes,
    ...make('schema', [], () => [emitSchemaFile(plan)]),
    ...make('registry', allClasses(plan), () => [emitRegistryFile(plan, extension)]),
    ...make('metadata', [schema.constructors, schema.methods, ...unknowns, ...classes], () => [
      emitMetadataFile(plan, extension),
    ]),
    ...make('json', unknowns, () => [emitJsonFile(plan, extension)]),
    ...make('outside', [schema], () => emitOutsideFile(plan, extension)),
    ...make('layers', [schema.constructors, ...classes], () => emitLayersFile(plan, extension)),
    ...make('errors', [schema.errors, schema.errorNames, ...methods, ...classes], () =>
      emitErrorFiles(plan, extension),
    ),
  ]
}
