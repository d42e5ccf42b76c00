// Emits the whole API as one JavaScript module in a given shape.
import { flat, members, type Api, type Definition, type Field } from './schema.js'
import type { Shape } from './shapes.js'

const hex = (id: number): string => `0x${id.toString(16)}`
const mask = (field: Field): string => String(1 << (field.flag?.bit ?? 0))

const PLURAL: Record<string, string> = {
  int: 'ints',
  long: 'longs',
  int53: 'longs',
  string: 'strings',
  bytes: 'byteses',
}
const PLAIN: Record<string, string> = {
  int: 'int',
  long: 'long',
  int53: 'long',
  double: 'double',
  string: 'string',
  bytes: 'bytes',
  Bool: 'bool',
}

function readExpr(field: Field): string {
  const { type } = field
  if (field.vector) {
    const plural = PLURAL[type]
    if (plural !== undefined) return `r.${plural}()`
    if (type === 'Bool' || type === 'double') throw new Error(`vector of ${type}`)
    return `r.vector(read${flat(type)})`
  }
  const plain = PLAIN[type]
  if (plain !== undefined) return `r.${plain}()`
  if (type === 'int256') return 'r.raw(32)'
  if (type === '!X') return 'r.any()'
  return `read${flat(type)}(r)`
}

/** Value of a field while reading: the flag word decides. */
function readField(field: Field): string {
  if (field.flag === undefined) return readExpr(field)
  const test = `${field.flag.word} & ${mask(field)}`
  return field.type === 'true' ? `(${test}) !== 0` : `${test} ? ${readExpr(field)} : undefined`
}

const initField = (field: Field): string =>
  field.type === 'true' ? `!!from.${field.name}` : `from.${field.name}`

function constructBody(d: Definition, shape: Shape, decodes: boolean): string {
  const lines: string[] = []
  if (shape.base) lines.push('super()')
  if (shape.disc === 'own') lines.push(`this._ = '${d.name}'`)
  const init = members(d).map((f) => `this.${f.name} = ${initField(f)}`)
  if (!decodes) return [...lines, ...init].join('\n    ')
  if (shape.construct === 'second') {
    lines.push('if (r !== undefined) {', ...readStatements(d, 'this', 'r'), '} else {', ...init, '}')
  } else if (shape.construct === 'branch') {
    lines.push(
      'if (from instanceof Reader) {',
      ...readStatements(d, 'this', 'from'),
      '} else {',
      ...init,
      '}',
    )
  } else if (shape.construct === 'ternary') {
    for (const f of d.fields) {
      if (f.type === '#') lines.push(`const ${f.name} = r ? r.int() : 0`)
      else lines.push(`this.${f.name} = r ? ${f.flag ? `(${readField(f)})` : readField(f)} : ${initField(f)}`)
    }
  } else lines.push(...init)
  return lines.join('\n    ')
}

function readStatements(d: Definition, target: string, reader: string): string[] {
  const rename = (text: string): string => (reader === 'r' ? text : text.replace(/\br\b/g, reader))
  return d.fields.map((f) =>
    f.type === '#' ? `const ${f.name} = ${reader}.int()` : `${target}.${f.name} = ${rename(readField(f))}`,
  )
}

function literal(d: Definition): string {
  return `{ ${members(d)
    .map((f) => `${f.name}: ${readField(f)}`)
    .join(', ')} }`
}

/** A literal reads its flag words inside itself, in order: `let` first, then assigned on the way. */
function readMethod(d: Definition, shape: Shape): string[] {
  const words = d.fields.filter((f) => f.type === '#')
  if (shape.construct === 'init' && words.length <= 1 && (words.length === 0 || d.fields[0]?.type === '#')) {
    const flags = words.map((f) => `const ${f.name} = r.int()\n    `).join('')
    return [`static $read(r) {\n    ${flags}return new ${d.className}(${literal(d)})\n  }`]
  }
  if (shape.construct === 'init') {
    const parts = d.fields.map(
      (f) => `const ${f.type === '#' ? f.name : `$${f.name}`} = ${f.type === '#' ? 'r.int()' : readField(f)}`,
    )
    const object = members(d)
      .map((f) => `${f.name}: $${f.name}`)
      .join(', ')
    return [
      `static $read(r) {\n    ${parts.join('\n    ')}\n    return new ${d.className}({ ${object} })\n  }`,
    ]
  }
  if (shape.construct === 'empty') {
    const body = [`const x = new ${d.className}(EMPTY)`, ...readStatements(d, 'x', 'r'), 'return x']
    return [`static $read(r) {\n    ${body.join('\n    ')}\n  }`]
  }
  return []
}

