import type { StatementStructures } from 'ts-morph'
import { unknownDiscriminant } from '../naming/names.js'
import type { ModulePlan, UnionPlan } from '../plan/module-plan.js'
import { outsideTable } from '../plan/outside.js'
import type { FileSymbol } from '../plan/symbol.js'
import type { ClassContext } from './context.js'
import { docCode, docComment } from './doc-comment.js'
import type { EmittedFile, ImportExtension } from './emitted-file.js'
import { Imports } from './imports.js'
import { propertyKey, quoted } from './layout.js'
import { outside, outsideValues, unknown, writer } from './runtime-symbols.js'
import { schemaSymbol } from './schema-file.js'
import { StructureKind } from './structure-kind.js'

/** The table of what a subset leaves out. */
function tableSymbol({ schema }: { readonly schema: Pick<ModulePlan['schema'], 'name'> }): FileSymbol {
  return { name: 'outside', file: `${schema.name}/outside`, namespace: [] }
}

/** What is known of the constructors that a subset leaves out of its types; nothing where it leaves out none. */
export function emitOutsideFile(plan: ModulePlan, extension: ImportExtension): readonly EmittedFile[] {
  const table = outsideTable(plan.schema)
  if (table.size === 0) return []
  const { name, file } = tableSymbol(plan)
  const imports = new Imports(file, [name], extension)
  const type = imports.value(plan.schema.subset?.outside === 'unknown' ? outsideValues : outside)
  const schema = imports.value(schemaSymbol(plan))
  const rows = [...table].map(
    ([union, constructors]) => `${propertyKey(union)}: ${quoted(constructors.join(';'))},\n`,
  )
  const statement: StatementStructures = {
    kind: StructureKind.VariableStatement,
    isExported: true,
    docs: [docComment(['The constructors of the schema that were left out of its types.'])],
    declarations: [
      { name, type, initializer: `/* @__PURE__ */ new ${type}({\n${rows.join('')}}, ${schema})` },
    ],
  }
  return [{ path: file, statements: [...imports.declarations(), statement] }]
}

/** The statement that deals with an id that no class of the type has; gives a value where that is wanted. */
export function otherIdText({ union, unknown: values }: UnionPlan, { plan, imports }: ClassContext): string {
  const expected = quoted(union.name)
  if (!union.outside) return `reader.unknown(id, ${expected}, ${imports.value(schemaSymbol(plan))})`
  const table = imports.value(tableSymbol(plan))
  if (!values) return `${table}.refuse(reader, id, ${expected})`
  return `${table}.read(reader, id, ${expected}, ${values.name})`
}

/** The class of the values that were left out of a type: it can be written where the type is expected. */
export function unknownClass(
  { union, unknown: values, write }: UnionPlan,
  imports: Imports,
): readonly StatementStructures[] {
  if (!values) return []
  const discriminant = quoted(unknownDiscriminant(union.name))
  return [
    {
      kind: StructureKind.Class,
      name: values.name,
      isExported: true,
      extends: imports.value(unknown),
      docs: [docComment([`A ${docCode(union.name)} whose constructor is outside of the subset.`])],
      properties: [
        {
          name: '_',
          isReadonly: true,
          hasOverrideKeyword: true,
          type: discriminant,
          initializer: discriminant,
        },
      ],
      methods: [
        {
          name: write,
          parameters: [{ name: 'writer', type: imports.type(writer) }],
          returnType: 'void',
          statements: ['this.writeUnknown(writer)'],
        },
      ],
    },
  ]
}
