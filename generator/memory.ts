import { CheckMemory } from './check/check-memory.js'
import { checkModule, type CheckedModule } from './check/check-module.js'
import { parseIdExceptions, type IdException } from './check/id-exceptions.js'
import type { Diagnostic, SourceText } from './diagnostics/diagnostic.js'
import { emitModule, emptyEmitMemory, type EmitMemory } from './emit/emit-module.js'
import type { EmittedFile, ImportExtension } from './emit/emitted-file.js'
import { keptSchema } from './emit/kept-schema.js'
import { printTable } from './emit/print-table.js'
import { importDescriptions } from './import/descriptions.js'
import { descriptionsForm } from './import/descriptions-form.js'
import { errorsForm } from './import/errors-form.js'
import { importErrors } from './import/errors.js'
import type { ResultForm } from './ir/result-form.js'
import type { Schema } from './ir/schema.js'
import type { KeptResults } from './kept-results.js'
import type { FormOptions, OutputFile, SchemaInput } from './options.js'
import { planModule, type ModulePlan } from './plan/module-plan.js'
import { replanModule } from './plan/replan.js'
import { settledPlan, settledSchema } from './plan/settle.js'
import type { SchemaSyntax } from './syntax/ast.js'
import { parseSchema, type ParseResult } from './syntax/parse.js'
import { PartsParser } from './syntax/parse-parts.js'
import { partsForm } from './syntax/parts-form.js'

/** Options of a memory. */
export interface MemoryOptions {
  /** There will be no second run. */
  readonly isForOne?: boolean
  /** What other processes have made. */
  readonly results?: KeptResults
}

/**
 * The stages of one run after another. Each gives again what it has made, where all that it is made from are the very
 * same objects; `input`, `schema` and `plan` see to it that what is equal is the same. What a run gives is what it
 * would give without.
 */
