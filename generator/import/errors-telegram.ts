import { z } from 'zod'
import type { Diagnostic, SourceText } from '../diagnostics/diagnostic.js'
import { errorKey, splitErrorKey, type ErrorKey, type ErrorTable, type MethodErrors } from '../ir/errors.js'
import { malformedFile, validateJson } from './data-file.js'
import { argumentNames } from './errors-arguments.js'
import { ErrorTableBuilder } from './errors-builder.js'
import { errorsFileShape, importErrorsFile } from './errors-file.js'
import { importMtcuteErrors, mtcuteErrorsShape } from './errors-mtcute.js'
import { errorCodeShape, errorKeyShape, errorNameShape, methodNameShape } from './errors-shapes.js'

/** The schema file of mtcute as far as it tells which code an error of a method has, which its errors file does not. */
const throwsShape = z.object({
  e: z.array(
    z.object({
      kind: z.string(),
      name: z.string(),
      available: z.enum(['user', 'bot', 'both']).optional(),
      throws: z.array(z.object({ code: errorCodeShape, name: errorNameShape })).optional(),
    }),
  ),
})

const factsShape = z.strictObject({
  about: z.string(),
  /** What the number in a name is called, where the name does not tell. */
  arguments: z.record(errorNameShape, z.array(z.string())),
  /** Codes that a name has, besides those of the source. */
  codes: z.record(errorNameShape, z.array(errorCodeShape)),
  common: z.array(errorKeyShape),
  methods: z.record(
    methodNameShape,
    z.strictObject({
      /** All errors of the method, in the place of what the source says. */
      exactly: z.array(errorKeyShape).optional(),
      /** Further errors. */
      also: z.array(errorKeyShape).optional(),
      withoutLogin: z.boolean().optional(),
    }),
  ),
})

/** The files that Telegram's errors are made from. */
export interface TelegramErrorSources {
  /** `tl/raw-errors.json` of `@mtcute/core` */
  readonly errors: SourceText
  /** `tl/api-schema.json` of `@mtcute/core` */
  readonly schema: SourceText
  /** What is known besides: `schema/telegram/errors-facts.json` */
  readonly facts: SourceText
  /** The file as it is, for the descriptions in it: `schema/telegram/errors.json` */
  readonly before: SourceText
}

export interface TelegramErrors {
  readonly table: ErrorTable
  /** Errors that the file did not have before. */
  readonly added: readonly ErrorKey[]
  /** Errors that the file had and that no source knows any more. */
  readonly removed: readonly ErrorKey[]
  /** Errors that somebody has to describe. */
  readonly undescribed: readonly ErrorKey[]
  readonly diagnostics: readonly Diagnostic[]
}

type Facts = z.infer<typeof factsShape>
type Throws = z.infer<typeof throwsShape>['e']

/**
 * Makes Telegram's errors from the files of mtcute and from what is known besides. Descriptions are kept from the file
 * as it was: those of others are never taken over.
 */
export function telegramErrors(sources: TelegramErrorSources): TelegramErrors {
  const errors = validateJson(sources.errors.text, mtcuteErrorsShape)
  const schema = validateJson(sources.schema.text, throwsShape)
  const facts = validateJson(sources.facts.text, factsShape)
  const before = validateJson(sources.before.text, errorsFileShape)
  if (!errors.success || !schema.success || !facts.success || !before.success) {
    const texts = [
      [sources.errors, errors],
      [sources.schema, schema],
      [sources.facts, facts],
      [sources.before, before],
    ] as const
    const diagnostics = texts.flatMap(([source, file]) =>
      file.success ? [] : [malformedFile(`${source.name}: ${file.message}`)],
    )
    return { table: new ErrorTableBuilder().table(), added: [], removed: [], undescribed: [], diagnostics }
  }
  const raw = importMtcuteErrors(errors.data, sources.errors, false)
  const old = importErrorsFile(before.data, sources.before)
  const joined = joinSources(raw.table, schema.data.e, facts.data)
  const table = withDescriptions(joined, old.table, facts.data)
  const keys = [...table.errors.keys()]
  return {
    table,
    added: keys.filter((key) => !old.table.errors.has(key)),
    removed: [...old.table.errors.keys()].filter((key) => !table.errors.has(key)),
    undescribed: keys.filter((key) => table.errors.get(key)?.description === undefined),
    diagnostics: [...raw.diagnostics, ...old.diagnostics],
  }
}

