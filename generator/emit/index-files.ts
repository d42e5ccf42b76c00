import type { ExportDeclarationStructure } from 'ts-morph'
import { onceFor } from '../ir/once-for.js'
import { fieldsName, namespaceName, readerName, unionName } from '../naming/names.js'
import type { ClassPlan, MethodPlan, ModulePlan, NamespacePlan, TypeExports } from '../plan/module-plan.js'
import { specifier } from '../plan/symbol.js'
import { visibleFields } from './masks.js'
import type { EmittedFile, ImportExtension } from './emitted-file.js'
import { classPlan, methodClassPlan } from './lookup.js'
import { StructureKind } from './structure-kind.js'

/**
 * The file of a namespace; that of the empty path is the index of the module, which its users import.
 * @param madeFrom the stamp of the schema, for the index of the module
 */
export function emitIndexFile(
  namespace: NamespacePlan,
  plan: ModulePlan,
  extension: ImportExtension,
  madeFrom: string | undefined,
): EmittedFile {
  return {
    path: namespace.file,
    isTable: true,
    ...(madeFrom === undefined ? {} : { madeFrom }),
    statements: atLeastOne([
      ...[...exportsByFile(namespace, plan)].map(([file, names]) =>
        exportOf(namespace.file, file, names, extension),
      ),
      ...namespace.children.map((child) => namespaceExport(namespace, child, extension)),
    ]),
  }
}

/** What a namespace exports, by the files that declare it. */
function exportsByFile(
  { types, methods }: NamespacePlan,
  plan: ModulePlan,
): ReadonlyMap<string, readonly Export[]> {
  const files = new Map<string, readonly Export[]>()
  const add = (file: string, names: readonly Export[]): void => {
    files.set(file, [...(files.get(file) ?? []), ...names])
  }
  const exportsOf = typeExports(plan.constructorClasses)
  for (const type of types) add(type.union.file, exportsOf(type))
  for (const method of methods) add(method.file, methodExports(method, plan))
  return files
}

/** A file without imports and exports would be no module. */
function atLeastOne(exports: readonly ExportDeclarationStructure[]): readonly ExportDeclarationStructure[] {
  return exports.length > 0 ? exports : [{ kind: StructureKind.ExportDeclaration }]
}

interface Export {
  readonly name: string
  readonly alias?: string
  readonly isTypeOnly: boolean
}

function exportOf(
  from: string,
  to: string,
  names: readonly Export[],
  extension: ImportExtension,
): ExportDeclarationStructure {
  return {
    kind: StructureKind.ExportDeclaration,
    moduleSpecifier: specifier(from, to, extension),
    namedExports: [...names],
  }
}

/** By the classes that there are. */
const typeExports = onceFor((constructorClasses: ModulePlan['constructorClasses']) =>
  onceFor(({ union, hasType, constructors }: TypeExports): readonly Export[] => {
    const type = unionName(union.union.name)
    const own = [exportAs(union.type.name, type, true), exportAs(union.reader.name, readerName(type), false)]
    return [
      ...(hasType ? own : []),
      ...constructors.flatMap(({ key, fields }) =>
        classExports(classPlan({ constructorClasses }, key), visibleFields(fields).length > 0),
      ),
    ]
  }),
)

function methodExports({ method }: MethodPlan, plan: ModulePlan): readonly Export[] {
  return classExports(methodClassPlan(plan, method.key), visibleFields(method.fields).length > 0)
}

function classExports(names: ClassPlan, hasFields: boolean): readonly Export[] {
  const { exported } = names
  const whole = exportAs(names.class.name, exported, false)
  return hasFields ? [whole, exportAs(names.fields.name, fieldsName(exported), true)] : [whole]
}

function exportAs(name: string, exported: string, isTypeOnly: boolean): Export {
  return { name, ...(exported === name ? {} : { alias: exported }), isTypeOnly }
}

function namespaceExport(
  parent: NamespacePlan,
  child: NamespacePlan,
  extension: ImportExtension,
): ExportDeclarationStructure {
  return {
    kind: StructureKind.ExportDeclaration,
    moduleSpecifier: specifier(parent.file, child.file, extension),
    namespaceExport: namespaceName(child.path.at(-1) ?? ''),
  }
}
