// Emits the module that a worker process runs: the workloads, built and driven in a given shape.
import { construct } from './emit.js'
import type { Api } from './schema.js'
import type { Shape } from './shapes.js'
import type { Tree, Value, Workloads } from './values.js'

/** Values that no shape should pay for while it builds: bytes, and mtcute's Long objects. */
export class Constants {
  readonly lines: string[] = []
  add(text: string): string {
    this.lines.push(`const k${this.lines.length} = ${text}`)
    return `k${this.lines.length - 1}`
  }
}

export type Literal = (tree: Tree, fields: string) => string

export function source(value: Value, literal: Literal, constants: Constants, int53: boolean): string {
  if (typeof value === 'bigint') {
    return int53 ? constants.add(`Long.fromString('${value}')`) : `${value}n`
  }
  if (typeof value === 'number') return !int53 && Math.abs(value) > 2 ** 31 ? `${value}n` : String(value)
  if (value === undefined || typeof value === 'boolean' || typeof value === 'string')
    return JSON.stringify(value)
  if (value instanceof Uint8Array) return constants.add(`Uint8Array.from([${value.join()}])`)
  if (Array.isArray(value)) return `[${value.map((v) => source(v, literal, constants, int53)).join(', ')}]`
  const fields = Object.entries(value)
    .filter(([key]) => key !== '_')
    .map(([key, v]) => `${key}: ${source(v, literal, constants, int53)}`)
  return literal(value, fields.join(', '))
}

function builds(data: Workloads, literal: Literal, mtcute: boolean): string {
  const constants = new Constants()
  const functions = (['small', 'incoming', 'messages', 'updates', 'longs'] as const).map((name) => {
    const value: Value = data[name]
    return `const build_${name} = () => (${source(value, literal, constants, mtcute)})`
  })
  return [...constants.lines, ...functions].join('\n')
}

const TAIL = `
const data = {}
for (const [name, build] of Object.entries({ small: build_small, incoming: build_incoming, messages: build_messages, updates: build_updates })) {
  const bytes = encode(build())
  data[name] = { bytes, decoded: name === 'small' ? build() : decode(bytes) }
}
const longs = build_longs()
const longBytes = encodeLongs(longs)
const built = { messages: build_messages(), updates: build_updates() }
let sink = 0
const written = { small: data.small.bytes, incoming: data.incoming.bytes, messages: data.messages.bytes, updates: data.updates.bytes, longs: longBytes }
export const bytes = { ...written, messagesAgain: encode(data.messages.decoded), updatesAgain: encode(data.updates.decoded), longsAgain: encodeLongs(decodeLongs(longBytes)) }
export const works = {
  'encode small': () => { sink += encode(data.small.decoded).length },
  'fresh small': () => { sink += encode(build_small()).length },
  'decode small': () => { sink += decode(data.incoming.bytes)._ === '' ? 1 : 0 },
  'encode messages': () => { sink += encode(data.messages.decoded).length },
  'fresh messages': () => { sink += encode(build_messages()).length },
  'built messages': () => { sink += encode(built.messages).length },
  'decode messages': () => { sink += decode(data.messages.bytes).users.length },
  'encode updates': () => { sink += encode(data.updates.decoded).length },
  'fresh updates': () => { sink += encode(build_updates()).length },
  'built updates': () => { sink += encode(built.updates).length },
  'decode updates': () => { sink += decode(data.updates.bytes).users.length },
  'encode longs': () => { sink += encodeLongs(longs).length },
  'decode longs': () => { sink += decodeLongs(longBytes).length },
  'switch on _': () => { for (const m of data.messages.decoded.messages) sink += kindOf(m) + (m.media ? kindOf(m.media) : 0) },
}
function kindOf(x) {
  switch (x._) {
    case 'message': return 1
    case 'messageService': return 2
    case 'messageMediaPhoto': return 3
    case 'messageMediaGeo': return 4
    case 'messageMediaDocument': return 5
    case 'messageMediaPoll': return 6
    default: return 7
  }
}
`

export function emitWorks(api: Api, data: Workloads, shape: Shape): string {
  const plain = shape.construct === 'literal'
  const literal: Literal = (tree, fields) => {
    if (plain) return `{ _: '${tree._}'${fields && ', '}${fields} }`
    return `new api.${api.byName.get(tree._)?.className ?? ''}({ ${fields} })`
  }
  const roots = ['messages.sendEncrypted', 'encryptedMessage', 'messages.messages', 'updates']
  const encoders = roots.map((name) => {
    const d = api.byName.get(name)
    if (d === undefined) throw new Error(name)
    return `case '${name}': api.write_${d.className}(w, x); break`
  })
  const encode = plain
    ? `const encode = (x) => encodeWith((w) => { switch (x._) { ${encoders.join('; ')} } })`
    : shape.union === 'named'
      ? `const names = { 'encryptedMessage': '$EncryptedMessage', 'messages.messages': '$Messages_Messages', 'updates': '$Updates', 'messages.sendEncrypted': '$write' }
const encode = (x) => encodeWith((w) => x[names[x._]](w))`
      : shape.base
        ? `const encode = (x) => x.toBytes()`
        : `const encode = (x) => encodeObject(x)`
  const decoders = roots.slice(1).map((name) => {
    const d = api.byName.get(name)
    if (d === undefined) throw new Error(name)
    return `case ${d.id | 0}: return ${construct(d, shape).replace(/(new |^)(\w)/, '$1api.$2')}`
  })
  return `import * as api from './api.js'
import { Reader, encodeWith, encode as encodeObject } from '../../runtime.ts'
${encode}
const decode = (bytes) => {
  const r = new Reader(bytes)
  switch (r.int()) { ${decoders.join('; ')} }
}
const encodeLongs = (x) => encodeWith((w) => w.longs(x))
const decodeLongs = (bytes) => new Reader(bytes).longs()
${builds(data, literal, false)}
${TAIL}`
}

export function emitMtcuteWorks(data: Workloads): string {
  const root = new URL('../../node_modules/@mtcute/', import.meta.url).pathname
  return `import { __tlReaderMap as readers } from '${root}core/tl/binary/reader.js'
import { __tlWriterMap as writers } from '${root}core/tl/binary/writer.js'
import { TlBinaryReader, TlBinaryWriter } from '${root}tl-runtime/index.js'
import Long from 'long'
const encode = (x) => TlBinaryWriter.serializeObject(writers, x)
const decode = (bytes) => TlBinaryReader.deserializeObject(readers, bytes)
const encodeLongs = (x) => {
  const w = TlBinaryWriter.manual(8 + x.length * 8)
  w.vector(w.long, x)
  return w.result()
}
const decodeLongs = (bytes) => { const r = TlBinaryReader.manual(bytes); return r.vector(r.long) }
${builds(data, (tree, fields) => `{ _: '${tree._}'${fields && ', '}${fields} }`, true)}
${TAIL}`
}
