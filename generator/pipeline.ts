import type { CheckedModule } from './check/check-module.js'
import { checkDescriptions } from './check/descriptions.js'
import { checkErrors } from './check/errors.js'
import { checkNames } from './check/names.js'
import { makePages, type DocsOptions } from './docs/make-pages.js'
import {
  renderJsonPages,
  renderLlms,
  renderMarkdown,
  TemplateError,
  type Templates,
} from './docs/render-pages.js'
import type { Page } from './docs/model.js'
import { sortDiagnostics } from './diagnostics/sort.js'
import type { Diagnostic } from './diagnostics/diagnostic.js'
import { emitAll, rendered } from './emit-files.js'
import { Memory } from './memory.js'
import type {
  GenerateOptions,
  GenerateResult,
  GenerateSummary,
  LayerChanges,
  OutputFile,
  SchemaInput,
} from './options.js'
import { openRun, type OpenRun, type Work } from './open-run.js'
import type { ModulePlan } from './plan/module-plan.js'
import { applyLongPolicy, type LongPolicyResult } from './plan/long-policy.js'
import { subsetOf, subsetSummary, type SubsetResult } from './plan/subset.js'
import type { Renderer } from './render/renderer.js'
import { Stages } from './stages.js'
import type { SchemaSyntax } from './syntax/ast.js'

export type CheckOptions = Pick<GenerateOptions, 'schemas' | 'idExceptions' | 'onProgress'>
export type CheckResult = Pick<GenerateResult, 'diagnostics' | 'summary'>

interface Checked {
  readonly modules: readonly CheckedModule[]
  /** The files of each module as they were written. */
  readonly syntaxes: readonly (readonly SchemaSyntax[])[]
  readonly diagnostics: readonly Diagnostic[]
  readonly summary: GenerateSummary
}

/**
 * Reads, checks and emits: texts in, texts out. Nothing is read from or written to the disk but the
 * caches, where a folder for them is given; all problems come back as diagnostics.
 */
export async function generate(options: GenerateOptions): Promise<GenerateResult> {
  const rest: Work[] = []
  const run = await openRun(options, (work) => rest.push(work))
  const result = await generateIn(run, options)
  await Promise.all(rest.map((work) => work()))
  return result
}

/** `generate` for who has opened the run, and closes it here. */
export async function generateIn(
  { renderer, kept }: OpenRun,
  options: GenerateOptions,
): Promise<GenerateResult> {
  try {
    const memory = new Memory({ isForOne: true, ...(kept && { kept }) })
    return await generateWith(renderer, options, memory, kept && (() => kept.parsed.save()))
  } finally {
    await renderer.close()
  }
}

/**
 * `generate` with what is kept for several runs.
 * @param meanwhile is done while threads print and format
 */
export async function generateWith(
  renderer: Renderer,
  options: GenerateOptions,
  memory = new Memory({ isForOne: true }),
  meanwhile: Work = () => Promise.resolve(),
): Promise<GenerateResult> {
  const stages = new Stages(options.onProgress)
  const checked = runCheck(options, stages, memory)
  const diagnostics = [...checked.diagnostics]
  const hasErrors = (): boolean => diagnostics.some(({ severity }) => severity === 'error')
  const failed = (): GenerateResult => ({
    files: [],
    summary: checked.summary,
    diagnostics: sortDiagnostics(memory.inTexts(diagnostics)),
  })
  // Of a schema with broken references nobody knows what a part of it is.
  if (hasErrors() && !checked.modules.every(({ isWhole }) => isWhole)) return failed()
  const { schemas, diagnostics: ofWanted } = asWanted(checked.modules, options)
  // A pattern may mean what could not be parsed.
  const isRead = !diagnostics.some(({ code, severity }) => code.startsWith('TL1') && severity === 'error')
  diagnostics.push(...ofWanted.filter(({ option }) => isRead || !option))
  if (hasErrors()) return failed()
  const plans = stages.run(
    'plan',
    () => schemas.map((schema) => memory.plan(memory.schema(schema), options)),
    countPlans,
  )
  const rendering = renderer.begin()
  const start = stages.start('emit', {})
  const count = await emitAll(plans, options, memory, rendering.add)
  stages.end('emit', { files: count }, start)
  // There is time for it while threads print and format.
  const kept = keepSchemas(checked, options, memory)
  diagnostics.push(...kept.diagnostics)
  if (hasErrors()) return failed()
  const [made] = await Promise.all([rendered(rendering, count, memory, stages), meanwhile()])
  const files = [...made, ...kept.files].map(memory.file)
  const subsets = schemas.flatMap((schema) => subsetSummary(schema) ?? [])
  const summary = { ...checked.summary, ...(subsets.length > 0 && { subsets }) }
  const { changes } = kept
  return {
    files,
    diagnostics: sortDiagnostics(memory.inTexts(diagnostics)),
    summary,
    ...(changes.length > 0 && { changes }),
  }
}