function writeExpr(field: Field, value: string, shape: Shape, api: Api): string {
  const { type } = field
  const union = flat(type)
  const plural = PLURAL[type]
  if (field.vector && plural !== undefined) return `w.${plural}(${value})`
  const plain = PLAIN[type]
  if (!field.vector && plain !== undefined) return `w.${plain}(${value})`
  if (type === 'int256') return `w.raw(${value}, 32)`
  const one = writeOne(union, field.vector ? 'x' : value, shape, api, type)
  if (!field.vector) return one
  if (shape.construct === 'literal') return `w.each(${value}, write${union})`
  if (shape.loops === 'helper' && shape.union === 'none') return `w.vector(${value})`
  return `w.count(${value}); for (const x of ${value}) { ${one} }`
}

function writeOne(union: string, value: string, shape: Shape, api: Api, type: string): string {
  if (shape.construct === 'literal')
    return type === '!X' ? `writeAny(w, ${value})` : `write${union}(w, ${value})`
  if (type === '!X') return `${value}.$write(w)`
  const all = api.types.get(type) ?? []
  const only = all.length === 1 ? all[0]?.className : undefined
  switch (shape.union) {
    case 'none':
      return `${value}.$write(w)`
    case 'named':
      return `${value}.$${union}(w)`
    case 'base':
      return `${value} instanceof ${only ?? `${union}Base`} ? ${value}.$write(w) : w.bad(${value}, '${type}')`
    case 'constructor':
      return `write${union}(w, ${value})`
  }
}

function writeBody(d: Definition, self: string, shape: Shape, api: Api): string[] {
  const lines = [`w.id(${hex(d.id)})`]
  const bits = new Map<string, string>()
  for (const f of d.fields) {
    if (f.flag === undefined || f.type === 'true') continue
    const key = `${f.flag.word}.${f.flag.bit}`
    const first = bits.get(key)
    if (first === undefined) bits.set(key, f.name)
    else lines.push(`w.both(${self}.${first}, ${self}.${f.name}, '${first}, ${f.name}')`)
  }
  for (const f of d.fields) {
    const value = `${self}.${f.name}`
    if (f.type === '#') {
      const parts = new Set(
        d.fields
          .filter((o) => o.flag?.word === f.name)
          .map((o) => {
            const test =
              o.type === 'true'
                ? `${self}.${o.name} ? ${mask(o)} : 0`
                : `${self}.${o.name} === undefined ? 0 : ${mask(o)}`
            return `(${test})`
          }),
      )
      lines.push(`w.id(${[...parts].join(' | ') || '0'})`)
    } else if (f.type !== 'true') {
      const write = writeExpr(f, value, shape, api)
      lines.push(f.flag === undefined ? write : `if (${value} !== undefined) { ${write} }`)
    }
  }
  return lines
}

function meta(d: Definition, shape: Shape): string[] {
  const own: string[] = []
  if (shape.meta === 'fields') own.push(`static id = ${hex(d.id)}`, `static tlName = '${d.name}'`)
  if (shape.meta === 'getters') {
    own.push(`static get id() { return ${hex(d.id)} }`, `static get tlName() { return '${d.name}' }`)
  }
  if (shape.meta === 'one') own.push(`static get id() { return ${hex(d.id)} }`)
  if (shape.disc === 'getter') own.push(`get _() { return '${d.name}' }`)
  if (shape.disc === 'base' && !shape.base) own.push(`get _() { return '${d.name}' }`)
  return own
}

function resultMethod(d: Definition): string[] {
  if (d.kind !== 'method') return []
  const field: Field = { name: '', type: d.type, vector: d.resultVector, flag: undefined }
  return [`static $result(r) {\n    return ${d.type === 'X' ? 'r.any()' : readExpr(field)}\n  }`]
}