export class Memory {
  /** There is no run after the first one. */
  readonly isForOne: boolean
  readonly #results: KeptResults | undefined
  readonly #source = settling(
    ({ name }: SourceText) => name,
    (before, now) => (before?.text === now.text ? before : now),
  )
  readonly #parsers = new Map<string, PartsParser>()
  readonly #ofChecks = remembering<[schema: string], CheckMemory>(
    () => new CheckMemory(),
    (schema) => schema,
  )
  readonly #exceptions = remembering(parseIdExceptions, ({ name }) => name)
  readonly descriptions = remembering(
    (source: SourceText) => this.#kept(() => importDescriptions(source), descriptionsForm(source)),
    ({ name }) => name,
  )
  readonly errors = remembering(
    (sources: readonly SourceText[]) => this.#kept(() => importErrors(sources), errorsForm(sources)),
    ([first]) => first?.name ?? '',
  )
  readonly #check = remembering(
    (
      name: string,
      idRule: SchemaInput['idRule'],
      layer: number | undefined,
      files: readonly SchemaSyntax[],
      exceptions: readonly IdException[],
    ) =>
      checkModule(
        { name, idRule, sources: [], ...(layer !== undefined && { layer }) },
        files,
        exceptions,
        this.isForOne ? undefined : this.#ofChecks(name),
      ),
    (name) => name,
  )
  readonly keptSchema = remembering(
    (name: string, layer: number | undefined, files: readonly SchemaSyntax[], version: string) =>
      keptSchema({ name, layer, files, version }),
    (name) => name,
  )
  /** A schema with all of the last one that it shares. */
  readonly schema = settling(({ name }: Schema) => name, settledSchema)
  readonly #plans = new Map<string, { readonly form: string; readonly plan: ModulePlan }>()
  readonly #files = remembering<[schema: string, form: string], EmitMemory>(
    emptyEmitMemory,
    (schema) => schema,
  )
  readonly table = remembering(printTable, ({ path }) => path)
  /** A file of the last run, where that has the same. */
  readonly file = settling(
    ({ path }: OutputFile) => path,
    (before, now) => (before?.text === now.text ? before : now),
  )

  constructor({ isForOne = false, results }: MemoryOptions = {}) {
    this.isForOne = isForOne
    this.#results = results
  }

  #kept<T>(make: () => T, form: ResultForm<T>): T {
    return this.#results ? this.#results.take(form, make) : make()
  }

  /** With the texts of the run before, where they are the same. */
  input(input: SchemaInput): SchemaInput {
    return {
      ...input,
      sources: input.sources.map(this.#source),
      ...(input.errors && { errors: input.errors.map(this.#source) }),
      ...(input.descriptions && {
        descriptions: input.descriptions.map((file) => ({ ...file, source: this.#source(file.source) })),
      }),
    }
  }

  /** One file of a schema, the first of which is number 0. */
  parse(source: SourceText, schema: string, number: number): ParseResult {
    if (this.isForOne && !this.#results) return parseSchema(source)
    const name = `${String(number)} ${schema}`
    const form = partsForm(source.name)
    const parser = this.#parsers.get(name) ?? new PartsParser(this.#results?.known(form))
    this.#parsers.set(name, parser)
    const result = parser.parse(source)
    if (parser.hasNew) this.#results?.keep(form, parser.parts)
    return result
  }

  /** The parts that the files of schemas were parsed in. */
  get parts(): readonly ParseResult[] {
    return [...this.#parsers.values()].flatMap(({ parts }) => parts)
  }

  /** Lets go of what only another run would need. */
  forget(): void {
    for (const parser of this.#parsers.values()) parser.forget()
  }

  /** The diagnostics with their places in the texts that were parsed last, not in parts of these. */
  inTexts(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
    const parsers = [...this.#parsers.values()]
    const moved = <T extends Pick<Diagnostic, 'place'>>(one: T): T => {
      const { place } = one
      if (!place) return one
      const found = parsers.flatMap((parser) => parser.placeInText(place) ?? [])[0]
      return found ? { ...one, place: found } : one
    }
    return diagnostics.map((one) => ({ ...moved(one), ...(one.notes && { notes: one.notes.map(moved) }) }))
  }

  exceptions(source: SourceText): ReturnType<typeof parseIdExceptions> {
    return this.#exceptions(this.#source(source))
  }

  check(
    { name, idRule, layer }: SchemaInput,
    files: readonly SchemaSyntax[],
    exceptions: readonly IdException[],
  ): CheckedModule {
    return this.#check(name, idRule, layer, files, exceptions)
  }

  plan(schema: Schema, form: FormOptions): ModulePlan {
    const last = this.#plans.get(schema.name)
    const ofForm = JSON.stringify([form.classPrefix, form.layout])
    const again = last?.form === ofForm ? replanModule(last.plan, schema) : undefined
    const plan = again ?? settledPlan(last?.plan, planModule(schema, form))
    this.#plans.set(schema.name, { form: ofForm, plan })
    return plan
  }

  emit(
    plan: ModulePlan,
    extension: ImportExtension,
    { classPrefix, layout, documentation, runtimeFrom }: FormOptions,
  ): Iterable<EmittedFile> {
    const form = {
      ...(classPrefix !== undefined && { classPrefix }),
      ...(layout && { layout }),
      ...(documentation !== undefined && { documentation }),
      ...(runtimeFrom && { runtimeFrom }),
    }
    return emitModule(plan, extension, form, this.#files(plan.schema.name, JSON.stringify([extension, form])))
  }
}

/**
 * A function that gives again what it gave for the same arguments when it was last called.
 * @param nameOf tells calls apart that are about different things
 */
export function remembering<Arguments extends readonly unknown[], Result>(
  make: (...of: Arguments) => Result,
  nameOf: (...of: Arguments) => string,
): (...of: Arguments) => Result {
  const known = new Map<string, { readonly of: Arguments; readonly result: Result }>()
  return (...of) => {
    const name = nameOf(...of)
    const last = known.get(name)
    if (last && last.of.length === of.length && of.every((one, at) => isSame(one, last.of[at])))
      return last.result
    const result = make(...of)
    known.set(name, { of, result })
    return result
  }
}

/** The same, or a list of the same. */
function isSame(a: unknown, b: unknown): boolean {
  if (a === b) return true
  if (!Array.isArray(a) || !Array.isArray(b) || a.length !== b.length) return false
  return a.every((one: unknown, at) => one === b[at])
}

/** A function that makes of a value what it shares with the one that it last gave. */
function settling<T>(
  nameOf: (value: T) => string,
  settle: (before: T | undefined, now: T) => T,
): (value: T) => T {
  const known = new Map<string, T>()
  return (value) => {
    const result = settle(known.get(nameOf(value)), value)
    known.set(nameOf(value), result)
    return result
  }
}