interface KeptSchemas {
  readonly files: readonly OutputFile[]
  readonly changes: readonly LayerChanges[]
  readonly diagnostics: readonly Diagnostic[]
}

/** The schemas that a later run has to know, and what has changed since the run before. */
function keepSchemas(
  { modules, syntaxes }: Checked,
  { schemas, version }: GenerateOptions,
  memory: Memory,
): KeptSchemas {
  const all = schemas.flatMap((input, index) => {
    if (!input.keep) return []
    const { name } = input
    const layer = modules[index]?.schema.layer
    const file = memory.keptSchema(name, layer, syntaxes[index] ?? [], version)
    return [{ file, ...memory.changes(input, file) }]
  })
  return {
    files: all.map(({ file }) => file),
    changes: all.flatMap(({ changes }) => changes ?? []),
    diagnostics: all.flatMap(({ diagnostics }) => diagnostics),
  }
}

/** The part of the schemas that the options want: it has names and forms, or errors. */
function cutAll(
  modules: readonly CheckedModule[],
  options: Pick<GenerateOptions, 'schemas' | 'classPrefix'>,
): readonly SubsetResult[] {
  return modules.map(({ schema, unsupported }, index) => {
    const subset = options.schemas[index]?.subset ?? {}
    const cut = subsetOf(schema, subset, ['schemas', index], unsupported)
    // Of options that are wrong nobody knows which names they want.
    const ofNames = cut.diagnostics.some(({ option }) => option) ? [] : checkNames(cut.schema, options)
    return { ...cut, diagnostics: [...cut.diagnostics, ...ofNames] }
  })
}

/** The same in the form that the options want. */
function asWanted(modules: readonly CheckedModule[], options: GenerateOptions): LongPolicyResult {
  const cuts = cutAll(modules, options)
  const formed = applyLongPolicy(
    cuts.map(({ schema }) => schema),
    options,
  )
  return { ...formed, diagnostics: [...cuts.flatMap((cut) => cut.diagnostics), ...formed.diagnostics] }
}

/** Reads and checks without emitting; what has no TypeScript form is a warning. */
export function check(options: CheckOptions): CheckResult {
  const { modules, diagnostics, summary } = runCheck(options, new Stages(options.onProgress))
  const unsupported = unsupportedIn(modules).map((one) => ({ ...one, severity: 'warning' as const }))
  return { diagnostics: sortDiagnostics([...diagnostics, ...namesIn(modules), ...unsupported]), summary }
}

/** TL2012 for whole schemas. */
function namesIn(modules: readonly CheckedModule[]): readonly Diagnostic[] {
  return modules.flatMap(({ schema, isWhole }) => (isWhole ? checkNames(schema) : []))
}

/** TL2017 for whole schemas. */
function unsupportedIn(modules: readonly CheckedModule[]): readonly Diagnostic[] {
  return modules.flatMap(({ unsupported }) => unsupported.map(({ diagnostic }) => diagnostic))
}

/** What a documentation is made from. */
export interface DocumentOptions extends CheckOptions, Omit<DocsOptions, 'schemas' | 'older'> {
  /** Older states of the main schema, each with its layer. */
  readonly older?: readonly SchemaInput[]
  /** Texts of the skeletons of pages, by name. */
  readonly templates: Templates
  readonly form: DocumentForm
}

export const documentForms = ['markdown', 'json', 'llms'] as const
/** Markdown, the models of the pages as JSON, or one text for language models. */
export type DocumentForm = (typeof documentForms)[number]

/**
 * Reads, checks and documents: texts in, texts out. A template that fails is a TL4004; there are no files then.
 */
export function document(options: DocumentOptions): Pick<GenerateResult, 'files' | 'diagnostics'> {
  const { pages, diagnostics } = pagesOf(options)
  if (!pages) return { files: [], diagnostics }
  try {
    return { files: renderForm(pages, options), diagnostics }
  } catch (error) {
    if (!(error instanceof TemplateError)) throw error
    const message = `the template \`${error.template}\` cannot make a page: ${error.message}`
    return { files: [], diagnostics: [...diagnostics, { code: 'TL4004', severity: 'error', message }] }
  }
}

