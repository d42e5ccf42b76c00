import type { LongPolicy, SubsetOptions } from '../options.js'

/** One schema of a target; it becomes a module (a folder) of the output. */
export interface SchemaConfig extends SubsetOptions {
  /** Name of the module: `api`, `mtproto`. Small letters, digits and `-`. */
  readonly name: string
  /** The files of the schema, in order, relative to the folder of the configuration; checked as one schema. */
  readonly files: readonly string[]
  /** Which rule the constructor ids follow; `auto` (the default) takes the one that fits more of them. */
  readonly idRule?: 'telegram' | 'tdlib' | 'auto'
  /** Overrides the `// LAYER n` of the schema. */
  readonly layer?: number
  /** The errors that the methods give: files in tlforge's form, Telegram's JSON, or CSV. */
  readonly errors?: readonly string[]
  /** Lists the names of the errors in constant objects (`const`) or in real enums (`enum`); by default as `enums` says. */
  readonly errorNames?: 'const' | 'enum'
  /**
   * Only a part of the schema: `['messages.sendEncrypted*', 'updates.getDifference']`. Methods, constructors, types
   * and namespaces; `*` is any part of a name between its dots, `**` crosses them. What these need comes with them.
   */
  readonly include?: readonly string[]
  /** What is left out even where it is needed; a name that `include` gives in full stays. */
  readonly exclude?: readonly string[]
  /** What reading a constructor that was left out gives: an `error` (the default), or a value `Unknown` (`unknown`). */
  readonly outside?: 'error' | 'unknown'
  /**
   * A file of Markdown that is told what each new layer of the schema brings: `CHANGES.md`. The output keeps the schema
   * for that.
   */
  readonly changes?: string
}

/** What the package.json of the output says. */
export interface PackageConfig {
  readonly name: string
  readonly version: string
  readonly description: string
  /** An SPDX name, `MIT`; by default `UNLICENSED`: nobody is given a licence. */
  readonly license?: string
  /** The text of that licence, which the output gets as LICENSE. */
  readonly licenseFile?: string
}

/** A folder of files written by hand that go into the output as they are. */
export interface CopyConfig {
  /** The folder, relative to that of the configuration. What its files import of the output folder they find there too. */
  readonly from: string
  /** The folder of the output: `secret-chat`. */
  readonly to: string
  /** The files that the package exports, without their ending; `index` is exported under the name of the folder. */
  readonly entries?: readonly string[]
}

/** One output folder and what goes into it. */
export interface TargetConfig {
  /** For `--target`, and for messages. */
  readonly name: string
  /** The output folder, relative to the folder of the configuration. */
  readonly output: string
  readonly schemas: readonly SchemaConfig[]
  /** The schema whose names the root of the package exports; by default the first one. */
  readonly main?: string
  /** A JSON file of the ids that are known not to be the CRC32 of their definition. */
  readonly idExceptions?: string
  /**
   * A folder of descriptions in YAML: `methods/`, `constructors/` and `types/` of the main schema, and a folder for
   * each other schema, which has its name.
   */
  readonly docs?: string
  /** Adds a package.json and a README.md to the output. */
  readonly package?: PackageConfig
  /** How generated files name each other: `./a.js` (the default), `./a.ts` or `./a`. */
  readonly importExtension?: 'js' | 'ts' | 'none'
  /** Files written by hand that belong to the output. */
  readonly copies?: readonly CopyConfig[]
  /**
   * What a `long` is in TypeScript: a `bigint` (the default), a `number` (a safe integer; what does not fit is
   * refused when it is read or written) or a `string` of decimal digits.
   */
  readonly long?: LongPolicy
  /** The same for single fields: `{ '*.date': 'number', 'messages.*:hash': 'string' }`; the last pattern that fits wins. */
  readonly longFields?: Readonly<Record<string, LongPolicy>>
  /** Lists of names as constant objects (`const`, the default: types can be erased) or as real enums (`enum`). */
  readonly enums?: 'const' | 'enum'
  /** The runtime is copied beside the code (`bundled`, the default) or `imported` from `tlforge/runtime`. */
  readonly runtime?: 'bundled' | 'imported'
  /** What every class name begins with: `Tl` makes `TlInputPeerUser`. */
  readonly classPrefix?: string
  /** A file for each type and method (`definition`, the default), for each `namespace`, or one for the whole `schema`. */
  readonly layout?: 'definition' | 'namespace' | 'schema'
  /** Whether the code carries comments on what it stands for; `true` by default. */
  readonly documentation?: boolean
}

/** The default export of `tlforge.config.ts`. */
export interface TlforgeConfig {
  readonly targets: readonly TargetConfig[]
}
