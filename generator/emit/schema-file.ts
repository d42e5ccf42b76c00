import type { ModulePlan } from '../plan/module-plan.js'
import type { FileSymbol } from '../plan/symbol.js'
import { docComment } from './doc-comment.js'
import type { EmittedFile } from './emitted-file.js'
import { StructureKind } from './structure-kind.js'

/** The name of the schema with its layer, for messages. */
export function schemaSymbol({
  schema,
}: {
  readonly schema: Pick<ModulePlan['schema'], 'name'>
}): FileSymbol {
  return { name: 'schema', file: `${schema.name}/schema`, namespace: [] }
}

/** A file of its own: with the layer in every file, each new layer would change them all. */
export function emitSchemaFile(plan: ModulePlan): EmittedFile {
  const { name, file: path } = schemaSymbol(plan)
  const { schema } = plan
  const text = schema.layer === undefined ? schema.name : `${schema.name} layer ${String(schema.layer)}`
  return {
    path,
    statements: [
      {
        kind: StructureKind.VariableStatement,
        isExported: true,
        docs: [docComment(['Where an unknown constructor was looked for, in messages.'])],
        declarations: [{ name, initializer: JSON.stringify(text) }],
      },
    ],
  }
}
