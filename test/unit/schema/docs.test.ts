import { fileURLToPath } from 'node:url'
import { beforeAll, describe, expect, it } from 'vitest'
import { checkDescriptions } from '../../../generator/check/descriptions.js'
import { checkModule } from '../../../generator/check/check-module.js'
import { loadTarget } from '../../../generator/cli/load-target.js'
import type { Diagnostic } from '../../../generator/diagnostics/diagnostic.js'
import type { Definition, Schema, Union } from '../../../generator/ir/schema.js'
import type { TypeRef } from '../../../generator/ir/type-ref.js'
import { parseSchema } from '../../../generator/syntax/parse.js'
import config from '../../../tlforge.config.js'

const namespaces = new Set(['auth', 'messages', 'updates', 'users', 'contacts', 'upload'])

/** Namespaces whose own methods and constructors are described, but not yet all that they are made of. */
const alone = new Set(['account', 'channels', 'folders', 'help', 'photos'])

/** Fields without a description, each with the reason. */
const unknown: Readonly<Record<string, string>> = {
  'auth.authorization.tmp_sessions': 'a number that nothing else of the schema speaks of',
  'contacts.setBlocked.limit': 'the list is replaced as a whole; what a limit does then is not known',
  'messages.requestUrlAuth.in_app_origin': 'new, and the name leaves open whose origin it is',
}

/** A text of the descriptions and where it stands. */
interface Text {
  readonly of: string
  readonly text: string
  readonly longest: number
}

let api: Schema
let mtproto: Schema
let secret: Schema
let diagnostics: readonly Diagnostic[]

beforeAll(async () => {
  const root = fileURLToPath(new URL('../../../', import.meta.url))
  const target = config.targets.find(({ name }) => name === 'telegram')
  if (!target) throw new Error('the configuration has no target called telegram')
  const { options } = await loadTarget(target, root, root)
  if (!options) throw new Error('a file of the target is missing')
  const modules = options.schemas.map((input) => {
    const files = input.sources.map((source) => parseSchema(source).schema)
    return { ...checkModule(input, files, []), diagnostics: [] }
  })
  const described = checkDescriptions(modules, options.schemas)
  diagnostics = described.flatMap((module) => module.diagnostics)
  const schemaOf = (name: string): Schema => {
    const found = described.find(({ schema }) => schema.name === name)
    if (!found) throw new Error(`the configuration has no schema called ${name}`)
    return found.schema
  }
  api = schemaOf('api')
  mtproto = schemaOf('mtproto')
  secret = schemaOf('secret')
})

/** The types that a type needs: none, one, or that of its items. */
function unionsOf(schema: Schema, type: TypeRef): readonly string[] {
  switch (type.kind) {
    case 'boxed':
      return [type.union]
    case 'bare': {
      const constructor = schema.constructors.get(type.name)
      return constructor ? [constructor.union] : []
    }
    case 'vector':
    case 'repetition':
      return unionsOf(schema, type.item)
    default:
      return []
  }
}

/** The methods and constructors of the namespaces, and all that they are made of and answered with. */
function scopeOf(schema: Schema): readonly Definition[] {
  const isMeant = ({ namespace }: Definition): boolean => namespaces.has(namespace.join('.'))
  const found = new Set<Definition>([
    ...[...schema.methods.values()].filter(isMeant),
    ...[...schema.constructors.values()].filter(isMeant),
  ])
  // A set that grows while it is gone through goes on with what was added.
  for (const definition of found) {
    const result = definition.kind === 'method' ? unionsOf(schema, definition.result) : [definition.union]
    const unions = [...result, ...definition.fields.flatMap(({ type }) => unionsOf(schema, type))]
    for (const key of unions.flatMap((name) => schema.unions.get(name)?.constructors ?? [])) {
      const constructor = schema.constructors.get(key)
      if (constructor) found.add(constructor)
    }
  }
  return [...found]
}

const all = (schema: Schema): readonly Definition[] => [
  ...schema.methods.values(),
  ...schema.constructors.values(),
]

