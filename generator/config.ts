import { z } from 'zod'
import type { Diagnostic } from './diagnostics/diagnostic.js'
import { didYouMean } from './diagnostics/suggest.js'

/** One schema of a target; it becomes a module (a folder) of the output. */
export interface SchemaConfig {
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
  /** Lists the names of the errors in constant objects (`const`, the default) or in real enums (`enum`). */
  readonly errorNames?: 'const' | 'enum'
}

/** What the package.json of the output says. */
export interface PackageConfig {
  readonly name: string
  readonly version: string
  readonly description: string
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
}

/** The default export of `tlforge.config.ts`. */
export interface TlforgeConfig {
  readonly targets: readonly TargetConfig[]
}

/** Gives a configuration its type: `export default defineConfig({ … })`. */
export function defineConfig(config: TlforgeConfig): TlforgeConfig {
  return config
}

const filled = z.string().min(1, 'expected a text that is not empty')

const schemaShape = z.strictObject({
  name: z.string().regex(/^[a-z][a-z0-9-]*$/, 'expected small letters, digits and `-`'),
  files: z.array(filled).min(1, 'expected at least one file'),
  idRule: z.exactOptional(z.enum(['telegram', 'tdlib', 'auto'])),
  layer: z.exactOptional(z.int().positive()),
  errors: z.exactOptional(z.array(filled).min(1, 'expected at least one file')),
  errorNames: z.exactOptional(z.enum(['const', 'enum'])),
})

const packageShape = z.strictObject({
  name: z.string().regex(/^(?:@[a-z0-9~-][a-z0-9._~-]*\/)?[a-z0-9~-][a-z0-9._~-]*$/, 'expected an npm name'),
  version: z.string().regex(/^\d+\.\d+\.\d+(?:[-+][0-9A-Za-z.+-]+)?$/, 'expected a version such as 1.2.3'),
  description: z.string(),
})

const copyShape = z.strictObject({
  from: filled,
  to: z.string().regex(/^[a-z][a-z0-9-]*$/, 'expected small letters, digits and `-`'),
  entries: z.exactOptional(z.array(filled)),
})

const targetShape = z.strictObject({
  name: filled,
  output: filled,
  schemas: z.array(schemaShape).min(1, 'expected at least one schema'),
  main: z.exactOptional(filled),
  idExceptions: z.exactOptional(filled),
  docs: z.exactOptional(filled),
  package: z.exactOptional(packageShape),
  importExtension: z.exactOptional(z.enum(['js', 'ts', 'none'])),
  copies: z.exactOptional(z.array(copyShape)),
})

const configShape = z.strictObject({
  targets: z.array(targetShape).min(1, 'expected at least one target'),
})

/** The options that may stand in an object, by the option that the object belongs to. */
const knownOptions: Readonly<Record<string, readonly string[]>> = {
  '': Object.keys(configShape.shape),
  targets: Object.keys(targetShape.shape),
  schemas: Object.keys(schemaShape.shape),
  package: Object.keys(packageShape.shape),
  copies: Object.keys(copyShape.shape),
}

/** `targets[0].schemas[1].files` */
function pathText(path: readonly PropertyKey[]): string {
  const parts = path.map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`))
  return parts.join('').replace(/^\./, '')
}

function wrongValue(path: string, message: string): Diagnostic {
  const where = path === '' ? 'the configuration' : `the option \`${path}\``
  return { code: 'TL3002', severity: 'error', message: `wrong value of ${where}: ${message}` }
}

function unknownOption(path: readonly PropertyKey[], key: string): Diagnostic {
  const owner = path.findLast((part) => typeof part === 'string') ?? ''
  const hint = didYouMean(key, knownOptions[owner] ?? [])
  const message = `unknown option \`${pathText([...path, key])}\``
  return { code: 'TL3001', severity: 'error', message, ...(hint !== undefined && { hint }) }
}

function describeIssue(issue: z.core.$ZodIssue): Diagnostic[] {
  if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => unknownOption(issue.path, key))
  // Zod's own messages begin with "Invalid input: " and the like, which the title says already.
  const message = issue.message.replace(/^(?:Invalid (?:input|option|string)|Too (?:small|big)): /, '')
  return [wrongValue(pathText(issue.path), message)]
}

function repeated(names: readonly string[]): Set<string> {
  return new Set(names.filter((name, index) => names.indexOf(name) !== index))
}

/** What the shapes alone do not tell. */
function checkTarget(target: TargetConfig, path: string): Diagnostic[] {
  const names = target.schemas.map((schema) => schema.name)
  const diagnostics = [...repeated(names)].map((name) =>
    wrongValue(`${path}.schemas`, `two schemas have the name \`${name}\``),
  )
  const folders = ['runtime', ...names, ...(target.copies ?? []).map(({ to }) => to)]
  for (const { to } of target.copies ?? []) {
    if (folders.indexOf(to) !== folders.lastIndexOf(to)) {
      diagnostics.push(wrongValue(`${path}.copies`, `another folder of the output has the name \`${to}\``))
    }
  }
  if (target.main !== undefined && !names.includes(target.main)) {
    const known = names.map((name) => `\`${name}\``).join(', ')
    diagnostics.push(wrongValue(`${path}.main`, `expected the name of a schema: ${known}`))
  }
  return diagnostics
}

/** The value of a configuration file as a configuration, or all that is wrong with it (TL3001, TL3002). */
export function parseConfig(
  value: unknown,
): { readonly config: TlforgeConfig } | { readonly diagnostics: readonly Diagnostic[] } {
  const result = configShape.safeParse(value)
  if (!result.success) return { diagnostics: result.error.issues.flatMap(describeIssue) }
  const { targets } = result.data
  const diagnostics = [
    ...[...repeated(targets.map((target) => target.name))].map((name) =>
      wrongValue('targets', `two targets have the name \`${name}\``),
    ),
    ...targets.flatMap((target, index) => checkTarget(target, `targets[${index}]`)),
  ]
  return diagnostics.length > 0 ? { diagnostics } : { config: result.data }
}
