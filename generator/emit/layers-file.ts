import type { StatementStructures } from 'ts-morph'
import type { Constructor } from '../ir/schema.js'
import type { ModulePlan } from '../plan/module-plan.js'
import { docComment } from './doc-comment.js'
import type { EmittedFile, ImportExtension } from './emitted-file.js'
import { Imports } from './imports.js'
import { classPlan } from './lookup.js'
import { layers } from './runtime-symbols.js'
import { StructureKind } from './structure-kind.js'

/** The constructors that one layer brought. */
interface Block {
  readonly layer: number
  readonly constructors: readonly Constructor[]
}

/** Whether the schema has `===N===` blocks. */
export function isLayered({ constructors }: ModulePlan['schema']): boolean {
  return [...constructors.values()].some(({ layer }) => layer !== undefined)
}

/**
 * What brings values from one layer of a schema to another: which constructor exists from which layer, as types
 * and as data. Nothing for a schema without layers.
 */
export function emitLayersFile(plan: ModulePlan, extension: ImportExtension): readonly EmittedFile[] {
  if (!isLayered(plan.schema)) return []
  const path = `${plan.schema.name}/layers`
  const blocks = blocksOf(plan)
  const declared = [
    'Layer',
    'AtLayer',
    'NamesByLayer',
    'layers',
    ...blocks.map(({ layer }) => namesOf(layer)),
  ]
  const imports = new Imports(path, declared, extension)
  const statements = [
    ...blocks.map((block, at) => namesAlias(block, blocks[at - 1], plan)),
    ...typeStatements(blocks),
    layersConstant(blocks, plan, imports),
  ]
  return [{ path, statements: [...imports.declarations(), ...statements] }]
}

/** The oldest first; what stands before the first block is of layer 0. */
function blocksOf({ schema }: ModulePlan): readonly Block[] {
  const blocks = new Map<number, Constructor[]>()
  for (const constructor of schema.constructors.values()) {
    const layer = constructor.layer ?? 0
    const block = blocks.get(layer)
    if (block) block.push(constructor)
    else blocks.set(layer, [constructor])
  }
  return [...blocks].sort(([a], [b]) => a - b).map(([layer, constructors]) => ({ layer, constructors }))
}

const namesOf = (layer: number): string => `Names${String(layer)}`

/** The names of a layer: those of the layer before, without the forms that it replaces, and those that it brings. */
function namesAlias(block: Block, before: Block | undefined, plan: ModulePlan): StatementStructures {
  const name = (one: Constructor): string => JSON.stringify(classPlan(plan, one.key).discriminant)
  const brought = block.constructors.map(name)
  const replaced = block.constructors.flatMap(({ tlName }) => {
    const older = [...plan.schema.constructors.values()].filter(
      (other) => other.tlName === tlName && (other.layer ?? 0) < block.layer,
    )
    // The forms come in the order of their layers, and the layer before has the last of them alone.
    return older.slice(-1).map(name)
  })
  const inherited = before ? [inheritedNames(namesOf(before.layer), replaced)] : []
  return {
    kind: StructureKind.TypeAlias,
    name: namesOf(block.layer),
    type: [...inherited, ...brought].join(' | '),
  }
}

function inheritedNames(names: string, replaced: readonly string[]): string {
  return replaced.length === 0 ? names : `Exclude<${names}, ${replaced.join(' | ')}>`
}

function typeStatements(blocks: readonly Block[]): readonly StatementStructures[] {
  return [
    {
      kind: StructureKind.TypeAlias,
      name: 'Layer',
      isExported: true,
      type: blocks.map(({ layer }) => String(layer)).join(' | '),
      docs: [docComment(['The layers at which the schema changed.'])],
    },
    {
      kind: StructureKind.Interface,
      name: 'NamesByLayer',
      isExported: true,
      docs: [docComment(['The values of `_` that a layer has, each in its newest form.'])],
      properties: blocks.map(({ layer }) => ({ name: String(layer), type: namesOf(layer) })),
    },
    {
      kind: StructureKind.TypeAlias,
      name: 'AtLayer',
      isExported: true,
      typeParameters: [
        { name: 'Type', constraint: '{ readonly _: string }' },
        { name: 'At', constraint: 'Layer' },
      ],
      type: 'Extract<Type, { readonly _: NamesByLayer[At] }>',
      docs: [docComment(['The constructors of a type as one layer has them: `AtLayer<TypeName, 17>`.'])],
    },
  ]
}

/** An array of all classes at once would have a type too complex for the compiler. */
const chunkSize = 100

function layersConstant(blocks: readonly Block[], plan: ModulePlan, imports: Imports): StatementStructures {
  const type = imports.value(layers)
  const metadata = imports.value({ name: 'metadata', file: `${plan.schema.name}/metadata`, namespace: [] })
  const entries = blocks.flatMap(({ layer, constructors }) => {
    const names = constructors.map(({ key }) => imports.value(classPlan(plan, key).class))
    return Array.from({ length: Math.ceil(names.length / chunkSize) }, (_, at) => {
      const chunk = names.slice(at * chunkSize, (at + 1) * chunkSize)
      return `[${String(layer)}, [\n${chunk.join(',\n')},\n]]`
    })
  })
  return {
    kind: StructureKind.VariableStatement,
    isExported: true,
    docs: [docComment(['Brings values to the forms of a layer, and those of old peers to the newest.'])],
    declarations: [
      {
        name: 'layers',
        type,
        initializer: `/* @__PURE__ */ new ${type}(${metadata}, [\n${entries.join(',\n')},\n])`,
      },
    ],
  }
}
