import type { Definition, Method, Schema } from '../ir/schema.js'
import type { TypeRef } from '../ir/type-ref.js'
import { namespaceName, propertyName, unionName } from '../naming/names.js'
import type { ModulePlan } from '../plan/module-plan.js'
import { printCode, textLiteral, type Code } from './code-text.js'
import type { ExampleValue, ObjectValue } from './example-value.js'

/** Where the generated classes of a schema are imported from. */
export interface OwnModule {
  readonly plan: ModulePlan
  /** `tlforge/telegram` */
  readonly specifier: string
}

/** The example of a method with our classes, as TypeScript or as JavaScript. */
export function ownExample(value: ObjectValue, own: OwnModule, language: 'ts' | 'js'): string {
  const imports = new Map<string, 'value' | 'type'>()
  const { definition } = value
  const request = printCode(objectCode(value, own.plan, imports), '', 'const request = '.length)
  const sent = 'await send(request.toBytes())'
  if (definition.kind === 'constructor')
    return `${importLine(imports, own)}\n\nconst value = ${request}\nconst bytes = value.toBytes()`
  const type = resultType(definition, own.plan, imports)
  const annotation = language === 'ts' && type !== undefined ? `: ${type}` : ''
  const decoder = definition.parameters.length === 0 ? className(definition, own.plan, imports) : 'request'
  const lines = [
    importLine(imports, own, language),
    '',
    ...(language === 'ts'
      ? [
          '// Carries bytes to the server and back: the connection is up to you.',
          'declare const send: (request: Uint8Array) => Promise<Uint8Array>',
          '',
        ]
      : []),
    `const request = ${request}`,
    `const reply = ${sent}`,
    `const result${annotation} = ${decoder}.decodeResult(reply)`,
  ]
  return lines.join('\n')
}

function importLine(
  imports: ReadonlyMap<string, 'value' | 'type'>,
  { specifier }: OwnModule,
  language: 'ts' | 'js' = 'ts',
): string {
  const names = [...imports]
    .filter(([, kind]) => language === 'ts' || kind === 'value')
    .sort(([a], [b]) => (a.toLowerCase() < b.toLowerCase() ? -1 : 1))
    .map(([name, kind]) => (kind === 'type' ? `type ${name}` : name))
  const line = `import { ${names.join(', ')} } from ${textLiteral(specifier)}`
  return line.length <= 100
    ? line
    : `import {\n${names.map((name) => `  ${name},\n`).join('')}} from ${textLiteral(specifier)}`
}

/** `messages.SendEncrypted`, `User`: the first part is imported. */
function reach(
  namespace: readonly string[],
  name: string,
  imports: Map<string, 'value' | 'type'>,
  kind: 'value' | 'type',
): string {
  const path = [...namespace.map(namespaceName), name]
  const [first = name] = path
  // A namespace is a value, whatever of it is used.
  const needed = path.length > 1 ? 'value' : kind
  if (imports.get(first) !== 'value') imports.set(first, needed)
  return path.join('.')
}

function className(definition: Definition, plan: ModulePlan, imports: Map<string, 'value' | 'type'>): string {
  const classes = definition.kind === 'method' ? plan.methodClasses : plan.constructorClasses
  const found = classes.get(definition.key)
  if (!found) throw new Error(`no plan for ${definition.key}`)
  return reach(definition.namespace, found.exported, imports, 'value')
}

function objectCode(value: ObjectValue, plan: ModulePlan, imports: Map<string, 'value' | 'type'>): Code {
  const name = className(value.definition, plan, imports)
  if (value.fields.length === 0) return `new ${name}()`
  const members = value.fields.map(({ field, value: inner }) => ({
    before: `${propertyName(field.tlName)}: `,
    code: valueCode(inner, plan, imports),
  }))
  return { open: `new ${name}({`, members, close: '})' }
}

function valueCode(value: ExampleValue, plan: ModulePlan, imports: Map<string, 'value' | 'type'>): Code {
  switch (value.kind) {
    case 'object':
      return objectCode(value, plan, imports)
    case 'list':
      return {
        open: '[',
        members: value.items.map((item) => ({ before: '', code: valueCode(item, plan, imports) })),
        close: ']',
      }
    case 'number':
    case 'boolean':
      return String(value.value)
    case 'long':
      return `${String(value.value)}n`
    case 'text':
      return textLiteral(value.value)
    case 'bytes':
      return `new Uint8Array([${value.value.join(', ')}])`
  }
}

/** What the answer is in TypeScript; undefined where it depends on the query. */
function resultType(
  method: Method,
  plan: ModulePlan,
  imports: Map<string, 'value' | 'type'>,
): string | undefined {
  return method.parameters.length > 0 ? undefined : typeText(method.result, plan.schema, plan, imports)
}

const primitives: Readonly<Record<string, string>> = {
  long: 'bigint',
  string: 'string',
  Bool: 'boolean',
  true: 'boolean',
}
const bytesTypes: ReadonlySet<string> = new Set(['bytes', 'int128', 'int256', 'int512'])

function typeText(
  type: TypeRef,
  schema: Schema,
  plan: ModulePlan,
  imports: Map<string, 'value' | 'type'>,
): string | undefined {
  switch (type.kind) {
    case 'primitive':
      return bytesTypes.has(type.name) ? 'Uint8Array' : (primitives[type.name] ?? 'number')
    case 'vector':
    case 'repetition': {
      const item = typeText(type.item, schema, plan, imports)
      return item === undefined
        ? undefined
        : `readonly ${item.startsWith('readonly ') ? `(${item})` : item}[]`
    }
    case 'boxed':
      return reach(schema.unions.get(type.union)?.namespace ?? [], unionName(type.union), imports, 'type')
    case 'bare': {
      const constructor = schema.constructors.get(type.name)
      return constructor && className(constructor, plan, imports)
    }
    default:
      return undefined
  }
}
