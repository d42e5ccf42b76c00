import type { z } from 'zod'
import { configShape, knownOptions } from './config/shapes.js'
import type { TargetConfig, TlforgeConfig } from './config/types.js'
import type { Diagnostic, OptionPath } from './diagnostics/diagnostic.js'
import { didYouMean } from './diagnostics/suggest.js'

export type { CopyConfig, PackageConfig, SchemaConfig, TargetConfig, TlforgeConfig } from './config/types.js'

/** Gives a configuration its type: `export default defineConfig({ … })`. */
export function defineConfig(config: TlforgeConfig): TlforgeConfig {
  return config
}

/** `targets[0].schemas[1].files` */
export function optionText(path: readonly PropertyKey[]): string {
  const parts = path.map((part) => {
    if (typeof part === 'number') return `[${part}]`
    const name = String(part)
    return /^[\w$]+$/.test(name) ? `.${name}` : `[${JSON.stringify(name)}]`
  })
  return parts.join('').replace(/^\./, '')
}

const optionPath = (path: readonly PropertyKey[]): OptionPath =>
  path.map((part) => (typeof part === 'number' ? part : String(part)))

/** TL3002 */
export function wrongValue(path: readonly PropertyKey[], message: string, hint?: string): Diagnostic {
  const where = path.length === 0 ? 'the configuration' : `the option \`${optionText(path)}\``
  return {
    code: 'TL3002',
    severity: 'error',
    message: `wrong value of ${where}: ${message}`,
    option: optionPath(path),
    ...(hint !== undefined && { hint }),
  }
}

function unknownOption(path: readonly PropertyKey[], key: string): Diagnostic {
  const owner = path.findLast((part) => typeof part === 'string') ?? ''
  const hint = didYouMean(key, knownOptions[owner] ?? [])
  const option = [...path, key]
  const message = `unknown option \`${optionText(option)}\``
  return {
    code: 'TL3001',
    severity: 'error',
    message,
    option: optionPath(option),
    ...(hint !== undefined && { hint }),
  }
}

/** The value that a path of the configuration leads to. */
function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (inner, key) => (typeof inner === 'object' && inner !== null ? Reflect.get(inner, key) : undefined),
    value,
  )
}

function describeIssue(issue: z.core.$ZodIssue, value: unknown): Diagnostic[] {
  if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => unknownOption(issue.path, key))
  // Zod's own messages begin with "Invalid input: " and the like, which the title says already.
  const message = issue.message.replace(/^(?:Invalid (?:input|option|string)|Too (?:small|big)): /, '')
  const given = valueAt(value, issue.path)
  const words = issue.code === 'invalid_value' ? issue.values.filter((word) => typeof word === 'string') : []
  return [wrongValue(issue.path, message, typeof given === 'string' ? didYouMean(given, words) : undefined)]
}

function repeated(names: readonly string[]): Set<string> {
  return new Set(names.filter((name, index) => names.indexOf(name) !== index))
}

/** What a package has besides its schemas: folders that are built, and exports of the main schema. */
const packageNames: readonly string[] = ['dist', 'errors', 'json', 'layers', 'node', 'registry']

/** Names of schemas and copies that the output needs for something else. */
function takenNames(target: TargetConfig, path: OptionPath): readonly Diagnostic[] {
  const taken = new Set([
    ...(target.runtime === 'imported' ? [] : ['runtime']),
    ...(target.package ? packageNames : []),
  ])
  const named = [
    ...target.schemas.map(({ name }, index) => ({ name, option: [...path, 'schemas', index, 'name'] })),
    ...(target.copies ?? []).map(({ to }, index) => ({ name: to, option: [...path, 'copies', index, 'to'] })),
  ]
  return named.flatMap(({ name, option }) => {
    if (!taken.has(name)) return []
    const whose = name === 'runtime' ? 'the output' : 'the package'
    return [
      wrongValue(option, `${whose} has something else of the name \`${name}\``, `such as \`${name}-api\``),
    ]
  })
}

/** What the shapes alone do not tell. */
function checkTarget(target: TargetConfig, path: OptionPath): Diagnostic[] {
  const names = target.schemas.map((schema) => schema.name)
  const diagnostics = [...repeated(names)].map((name) =>
    wrongValue(
      [...path, 'schemas', names.lastIndexOf(name), 'name'],
      `two schemas have the name \`${name}\``,
    ),
  )
  diagnostics.push(...takenNames(target, path))
  const copies = target.copies ?? []
  const folders = [...names, ...copies.map(({ to }) => to)]
  copies.forEach(({ to }, index) => {
    if (folders.indexOf(to) === folders.lastIndexOf(to)) return
    const message = `another folder of the output has the name \`${to}\``
    diagnostics.push(wrongValue([...path, 'copies', index, 'to'], message))
  })
  target.schemas.forEach((schema, index) => {
    if (schema.outside === undefined || schema.include || schema.exclude) return
    const message = 'without `include` or `exclude`, nothing is outside'
    diagnostics.push(wrongValue([...path, 'schemas', index, 'outside'], message))
  })
  if (target.main !== undefined && !names.includes(target.main)) {
    const known = [...new Set(names)].map((name) => `\`${name}\``).join(', ')
    const hint = didYouMean(target.main, names)
    diagnostics.push(wrongValue([...path, 'main'], `expected the name of a schema: ${known}`, hint))
  }
  return diagnostics
}

/** The value of a configuration file as a configuration, or all that is wrong with it (TL3001, TL3002). */
export function parseConfig(
  value: unknown,
): { readonly config: TlforgeConfig } | { readonly diagnostics: readonly Diagnostic[] } {
  const result = configShape.safeParse(value)
  if (!result.success) {
    return { diagnostics: result.error.issues.flatMap((issue) => describeIssue(issue, value)) }
  }
  const { targets } = result.data
  const names = targets.map((target) => target.name)
  const diagnostics = [
    ...[...repeated(names)].map((name) =>
      wrongValue(['targets', names.lastIndexOf(name), 'name'], `two targets have the name \`${name}\``),
    ),
    ...targets.flatMap((target, index) => checkTarget(target, ['targets', index])),
  ]
  return diagnostics.length > 0 ? { diagnostics } : { config: result.data }
}