function joinSources(raw: ErrorTable, entries: Throws, facts: Facts): ErrorTable {
  const builder = new ErrorTableBuilder()
  const addKey = (key: ErrorKey): void => {
    builder.addError({ ...splitErrorKey(key), arguments: [] })
  }
  const methods = new Map(entries.filter(({ kind }) => kind === 'method').map((entry) => [entry.name, entry]))
  const codes = new CodesOfMethods(raw, [...methods.values()])
  for (const key of raw.errors.keys()) addKey(key)
  for (const [name, list] of Object.entries(facts.codes)) {
    for (const code of list) addKey(errorKey({ code, name }))
  }
  for (const key of facts.common) builder.addCommon(key)
  for (const name of new Set([...raw.methods.keys(), ...methods.keys()])) {
    if (name.startsWith('mtcute.')) continue
    const known = raw.methods.get(name)
    const fact = facts.methods[name]
    const errors = fact?.exactly ?? [...codes.of(name), ...(fact?.also ?? [])]
    for (const key of errors) addKey(key)
    const entry = methods.get(name)
    builder.addMethod({ name, errors, ...availability(known, entry, fact?.withoutLogin) })
  }
  return builder.table()
}

function availability(
  known: MethodErrors | undefined,
  entry: Throws[number] | undefined,
  withoutLogin: boolean | undefined,
): Partial<MethodErrors> {
  const throws = (name: string): boolean => known?.errors.some((key) => key.endsWith(` ${name}`)) === true
  const callers = known?.callers ?? entry?.available
  return {
    ...(callers && { callers }),
    // A method that can find fault with a business connection is one that takes it.
    ...(throws('BUSINESS_CONNECTION_INVALID') && { business: true }),
    // Nor does a method complain of a missing login that it does not need; nothing is known of one without errors.
    ...((withoutLogin ?? (known && entry && known.errors.length > 0 && !throws('AUTH_KEY_UNREGISTERED'))) && {
      withoutLogin: true,
    }),
    ...(entry === undefined && { retired: true }),
  }
}

/** Which codes the errors of a method have: its own file gives one for all methods, the schema's one for each. */
class CodesOfMethods {
  readonly #raw: ErrorTable
  readonly #entries: ReadonlyMap<string, ReadonlyMap<string, number>>
  /** Those that the errors file has and the schema gives no method; whatever gives the name may give them. */
  readonly #unused: ReadonlySet<ErrorKey>

  constructor(raw: ErrorTable, entries: Throws) {
    this.#raw = raw
    this.#entries = new Map(
      entries.map(({ name, throws = [] }) => [
        name,
        new Map(throws.map((error) => [error.name, error.code])),
      ]),
    )
    const used = new Set([...raw.methods.keys()].flatMap((method) => this.#stated(method)))
    const names = new Set([...used].map((key) => splitErrorKey(key).name))
    this.#unused = new Set(
      [...raw.errors].filter(([key, { name }]) => names.has(name) && !used.has(key)).map(([key]) => key),
    )
  }

  of(method: string): readonly ErrorKey[] {
    const own = this.#raw.methods.get(method)?.errors ?? []
    return [...this.#stated(method), ...own.filter((key) => this.#unused.has(key))]
  }

  #stated(method: string): readonly ErrorKey[] {
    const codes = this.#entries.get(method)
    return (this.#raw.methods.get(method)?.errors ?? []).map((key) => {
      const { code, name } = splitErrorKey(key)
      return errorKey({ code: codes?.get(name) ?? code, name })
    })
  }
}

function withDescriptions(table: ErrorTable, before: ErrorTable, facts: Facts): ErrorTable {
  const byName = new Map([...before.errors.values()].map(({ name, description }) => [name, description]))
  const builder = new ErrorTableBuilder()
  for (const [key, { code, name }] of table.errors) {
    const description = before.errors.get(key)?.description ?? byName.get(name)
    builder.addError({
      code,
      name,
      arguments: facts.arguments[name] ?? argumentNames(name),
      ...(description !== undefined && { description }),
    })
  }
  builder.add({ ...table, errors: new Map() })
  return builder.table()
}
