// The module that a worker runs, for each peer: objects are written out as a program would make them.
import { className } from '../../generator/naming/names.js'
import { loadApi, members } from '../shape/schema.js'
import type { Tree, Value } from '../shape/values.js'
import { Constants, source, type Literal } from '../shape/works.js'
import { writeStaticModule } from './protobuf-static.js'
import { isMtproto, type Workload } from './trees.js'

const ROOT = new URL('../../', import.meta.url).pathname
const HERE = new URL('./', import.meta.url).pathname

/** Needs `list`, `encode` and `decode` before it, and `reuse`: how a program writes that keeps a buffer or a writer. */
const TAIL = `
let sink = 0
export const works = {}
export const bytes = {}
for (const [name, { build, type }] of Object.entries(list)) {
  const built = build()
  const written = encode(built, type)
  bytes[name] = written
  works['encode ' + name] = () => { sink += encode(built, type).length }
  if (name === 'sendEncrypted' || name === 'encryptedMessage')
    for (const [way, write] of Object.entries(reuse)) {
      const target = new Uint8Array(1024)
      const length = write(built, target)
      if (target.some((byte, at) => at < length && byte !== written[at])) throw new Error(name + ' by ' + way)
      works['encode ' + name + ', ' + way] = () => { sink += write(built, target) }
    }
  if (!type) continue
  const decoded = decode(written, type)
  bytes[name + ' again'] = encode(decoded, type)
  works['encode ' + name + ', decoded'] = () => { sink += encode(decoded, type).length }
  if (name === 'messages' || name === 'updates')
    works['make and encode ' + name] = () => { sink += encode(build(), type).length }
  works['decode ' + name] = () => { sink += decode(written, type) === undefined ? 1 : 0 }
}
`

function list(
  workloads: readonly Workload[],
  literal: Literal,
  type: (tree: Tree) => string,
  mtcute: boolean,
): string {
  const constants = new Constants()
  const entries = workloads.map(({ name, tree, decodes }) => {
    const built = source(tree, literal, constants, mtcute)
    return `  ${name}: { build: () => (${built}), type: ${decodes ? type(tree) : 'undefined'} },`
  })
  return [...constants.lines, 'const list = {', ...entries, '}'].join('\n')
}

function classOf({ _: name }: Tree): string {
  if (isMtproto(name)) return `mtproto.${className(name.slice(3))}`
  const [last = '', ...namespace] = name.split('.').reverse()
  return ['api', ...namespace.reverse(), className(last)].join('.')
}

export function ourModule(workloads: readonly Workload[]): string {
  const literal: Literal = (tree, fields) => `new ${classOf(tree)}({ ${fields} })`
  return `import * as api from '${ROOT}dist/generated/telegram/index.js'
import * as mtproto from '${ROOT}dist/generated/telegram/mtproto/index.js'
import { encodeInto, encodePooled, Writer } from '${ROOT}dist/generated/telegram/runtime/index.js'
const encode = (x) => x.toBytes()
const decode = (bytes, type) => type.fromBytes(bytes)
const writer = new Writer()
const reuse = {
  'into a buffer': encodeInto,
  'a writer that is kept': (x, target) => {
    writer.pos = 0
    x.$write(writer)
    if (target[0] === 0) target.set(writer.bytes.subarray(0, writer.pos))
    return writer.pos
  },
  'from a pool': (x, target) => {
    const bytes = encodePooled(x)
    if (target[0] === 0) target.set(bytes)
    return bytes.length
  },
}
${list(workloads, literal, classOf, false)}${TAIL}`
}

export function mtcuteModule(workloads: readonly Workload[]): string {
  const literal: Literal = (tree, fields) => `{ _: '${tree._}'${fields && ', '}${fields} }`
  return `import { __tlReaderMap as readers } from '${ROOT}node_modules/@mtcute/core/tl/binary/reader.js'
import { __tlWriterMap as writers } from '${ROOT}node_modules/@mtcute/core/tl/binary/writer.js'
import { TlBinaryReader, TlBinaryWriter } from '${ROOT}node_modules/@mtcute/tl-runtime/index.js'
import Long from 'long'
const encode = (x) => TlBinaryWriter.serializeObject(writers, x)
const decode = (bytes) => TlBinaryReader.deserializeObject(readers, bytes)
const kept = TlBinaryWriter.alloc(writers, 1024)
const reuse = {
  'into a buffer': (x, target) => {
    const writer = new TlBinaryWriter(writers, target)
    writer.object(x)
    return writer.pos
  },
  'a writer that is kept': (x, target) => {
    kept.pos = 0
    kept.object(x)
    if (target[0] === 0) target.set(kept.uint8View.subarray(0, kept.pos))
    return kept.pos
  },
  'from a pool': (x, target) => {
    const bytes = encode(x)
    if (target[0] === 0) target.set(bytes)
    return bytes.length
  },
}
${list(workloads, literal, () => 'true', true)}${TAIL}`
}

