import { assertNever } from '../ir/assert-never.js'
import { onceFor } from '../ir/once-for.js'
import type { Definition, Field } from '../ir/schema.js'
import type { TypeRef } from '../ir/type-ref.js'
import { propertyName, unknownDiscriminant } from '../naming/names.js'
import type { ModulePlan, UnionPlan } from '../plan/module-plan.js'
import { docComment } from './doc-comment.js'
import type { EmittedFile, ImportExtension } from './emitted-file.js'
import { Imports } from './imports.js'
import { objectOfLines, propertyKey, propertyLine, quoted } from './layout.js'
import { classPlan, methodClassPlan } from './lookup.js'
import { emittedPrimitive, type EmittedPrimitive } from './primitive.js'
import { isFlag, visibleFields } from './masks.js'
import { jsonCodec, metadataType } from './runtime-symbols.js'
import { StructureKind } from './structure-kind.js'

/** What JSON needs to know of the fields, in the compact form of `runtime/metadata`. */
export function emitMetadataFile(plan: ModulePlan, extension: ImportExtension): EmittedFile {
  const path = `${plan.schema.name}/metadata`
  const imports = new Imports(path, ['metadata'], extension)
  const entries = [
    ...[...plan.schema.constructors.values()].map((one) => entry(classPlan(plan, one.key).discriminant, one)),
    ...[...plan.schema.methods.values()].map((one) =>
      entry(methodClassPlan(plan, one.key).discriminant, one),
    ),
    ...unknownsOf(plan).map(({ union }) =>
      propertyLine(propertyKey(unknownDiscriminant(union.name)), quoted('id:n name:s bytes:b')),
    ),
  ]
  const type = imports.type(metadataType)
  return {
    path,
    isTable: true,
    statements: [
      ...imports.declarations(),
      {
        kind: StructureKind.VariableStatement,
        isExported: true,
        docs: [docComment(['The fields of every definition: their TL names, properties and kinds.'])],
        declarations: [{ name: 'metadata', type, initializer: objectOfLines(entries) }],
      },
    ],
  }
}

/** `toJson`, `fromJson` and `inspect` for the schema: they know all classes, so only who imports them pays. */
export function emitJsonFile(plan: ModulePlan, extension: ImportExtension): EmittedFile {
  const root = plan.schema.name
  const path = `${root}/json`
  const imports = new Imports(path, ['json'], extension)
  const codec = imports.value(jsonCodec)
  const metadata = imports.value({ name: 'metadata', file: `${root}/metadata`, namespace: [] })
  const registry = imports.value({ name: 'registry', file: `${root}/registry`, namespace: [] })
  const unknowns = unknownsOf(plan).flatMap(({ unknown }) => (unknown ? [imports.value(unknown)] : []))
  const classes =
    unknowns.length === 0 ? `${registry}.classes()` : `[...${registry}.classes(), ${unknowns.join(', ')}]`
  return {
    path,
    statements: [
      ...imports.declarations(),
      {
        kind: StructureKind.VariableStatement,
        isExported: true,
        docs: [
          docComment([
            'Turns objects of the schema into JSON and back: `json.toJson(x)`, `json.fromJson(Class, text)`.',
          ]),
        ],
        declarations: [
          {
            name: 'json',
            type: codec,
            initializer: `/* @__PURE__ */ new ${codec}(${metadata}, ${classes})`,
          },
        ],
      },
    ],
  }
}

function entry(name: string, definition: Definition): string {
  return propertyLine(metadataKey(name), quotedFields(definition))
}

const quotedFields = onceFor(({ fields }: Definition) =>
  quoted(visibleFields(fields).map(fieldWord).join(' ')),
)

/** The types of which a subset leaves out what can be read all the same. */
export function unknownsOf(plan: ModulePlan): readonly UnionPlan[] {
  return [...plan.unions.values()].filter(({ unknown }) => unknown)
}

/** Written plainly, `__proto__` would set the prototype of the object. */
function metadataKey(name: string): string {
  return name === '__proto__' ? "['__proto__']" : propertyKey(name)
}

/** `name?=property:kind`; a name that is its own property is not written twice. */
function fieldWord(field: Field): string {
  const property = propertyName(field.tlName)
  const optional = field.condition !== undefined || field.isMask ? '?' : ''
  const kind = isFlag(field) ? 'f' : kindLetter(field.type)
  return `${field.tlName}${property === field.tlName ? '' : `=${property}`}${optional}:${kind}`
}

const primitiveLetters: Readonly<Record<EmittedPrimitive, string>> = {
  int: 'n',
  nat: 'n',
  int53: 'n',
  double: 'd',
  long: 'l',
  longNumber: 'i',
  longString: 't',
  string: 's',
  bytes: 'b',
  int128: 'b',
  int256: 'b',
  int512: 'b',
  Bool: 'B',
  true: 'f',
}

function kindLetter(type: TypeRef): string {
  switch (type.kind) {
    case 'primitive':
      return primitiveLetters[emittedPrimitive(type)]
    case 'vector':
    case 'repetition':
      return `*${kindLetter(type.item)}`
    case 'boxed':
    case 'bare':
    case 'object':
    case 'query':
    case 'parameter':
      return 'o'
    default:
      return assertNever(type)
  }
}