function undescribed(definitions: readonly Definition[]): readonly string[] {
  return definitions.flatMap(({ tlName, description, fields }) => [
    ...(description === undefined ? [tlName] : []),
    ...fields
      .filter((field) => !field.isMask && field.description === undefined)
      .map((field) => `${tlName}.${field.tlName}`),
  ])
}

function textsOfType({ name, description }: Union): readonly Text[] {
  return description === undefined ? [] : [{ of: name, text: description, longest: 200 }]
}

function textsOf(definition: Definition): readonly Text[] {
  const { tlName, description, fields, notes = [] } = definition
  const text = (of: string, value: string | undefined, longest: number): readonly Text[] =>
    value === undefined ? [] : [{ of, text: value, longest }]
  return [
    ...text(tlName, description, 200),
    ...fields.flatMap((field) => text(`${tlName}.${field.tlName}`, field.description, 140)),
    ...(definition.kind === 'method' ? text(`${tlName} returns`, definition.returns, 200) : []),
    ...notes.flatMap((note) => text(`${tlName} notes`, note, 200)),
  ]
}

describe('the descriptions of the Telegram schemas', () => {
  it('speak of what there is', () => {
    expect(diagnostics).toEqual([])
  })

  it('cover the namespaces and all that their methods take and return', () => {
    const scope = scopeOf(api)
    expect(scope.filter(({ kind }) => kind === 'method')).toHaveLength(331)
    expect(scope.length).toBeGreaterThan(1500)
    expect(undescribed(scope).filter((name) => !(name in unknown))).toEqual([])
  })

  it('cover what stands in some further namespaces', () => {
    const described = all(api).filter(({ namespace }) => alone.has(namespace.join('.')))
    expect(described.length).toBeGreaterThan(250)
    expect(undescribed(described)).toEqual([])
    // The calls around calls.
    expect(undescribed([...api.methods.values()].filter(({ namespace }) => namespace.length === 0))).toEqual(
      [],
    )
  })

  it('cover every layer of the secret chats, and MTProto', () => {
    expect([secret, mtproto].flatMap((schema) => undescribed(all(schema)))).toEqual([])
  })

  it('cover the types whose constructors need something to be said of them together', () => {
    const inScope = new Set(scopeOf(api).flatMap((one) => (one.kind === 'constructor' ? [one.union] : [])))
    const types = [
      ...[...api.unions.values()].filter(({ name }) => inScope.has(name)),
      ...secret.unions.values(),
    ]
    const missing = types.filter((type) => type.constructors.length > 1 && type.description === undefined)
    expect(missing.map(({ name }) => name)).toEqual([])
  })

  it('leave out just the fields that are named with a reason', () => {
    const missing = new Set(undescribed(scopeOf(api)))
    expect(Object.keys(unknown).filter((name) => !missing.has(name))).toEqual([])
  })

  it('are sentences of a bounded length', () => {
    const texts = [api, mtproto, secret].flatMap((schema) => [
      ...all(schema).flatMap(textsOf),
      ...[...schema.unions.values()].flatMap(textsOfType),
    ])
    expect(texts.length).toBeGreaterThan(5000)
    const wrong = texts.filter(
      ({ text, longest }) =>
        text.length > longest ||
        !/^\p{Lu}|^\p{Ll} |^`/u.test(text) ||
        !text.endsWith('.') ||
        /TODO|\s\s|\n/.test(text),
    )
    expect(wrong).toEqual([])
  })

  it('say what a method does', () => {
    const methods = [...api.methods.values(), ...mtproto.methods.values()].filter(
      ({ description }) => description !== undefined,
    )
    const wrong = methods.filter(({ description = '' }) => !/^[A-Z][a-z]+s\b/.test(description))
    expect(wrong.map(({ tlName }) => tlName)).toEqual([])
  })

  it('tell definitions apart', () => {
    for (const schema of [api, mtproto, secret]) {
      const described = new Map<string, Set<string>>()
      for (const { tlName, description = '' } of all(schema)) {
        if (description.length < 40) continue
        described.set(description, (described.get(description) ?? new Set()).add(tlName))
      }
      const shared = [...described.values()].filter((names) => names.size > 1)
      expect(shared.map((names) => [...names])).toEqual([])
    }
  })
})