/** Longs as decimal strings, bytes as base64. */
const forJson = (_: string, value: unknown): unknown => {
  if (typeof value === 'bigint') return String(value)
  return value instanceof Uint8Array ? Buffer.from(value).toString('base64') : value
}

export function jsonModule(workloads: readonly Workload[]): string {
  const entries = workloads.map(({ name, tree, decodes }) => {
    const built = JSON.stringify(tree, forJson)
    return `  ${name}: { build: () => (${built}), type: ${String(decodes)} },`
  })
  return `const encode = (x) => Buffer.from(JSON.stringify(x))
const decode = (bytes) => JSON.parse(bytes.toString())
const reuse = {}
const list = {\n${entries.join('\n')}\n}
${TAIL}`
}

/** What is not made of source text, but at run time from these trees. */
const asData = (value: Value): unknown => {
  if (typeof value === 'bigint') return { $long: String(value) }
  if (typeof value === 'number' && Math.abs(value) > 2 ** 31) return { $long: String(value) }
  if (value instanceof Uint8Array) return { $bytes: Buffer.from(value).toString('base64') }
  if (Array.isArray(value)) return value.map(asData)
  if (typeof value !== 'object') return value
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, asData(inner)]))
}

export function protobufModule(workloads: readonly Workload[]): string {
  const data = workloads.map(({ name, tree, decodes }) => ({ name, tree: asData(tree), decodes }))
  const { types, nested } = protobufSchema(workloads)
  return `import { protobufList, encode, decode } from '${HERE}protobuf.mjs'
import root from '${writeStaticModule(nested, `${HERE}.cache/`)}'
const reuse = {}
const list = protobufList(${JSON.stringify(data)}, ${JSON.stringify(types)}, root)
${TAIL}`
}

export function teleprotoModule(workloads: readonly Workload[]): string {
  const data = workloads.map(({ name, tree, decodes }) => ({ name, tree: asData(tree), decodes }))
  return `import { teleprotoList, encode, decode } from '${HERE}teleproto.mjs'
const reuse = {}
const list = teleprotoList(${JSON.stringify(data)})
${TAIL}`
}

const protobufTypes: Readonly<Record<string, string>> = {
  int: 'sfixed32',
  long: 'sfixed64',
  int53: 'sfixed64',
  double: 'double',
  string: 'string',
  bytes: 'bytes',
  int128: 'bytes',
  int256: 'bytes',
  Bool: 'bool',
  true: 'bool',
}

const typeName = (name: string): string => name.replaceAll('.', '_')

interface ProtobufMessage {
  readonly fields: Readonly<Record<string, object>>
  readonly oneofs?: object
}

/** The equivalent .proto, as its JSON: a message for each constructor, and one with a `oneof` for each type of several. */
function protobufSchema(workloads: readonly Workload[]): { types: object; nested: object } {
  const api = loadApi()
  const nested = new Map<string, ProtobufMessage>()
  const addType = (type: string): string => {
    const all = api.types.get(type) ?? []
    const name = `T_${typeName(type)}`
    if (nested.has(name)) return name
    const fields: Record<string, object> = {}
    nested.set(name, { fields, oneofs: { value: { oneof: all.map((d) => typeName(d.name)) } } })
    for (const [at, d] of all.entries()) fields[typeName(d.name)] = { type: addMessage(d.name), id: at + 1 }
    return name
  }
  const addMessage = (name: string): string => {
    const message = typeName(name)
    if (nested.has(message)) return message
    const fields: Record<string, object> = {}
    nested.set(message, { fields })
    const definition = api.byName.get(name)
    for (const [at, f] of (definition ? members(definition) : (mtproto[name] ?? [])).entries()) {
      const type = protobufTypes[f.type] ?? addType(f.type)
      fields[f.name] = { type, id: at + 1, ...(f.vector ? { rule: 'repeated' } : {}) }
    }
    return message
  }
  for (const { tree } of workloads) addMessage(tree._)
  const types = Object.fromEntries([...api.byName].map(([name, d]) => [name, typeName(d.type)]))
  return { types, nested: Object.fromEntries(nested) }
}

const mtproto: Readonly<Record<string, readonly { name: string; type: string; vector: boolean }[]>> = {
  mt_msgs_ack: [{ name: 'msgIds', type: 'long', vector: true }],
  mt_pong: [
    { name: 'msgId', type: 'long', vector: false },
    { name: 'pingId', type: 'long', vector: false },
  ],
}

export function limitModule(workloads: readonly Workload[]): string {
  const wanted = workloads.filter(({ name }) => name === 'encryptedMessage' || name === 'ints')
  const literal: Literal = (tree, fields) => `new limit.${tree._}({ ${fields} })`
  return `import * as limit from '${HERE}limit.mjs'
const { encode } = limit
const reuse = { 'a writer that is kept': limit.write }
const decode = (bytes, type) => type.read(bytes)
${list(wanted, literal, (tree) => `limit.${tree._}`, false)}${TAIL}`
}
