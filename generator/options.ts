import type { Diagnostic, SourceText } from './diagnostics/diagnostic.js'

/** Which canonical text the constructor ids of a schema are the CRC32 of; `auto` takes the rule that fits more explicit ids. */
export type IdRule = 'telegram' | 'tdlib' | 'auto'

/** What a `long` is in TypeScript. */
export const longPolicies = ['bigint', 'number', 'string'] as const
export type LongPolicy = (typeof longPolicies)[number]

/** Which definitions share a file. */
export const layouts = ['definition', 'namespace', 'schema'] as const
export type Layout = (typeof layouts)[number]

/** How the code looks. */
export interface FormOptions {
  /** What the names of classes begin with. */
  readonly classPrefix?: string
  /** Which definitions share a file; by default each type and method has its own. */
  readonly layout?: Layout
  /** Doc comments on everything, the default; without, on nothing. */
  readonly documentation?: boolean
  /** The runtime is copied into the output (`bundled`, the default), or `imported` from `tlforge/runtime`. */
  readonly runtimeFrom?: 'bundled' | 'imported'
}

/** Which part of a schema is generated. Patterns are globs over TL names. */
export interface SubsetOptions {
  /** Methods, constructors, types and namespaces; what they need comes with them. Without it, everything. */
  readonly include?: readonly string[]
  /** What is left out even where it is needed; a name that `include` gives in full stays. */
  readonly exclude?: readonly string[]
  /** What reading a constructor that was left out gives: an error (the default), or a value `Unknown`. */
  readonly outside?: 'error' | 'unknown'
}

/** One schema of a target: it becomes a folder (an ES module) of the output. */
export interface SchemaInput {
  /** Folder of the module: `api`, `mtproto`, `secret`. */
  readonly name: string
  /** The texts, in order; they are checked as one schema. */
  readonly sources: readonly SourceText[]
  readonly idRule: IdRule
  /** Overrides the `// LAYER n` of the text. */
  readonly layer?: number
  /** The errors of the methods: files of any form that `importErrors` reads. */
  readonly errors?: readonly SourceText[]
  /** The form of the lists of their names; `const` (the default) needs no compiler. */
  readonly errorNames?: 'const' | 'enum'
  /** Descriptions that are kept beside the schema. */
  readonly descriptions?: readonly DescriptionsFile[]
  /** The part of it that is generated; without it, all. */
  readonly subset?: SubsetOptions
  /** Keeps the schema in the output, as `<name>/schema.tl`, and compares it with the one that is kept there. */
  readonly keep?: KeepOptions
}

export interface KeepOptions {
  /** What the run before has kept. */
  readonly previous?: SourceText
}

/** What a file of descriptions is about, where its folder says that. */
export type DescriptionsKind = 'constructors' | 'methods' | 'types'

export interface DescriptionsFile {
  readonly source: SourceText
  /** Absent: each name is looked for among methods, constructors and types, in this order. */
  readonly kind?: DescriptionsKind
}

/** What a generated package says of itself. */
export interface PackageOptions {
  readonly name: string
  readonly version: string
  readonly description: string
  /** What package.json says; `UNLICENSED` by default. */
  readonly license?: string
  /** The text of the file LICENSE; none by default. */
  readonly licenseText?: string
}

/** Everything one run needs; nothing is read from the disk or the environment. */
export interface GenerateOptions extends FormOptions {
  readonly schemas: readonly SchemaInput[]
  /** The name of the module whose exports the package's root has. */
  readonly main: string
  /** Ids that are known not to be the CRC32 of their text: the text of an id-exceptions file. */
  readonly idExceptions?: SourceText
  /** Adds a package.json and a README.md to the output. */
  readonly package?: PackageOptions
  /** The script that bundles the built package for Node, where there is a package. */
  readonly bundle?: OutputFile
  /** How a generated file names another: `./a.js` (default), `./a.ts` or `./a`. */
  readonly importExtension: 'js' | 'ts' | 'none'
  /** The texts of `templates/runtime`, by file name, and LICENSE, the notice that goes with them. */
  readonly runtime: readonly OutputFile[]
  /** What a `long` is; a bigint by default. */
  readonly long?: LongPolicy
  /** The same by patterns of fields; the last one that fits wins. */
  readonly longFields?: Readonly<Record<string, LongPolicy>>
  /** Files written by hand that belong to the output. */
  readonly copies?: readonly CopiedFolder[]
  /** `false` leaves the files as they are emitted: for those that go through a compiler next. */
  readonly format?: false
  /** Folder of the cache of formatted files; without it nothing is kept between runs. */
  readonly formatCache?: string
  /** Whether threads print and format the files; by default it is done in place. */
  readonly threads?: boolean
  /** The version of tlforge, for the header of the files. */
  readonly version: string
  readonly onProgress?: (event: ProgressEvent) => void
}

/** A folder of the output whose files are copies. */
export interface CopiedFolder {
  /** Its name in the output. */
  readonly to: string
  /** By file name. Their imports name the files of the output. */
  readonly files: readonly OutputFile[]
  /** The files that the package exports, without their ending. */
  readonly entries: readonly string[]
}

/** A file of the output: its path is relative to the output folder and has `/` between its parts. */
export interface OutputFile {
  readonly path: string
  readonly text: string
  /** SHA-256 of the text as hexadecimal digits, where it is known. */
  readonly hash?: string
}

export const stages = ['parse', 'check', 'plan', 'emit', 'format', 'write'] as const
export type Stage = (typeof stages)[number]

/** Told at the start of a stage, while it goes on (where it is long), and at its end. */
export interface ProgressEvent {
  readonly stage: Stage
  readonly state: 'start' | 'progress' | 'end'
  /** `definitions: 2490`, `files: 1400`; what there is to count differs by stage. */
  readonly counts: Readonly<Record<string, number>>
  /** How much of the stage is done, from 0 to 1, where it is known. */
  readonly fraction?: number
  /** Set at the end. */
  readonly milliseconds?: number
}

/** Counts for the line at the end of a run. */
export interface GenerateSummary {
  readonly definitions: number
  readonly verifiedIds: number
  readonly explainedExceptions: number
  readonly computedIds: number
  /** One for each schema of which a part was generated. */
  readonly subsets?: readonly SubsetSummary[]
}

/** How much of a schema a subset is. */
export interface SubsetSummary {
  readonly schema: string
  readonly methods: number
  readonly allMethods: number
  readonly constructors: number
  readonly allConstructors: number
  /** Constructors that were left out of types that are there. */
  readonly outside: number
}

export interface GenerateResult {
  /** Empty when there are errors. */
  readonly files: readonly OutputFile[]
  readonly diagnostics: readonly Diagnostic[]
  readonly summary: GenerateSummary
  /** One for each schema that is kept and whose layer is another than before. */
  readonly changes?: readonly LayerChanges[]
}

/** What another layer brings. */
export interface LayerChanges {
  /** The name of the schema. */
  readonly schema: string
  /** The layer before. */
  readonly before: number
  readonly after: number
  /** A section of Markdown that begins with the heading `## Layer 227 → 228`. */
  readonly markdown: string
}
