import { fileURLToPath } from 'node:url'
import config from '../../tlforge.config.js'
import { registry as apiRegistry } from '../../generated/telegram/api/registry.js'
import { json as apiJson } from '../../generated/telegram/api/json.js'
import { metadata as mtprotoMetadata } from '../../generated/telegram/mtproto/metadata.js'
import { registry as mtprotoRegistry } from '../../generated/telegram/mtproto/registry.js'
import { json as secretJson } from '../../generated/telegram/secret/json.js'
import { registry as secretRegistry } from '../../generated/telegram/secret/registry.js'
import { JsonCodec, type JsonClass } from '../../generated/telegram/runtime/json.js'
import { TlMethod, discriminantOf, type TlObject } from '../../generated/telegram/runtime/object.js'
import type { ClassRegistry, Registry } from '../../generated/telegram/runtime/index.js'
import { checkModule } from '../../generator/check/check-module.js'
import { parseIdExceptions } from '../../generator/check/id-exceptions.js'
import { loadTarget } from '../../generator/cli/load-target.js'
import type { Definition, Schema } from '../../generator/ir/schema.js'
import { discriminant } from '../../generator/naming/names.js'
import { parseSchema } from '../../generator/syntax/parse.js'

/** A module of the generated Telegram package beside the schema that it was made from. */
export interface TelegramModule {
  readonly schema: Schema
  /** The generated classes, by the keys of their definitions. */
  readonly classes: ReadonlyMap<string, JsonClass>
  /** Finds whatever an `Object` of the module can hold. */
  readonly registry: Registry
  readonly json: JsonCodec
}

export type ModuleName = 'api' | 'mtproto' | 'secret'
export type Telegram = Readonly<Record<ModuleName, TelegramModule>>

/** The schemas as the generator reads them, and the classes that it made. */
export async function loadTelegram(): Promise<Telegram> {
  const root = fileURLToPath(new URL('../../', import.meta.url))
  const target = config.targets.find(({ name }) => name === 'telegram')
  if (!target) throw new Error('the configuration has no target called telegram')
  const { options, diagnostics } = await loadTarget(target, root, root)
  if (!options) throw new Error(diagnostics.map(({ message }) => message).join('\n'))
  const exceptions = options.idExceptions ? parseIdExceptions(options.idExceptions).exceptions : []
  const schemaOf = (name: string): Schema => {
    const input = options.schemas.find((schema) => schema.name === name)
    if (!input) throw new Error(`the configuration has no schema called ${name}`)
    const files = input.sources.map((source) => parseSchema(source).schema)
    return checkModule(input, files, exceptions).schema
  }
  const moduleOf = (
    name: ModuleName,
    registry: ClassRegistry,
    rest: Pick<TelegramModule, 'registry' | 'json'>,
  ) => {
    const schema = schemaOf(name)
    return { schema, classes: classesOf(schema, registry), ...rest }
  }
  return {
    api: moduleOf('api', apiRegistry, { registry: apiRegistry, json: apiJson }),
    mtproto: moduleOf('mtproto', mtprotoRegistry, {
      registry: mtprotoRegistry.or(apiRegistry),
      json: new JsonCodec(mtprotoMetadata, mtprotoRegistry.classes(), apiJson),
    }),
    secret: moduleOf('secret', secretRegistry, { registry: secretRegistry, json: secretJson }),
  }
}

/** The classes by their definitions' keys: those that say the same of themselves, and no others. */
function classesOf(schema: Schema, registry: ClassRegistry): ReadonlyMap<string, JsonClass> {
  const classes = [...registry.classes()].map(
    (type: JsonClass & { readonly id: number }): [string, JsonClass] => {
      const name: string = discriminantOf(type)
      const definition = namesOf(schema).get(name)
      const isRight = definition?.id === type.id && definition.tlName === type.tlName
      return [isRight ? definition.key : `${name}, which is not in the schema`, type]
    },
  )
  return new Map(classes)
}

const names = new WeakMap<Schema, ReadonlyMap<string, Definition>>()

/** The definitions of a schema by the `_` of their values. */
function namesOf(schema: Schema): ReadonlyMap<string, Definition> {
  const known = names.get(schema)
  if (known) return known
  const made = new Map(
    definitionsOf(schema).map((definition) => [
      discriminant(definition.tlName, definition.variantOf),
      definition,
    ]),
  )
  names.set(schema, made)
  return made
}

/** All definitions of a schema, constructors first. */
export function definitionsOf(schema: Schema): readonly Definition[] {
  return [...schema.constructors.values(), ...schema.methods.values()]
}

/** The definition of a key, be it of a constructor or of a method. */
export function definitionOf(schema: Schema, key: string): Definition {
  const definition = schema.constructors.get(key) ?? schema.methods.get(key)
  if (!definition) throw new Error(`the schema ${schema.name} has no ${key}`)
  return definition
}

/** The definition of a value. */
export function definitionOfValue(schema: Schema, value: TlObject): Definition {
  const definition = namesOf(schema).get(value._)
  if (!definition) throw new Error(`the schema ${schema.name} has no ${value._}`)
  return definition
}

/** For values that are known to be methods, because their definitions are. */
export function asMethod(value: unknown): TlMethod<unknown> {
  if (value instanceof TlMethod) return value
  throw new Error('not a function of the schema')
}