function classText(d: Definition, shape: Shape, api: Api): string {
  const decodes = d.kind === 'class' || (shape.readMethods && d.fields.every((f) => f.type !== '!X'))
  const union = shape.union === 'base' && d.kind === 'class' && (api.types.get(d.type)?.length ?? 0) > 1
  const parent = union ? `${flat(d.type)}Base` : 'TlObject'
  const heritage = shape.base ? ` extends ${parent}` : ''
  const parameters = ['ternary', 'second'].includes(shape.construct) && decodes ? 'from, r' : 'from'
  const body = constructBody(d, shape, decodes)
  const parts = meta(d, shape)
  if (members(d).length > 0 || shape.disc === 'own')
    parts.push(`constructor(${parameters}) {\n    ${body}\n  }`)
  if (decodes) parts.push(...readMethod(d, shape))
  const name = shape.union === 'named' && d.kind === 'class' ? `$${flat(d.type)}` : '$write'
  parts.push(`${name}(w) {\n    ${writeBody(d, 'this', shape, api).join('\n    ')}\n  }`, ...resultMethod(d))
  return `export class ${d.className}${heritage} {\n  ${parts.join('\n  ')}\n}`
}

function literalText(d: Definition, shape: Shape, api: Api): string {
  const parts: string[] = []
  if (d.fields.every((f) => f.type !== '!X')) {
    const reads = d.fields.map(
      (f) => `const ${f.type === '#' ? f.name : `$${f.name}`} = ${f.type === '#' ? 'r.int()' : readField(f)}`,
    )
    const object = members(d)
      .map((f) => `, ${f.name}: $${f.name}`)
      .join('')
    parts.push(
      `export function read_${d.className}(r) {\n  ${reads.join('\n  ')}\n  return { _: '${d.name}'${object} }\n}`,
    )
  }
  parts.push(
    `export function write_${d.className}(w, x) {\n  ${writeBody(d, 'x', shape, api).join('\n  ')}\n}`,
  )
  return parts.join('\n')
}

export function construct(d: Definition, shape: Shape): string {
  switch (shape.construct) {
    case 'branch':
      return `new ${d.className}(r)`
    case 'second':
    case 'ternary':
      return `new ${d.className}(undefined, r)`
    case 'literal':
      return `read_${d.className}(r)`
    default:
      return `${d.className}.$read(r)`
  }
}

function typeText(type: string, all: Definition[], shape: Shape): string {
  const cases = all.map((d) => `    case ${d.id | 0}: return ${construct(d, shape)}`)
  const parts = [
    `export function read${flat(type)}(r) {\n  switch (r.int()) {\n${cases.join('\n')}\n    default: return r.unknown('${type}')\n  }\n}`,
  ]
  if (shape.construct === 'literal') {
    const writes = all.map((d) => `    case '${d.name}': return write_${d.className}(w, x)`)
    parts.push(
      `export function write${flat(type)}(w, x) {\n  switch (x._) {\n${writes.join('\n')}\n    default: w.bad(x, '${type}')\n  }\n}`,
    )
  }
  if (shape.union === 'constructor') {
    const tests = all.map((d) => `    case ${d.className}: return x.$write(w)`)
    parts.push(
      `export function write${flat(type)}(w, x) {\n  switch (x.constructor) {\n${tests.join('\n')}\n    default: w.bad(x, '${type}')\n  }\n}`,
    )
  }
  return parts.join('\n')
}

export function emitApi(api: Api, shape: Shape): string {
  const parts = [
    `import { Reader, ${{ getter: '', base: 'TlNamed as ', own: 'TlOwn as ' }[shape.disc]}TlObject } from '../../runtime.ts'`,
    'const EMPTY = {}',
  ]
  if (shape.union === 'base') {
    for (const [type, all] of api.types) {
      if (all.length > 1) parts.push(`export class ${flat(type)}Base extends TlObject {}`)
    }
  }
  const text = shape.construct === 'literal' ? literalText : classText
  for (const d of api.definitions) parts.push(text(d, shape, api))
  for (const [type, all] of api.types) parts.push(typeText(type, all, shape))
  return parts.join('\n') + '\n'
}
