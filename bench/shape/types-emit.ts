// Emits the whole API as one TypeScript module (shape P), with the fields declared in one of two ways.
import { flat, members, type Api, type Definition, type Field } from './schema.js'
import { emitApi } from './emit.js'
import { SHAPES } from './shapes.js'

/** `merged`: an interface of the fields, merged into the class. `declared`: `declare` members and an Init. */
export type Style = 'merged' | 'declared'

const PRIMITIVE: Record<string, string> = {
  int: 'number',
  double: 'number',
  long: 'bigint',
  int53: 'bigint',
  string: 'string',
  bytes: 'Uint8Array',
  int256: 'Uint8Array',
  true: 'boolean',
  Bool: 'boolean',
  '!X': 'Writable',
}

function typeOf(field: Field): string {
  const one = PRIMITIVE[field.type] ?? `Type${flat(field.type)}`
  return field.vector ? `${one}[]` : one
}

function fieldsOf(d: Definition, indent: string, keyword: string): string {
  return members(d)
    .map(
      (f) =>
        `${indent}${keyword}${f.name}${f.flag ? '?' : ''}: ${typeOf(f)}${f.flag ? ' | undefined' : ''}\n`,
    )
    .join('')
}

function declarations(d: Definition, style: Style): string {
  const init = `export interface ${d.className}Fields {\n${fieldsOf(d, '  ', '')}}\n`
  if (style === 'declared') return init
  return `${init}export interface ${d.className} extends ${d.className}Fields {}\n`
}

function typedClass(text: string, d: Definition, style: Style, result: string): string {
  const own = style === 'declared' ? fieldsOf(d, '  ', 'declare ') : ''
  return text
    .replace('{\n', `{\n  declare readonly _: '${d.name}'\n${own}`)
    .replace('constructor(from, r)', `constructor(from: ${d.className}Fields, r?: Reader)`)
    .replace('constructor(from)', `constructor(from: ${d.className}Fields)`)
    .replace('$write(w)', '$write(w: Writer): void')
    .replace('static $result(r)', `static $result(r: Reader): ${result}`)
    .replace(/return r\.any\(\)/, `throw new TypeError(String(r.pos))`)
    .replaceAll(' r.any()', ' undefined as never')
}

export function emitTypes(api: Api, style: Style): string {
  const shape = SHAPES.P
  if (shape === undefined) throw new Error('no shape P')
  const byClass = new Map(api.definitions.map((d) => [d.className, d]))
  const chunks = emitApi(api, shape)
    .split(/^(?=export )/m)
    .slice(1)
  const parts = [
    `import { NONE, TlOwn as TlObject, type Reader, type Writable, type Writer } from '../../runtime.js'\n`,
  ]
  for (const chunk of chunks) {
    const name = /^export class (\w+)/.exec(chunk)?.[1]
    const d = name === undefined ? undefined : byClass.get(name)
    if (d === undefined) {
      const type = /^export function read(\w+)/.exec(chunk)?.[1] ?? ''
      parts.push(chunk.replace('(r)', `(r: Reader): Type${type}`).replaceAll('(undefined, r)', '(NONE, r)'))
      continue
    }
    const result =
      d.type === 'X' ? 'never' : typeOf({ name: '', type: d.type, vector: d.resultVector, flag: undefined })
    parts.push(declarations(d, style), typedClass(chunk, d, style, result))
  }
  for (const [type, all] of api.types)
    parts.push(`export type Type${flat(type)} = ${all.map((d) => d.className).join(' | ')}\n`)
  return parts.join('')
}
