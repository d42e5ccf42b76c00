import { CheckMemory } from './check/check-memory.js'
import { checkModule, layerOfFiles, type CheckedModule } from './check/check-module.js'
import { parseIdExceptions, type IdException } from './check/id-exceptions.js'
import type { Diagnostic, SourceText } from './diagnostics/diagnostic.js'
import { emitModule, type EmitMemory } from './emit/emit-module.js'
import type { EmittedFile, FileFrame } from './emit/emitted-file.js'
import { SameFiles } from './emit/file-memory.js'
import { KeptFiles } from './emit/kept-files.js'
import { keptFilesForm } from './emit/kept-files-form.js'
import { keptSchema } from './emit/kept-schema.js'
import { MadeFiles } from './emit/made-files.js'
import { printTable } from './emit/print-table.js'
import { importDescriptions } from './import/descriptions.js'
import { descriptionsForm } from './import/descriptions-form.js'
import { errorsForm } from './import/errors-form.js'
import { importErrors } from './import/errors.js'
import type { ResultForm } from './ir/result-form.js'
import type { Schema } from './ir/schema.js'
import { layerChanges, previousLayer, type LayerChangesResult } from './layer-changes.js'
import type { KeptByKind } from './open-run.js'
import type { FormOptions, GenerateOptions, OutputFile, SchemaInput } from './options.js'
import { planModule, type ModulePlan } from './plan/module-plan.js'
import { replanModule } from './plan/replan.js'
import { settledPlan, settledSchema } from './plan/settle.js'
import type { SchemaSyntax } from './syntax/ast.js'
import { parseSchema, type ParseResult } from './syntax/parse.js'
import { PartsParser } from './syntax/parse-parts.js'
import { partsForm } from './syntax/parts-form.js'

type EmitOptions = FormOptions & Pick<GenerateOptions, 'importExtension' | 'version' | 'format'>

/** Options of a memory. */
export interface MemoryOptions {
  /** There will be no second run. */
  readonly isForOne?: boolean
  /** What other processes have made. */
  readonly kept?: KeptByKind
}

/**
 * The stages of one run after another. Each gives again what it has made, where all that it is made from are the very
 * same objects; `input`, `schema` and `plan` see to it that what is equal is the same. What a run gives is what it
 * would give without.
 */
export class Memory {
  /** There is no run after the first one. */
  readonly isForOne: boolean
  readonly #byKind: KeptByKind | undefined
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
      memory: CheckMemory | undefined,
    ) =>
      checkModule(
        { name, idRule, sources: [], ...(layer !== undefined && { layer }) },
        files,
        exceptions,
        memory,
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
    () => ({ definitions: new SameFiles(), others: new MadeFiles() }),
    (schema) => schema,
  )
  /** The files of each schema, for the next process. */
  readonly #emitted: { readonly files: KeptFiles; readonly keep: () => void }[] = []
  readonly table = remembering(printTable, ({ path }) => path)
  /** A file of the last run, where that has the same. */
  readonly file = settling(
    ({ path }: OutputFile) => path,
    (before, now) => (before && before.text === now.text ? before : now),
  )

  constructor({ isForOne = false, kept }: MemoryOptions = {}) {
    this.isForOne = isForOne
    this.#byKind = kept
  }

  #kept<T>(make: () => T, form: ResultForm<T>): T {
    return this.#byKind ? this.#byKind.parsed.take(form, make) : make()
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
    if (this.isForOne && !this.#byKind) return parseSchema(source)
    const name = `${String(number)} ${schema}`
    const form = partsForm(source.name)
    const parser = this.#parsers.get(name) ?? new PartsParser(this.#byKind?.parsed.known(form))
    this.#parsers.set(name, parser)
    const result = parser.parse(source)
    if (parser.hasNew) this.#byKind?.parsed.keep(form, parser.parts)
    return result
  }

  /** The parts that the files of schemas were parsed in. */
  get #parts(): readonly ParseResult[] {
    return [...this.#parsers.values()].flatMap(({ parts }) => parts)
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
    input: SchemaInput,
    files: readonly SchemaSyntax[],
    exceptions: readonly IdException[],
  ): CheckedModule {
    const { name, idRule, layer } = input
    // The layer before is read, too.
    const isTwice = previousLayer(input, layer ?? layerOfFiles(files)) !== undefined
    const memory = this.isForOne && !isTwice ? undefined : this.#ofChecks(name)
    return this.#check(name, idRule, layer, files, exceptions, memory)
  }

  /** What a new layer brings, where the schema is of one. */
  changes(input: SchemaInput, { path, text }: OutputFile): LayerChangesResult {
    return layerChanges(input, { name: path, text }, this.#parts, this.#ofChecks(input.name))
  }

  plan(schema: Schema, form: FormOptions): ModulePlan {
    const last = this.#plans.get(schema.name)
    const ofForm = JSON.stringify([form.classPrefix, form.layout])
    const again = last?.form === ofForm ? replanModule(last.plan, schema) : undefined
    const plan = again ?? settledPlan(last?.plan, planModule(schema, form))
    this.#plans.set(schema.name, { form: ofForm, plan })
    return plan
  }

  emit(plan: ModulePlan, options: EmitOptions): Iterable<EmittedFile> {
    const { importExtension: extension, classPrefix, layout, documentation, runtimeFrom } = options
    const form = {
      ...(classPrefix !== undefined && { classPrefix }),
      ...(layout && { layout }),
      ...(documentation !== undefined && { documentation }),
      ...(runtimeFrom && { runtimeFrom }),
    }
    const key = JSON.stringify([extension, form])
    const { name } = plan.schema
    if (!this.isForOne) return emitModule(plan, extension, form, this.#files(name, key))
    const others = new MadeFiles()
    const definitions = this.#keptFiles(plan, `${name} ${key}`, options)
    return emitModule(plan, extension, form, { others, ...(definitions && { definitions }) })
  }

  /** The files of definitions that another process has made, for the one run that there is. */
  #keptFiles(plan: ModulePlan, name: string, { version, format }: EmitOptions): KeptFiles | undefined {
    const results = this.#byKind?.emitted
    if (!results) return undefined
    const form = keptFilesForm(name, [version, JSON.stringify({ format })])
    const files = new KeptFiles(plan, results.known(form))
    this.#emitted.push({ files, keep: () => results.keep(form, files.run) })
    return files
  }

  /** Says what an emitted file came to. */
  framed(file: EmittedFile, frame: FileFrame): void {
    for (const { files, keep } of this.#emitted) if (files.framed(file, frame)) keep()
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