/** The models of all pages; absent where the schemas have errors. */
export function pagesOf(options: Omit<DocumentOptions, 'templates' | 'form'>): {
  readonly pages?: readonly Page[]
  readonly diagnostics: readonly Diagnostic[]
} {
  const checked = runCheck(options, new Stages(options.onProgress))
  const older = (options.older ?? []).map((input) => runCheck({ schemas: [input] }, new Stages(undefined)))
  // Of a schema with mistakes nobody knows what a part of it is.
  const isWhole = !checked.diagnostics.some(({ severity }) => severity === 'error')
  const cuts = isWhole ? cutAll(checked.modules, options) : []
  const diagnostics = sortDiagnostics([
    ...checked.diagnostics,
    ...(isWhole ? [] : [...namesIn(checked.modules), ...unsupportedIn(checked.modules)]),
    ...cuts.flatMap((cut) => cut.diagnostics),
    // Ids of old schemas are what they are.
    ...older.flatMap((run) => run.diagnostics.filter(({ code }) => code !== 'TL2003')),
    ...(options.older ?? []).flatMap((input, index) =>
      older[index]?.modules.some(({ schema }) => schema.layer !== undefined) ? [] : [withoutLayer(input)],
    ),
  ])
  if (diagnostics.some(({ severity }) => severity === 'error')) return { diagnostics }
  const schemas = cuts.map(({ schema }) => schema)
  const states = older.flatMap(({ modules }) =>
    modules.flatMap(({ schema }) => (schema.layer === undefined ? [] : [{ layer: schema.layer, schema }])),
  )
  return { pages: makePages({ ...options, schemas, older: states }), diagnostics }
}

/** TL3002: what an older schema tells nothing without. */
function withoutLayer({ sources }: SchemaInput): Diagnostic {
  const names = sources.map(({ name }) => `\`${name}\``).join(', ')
  return {
    code: 'TL3002',
    severity: 'error',
    message: `the older schema ${names} does not say which layer it is of`,
    hint: 'add a line such as `// LAYER 190`',
  }
}

function renderForm(
  pages: readonly Page[],
  { form, templates, title }: DocumentOptions,
): readonly OutputFile[] {
  switch (form) {
    case 'markdown':
      return renderMarkdown(pages, templates)
    case 'json':
      return renderJsonPages(pages)
    case 'llms':
      return [renderLlms(pages, templates, title)]
  }
}

function runCheck(options: CheckOptions, stages: Stages, memory = new Memory({ isForOne: true })): Checked {
  const inputs = options.schemas.map((input) => memory.input(input))
  const parsed = stages.run(
    'parse',
    () =>
      inputs.map((input) => ({
        input,
        files: input.sources.map((source, at) => memory.parse(source, input.name, at)),
      })),
    (modules) => ({
      files: modules.reduce((sum, { files }) => sum + files.length, 0),
      definitions: modules.reduce(
        (sum, { files }) => sum + countDefinitions(files.map(({ schema }) => schema)),
        0,
      ),
    }),
  )
  const exceptions = options.idExceptions
    ? memory.exceptions(options.idExceptions)
    : { exceptions: [], diagnostics: [] }
  const modules = stages.run(
    'check',
    () =>
      checkDescriptions(
        parsed.map(({ input, files }) =>
          checkErrors(
            memory.check(
              input,
              files.map(({ schema }) => schema),
              exceptions.exceptions,
            ),
            input,
            memory.errors,
          ),
        ),
        inputs,
        memory.descriptions,
      ),
    (checked) => ({ ids: summarize(checked).verifiedIds }),
  )
  const diagnostics = [
    ...exceptions.diagnostics,
    ...parsed.flatMap(({ files }) => files.flatMap((file) => file.diagnostics)),
    ...modules.flatMap((module) => module.diagnostics),
  ]
  const syntaxes = parsed.map(({ files }) => files.map(({ schema }) => schema))
  return { modules, syntaxes, diagnostics, summary: summarize(modules) }
}

function countDefinitions(files: readonly SchemaSyntax[]): number {
  return files.flatMap(({ items }) => items).filter(({ kind }) => kind === 'combinator' || kind === 'builtin')
    .length
}

function summarize(modules: readonly CheckedModule[]): GenerateSummary {
  const sum = (count: (module: CheckedModule) => number): number =>
    modules.reduce((total, module) => total + count(module), 0)
  return {
    definitions: sum(
      ({ counts }) => counts.verified + counts.explained + counts.unexplained + counts.computed,
    ),
    verifiedIds: sum(({ counts }) => counts.verified),
    explainedExceptions: sum(({ counts }) => counts.explained),
    computedIds: sum(({ counts }) => counts.computed),
  }
}

function countPlans(plans: readonly ModulePlan[]): Record<string, number> {
  const sum = (count: (plan: ModulePlan) => number): number =>
    plans.reduce((total, plan) => total + count(plan), 0)
  return {
    constructors: sum(({ schema }) => schema.constructors.size),
    methods: sum(({ schema }) => schema.methods.size),
    types: sum(({ schema }) => schema.unions.size),
  }
}
