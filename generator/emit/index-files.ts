import { StructureKind, type ExportDeclarationStructure } from 'ts-morph'
import { namespaceName } from '../naming/names.js'
import type { ClassPlan, MethodPlan, ModulePlan, NamespacePlan, UnionPlan } from '../plan/module-plan.js'
import { specifier } from '../plan/symbol.js'
import { visibleFields } from './masks.js'
import type { EmittedFile, ImportExtension } from './emitted-file.js'
import { classPlan, methodClassPlan } from './lookup.js'

/** One file for each namespace, and the index of the module: what its users import. */
export function emitIndexFiles(plan: ModulePlan, extension: ImportExtension): readonly EmittedFile[] {
  return [...plan.namespaces.values()].map((namespace) => ({
    path: namespace.file,
    statements: [
      ...namespace.unions.map((union) =>
        exportOf(namespace.file, union.file, unionExports(union, plan), extension),
      ),
      ...namespace.methods.map((method) =>
        exportOf(namespace.file, method.file, methodExports(method, plan), extension),
      ),
      ...namespace.children.map((child) => namespaceExport(namespace, child, extension)),
    ],
  }))
}

interface Export {
  readonly name: string
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

function unionExports(union: UnionPlan, plan: ModulePlan): readonly Export[] {
  return [
    { name: union.type.name, isTypeOnly: true },
    { name: union.reader.name, isTypeOnly: false },
    ...union.constructors.flatMap((constructor) =>
      classExports(classPlan(plan, constructor.key), visibleFields(constructor.fields).length > 0),
    ),
  ]
}

function methodExports({ method }: MethodPlan, plan: ModulePlan): readonly Export[] {
  return classExports(methodClassPlan(plan, method.key), visibleFields(method.fields).length > 0)
}

function classExports(names: ClassPlan, hasFields: boolean): readonly Export[] {
  const exported = { name: names.class.name, isTypeOnly: false }
  return hasFields ? [exported, { name: names.fields.name, isTypeOnly: true }] : [exported]
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
