// The conformance checks that need nothing but JavaScript: bundled, and run where there is no Node.
import { Inflate } from 'pako'
import { json as apiJson } from '../../generated/telegram/api/json.js'
import { registry as apiRegistry } from '../../generated/telegram/api/registry.js'
import { metadata as mtprotoMetadata } from '../../generated/telegram/mtproto/metadata.js'
import { registry as mtprotoRegistry } from '../../generated/telegram/mtproto/registry.js'
import {
  JsonCodec,
  TlReadError,
  decode,
  pakoGunzip,
  nodeGunzip,
  readObject,
  unpack,
  type Gunzip,
  type JsonClass,
  type JsonObject,
  type NodeZlibModule,
  type Registry,
  type TlObject,
} from '../../generated/telegram/runtime/index.js'
import { utf8Slice, utf8Write } from '../../generated/telegram/runtime/platform.js'
import { json as secretJson } from '../../generated/telegram/secret/json.js'
import { registry as secretRegistry } from '../../generated/telegram/secret/registry.js'
import { writeRefusals } from './write-refusals.js'

export type ModuleName = 'api' | 'mtproto' | 'secret'

/** What Node made of one random value. */
export interface ObjectVector {
  readonly module: ModuleName
  readonly id: number
  readonly hex: string
  readonly json: JsonObject
}

/** Bytes that are wrong, and what Node said of them. */
export interface RefusalVector {
  readonly module: ModuleName
  readonly hex: string
  readonly message: string
}

/** Bytes in which something is packed, and what Node made of them. */
export interface PackedVector {
  readonly name: string
  readonly hex: string
  /** Of all that is packed, wherever it is: JSON, or the message of the error. */
  readonly read: JsonObject | string
  /** Of the whole alone: hexadecimal digits, or the message of the error behind an exclamation mark. */
  readonly unpacked: string
}

export interface Vectors {
  readonly objects: readonly ObjectVector[]
  readonly refusals: readonly RefusalVector[]
  readonly packed: readonly PackedVector[]
  /** What Node says of values without bytes. */
  readonly writes: Readonly<Record<string, string>>
}

export interface SuiteReport {
  /** Node's Buffer helped. */
  readonly usesBuffer: boolean
  readonly objects: number
  readonly refusals: number
  readonly packed: number
  readonly writes: number
  /** What the packed ones were unpacked with. */
  readonly unpackers: readonly string[]
  /** The first few vectors that went wrong, and how. */
  readonly failures: readonly string[]
}

interface Module {
  readonly registry: Registry
  readonly json: JsonCodec
}

const modules: Readonly<Record<ModuleName, Module>> = {
  api: { registry: apiRegistry, json: apiJson },
  mtproto: {
    registry: mtprotoRegistry.or(apiRegistry),
    json: new JsonCodec(mtprotoMetadata, mtprotoRegistry.classes(), apiJson),
  },
  secret: { registry: secretRegistry, json: secretJson },
}
const classRegistries = { api: apiRegistry, mtproto: mtprotoRegistry, secret: secretRegistry }

/** @param zlib `node:zlib`, where there is one */
export async function runSuite(
  { objects, refusals, packed, writes }: Vectors,
  zlib?: NodeZlibModule,
): Promise<SuiteReport> {
  const failures: string[] = []
  const passed = async (run: () => Problem | Promise<Problem>): Promise<boolean> => {
    let problem: Problem
    try {
      problem = await run()
    } catch (error) {
      problem = error instanceof Error ? (error.stack ?? error.message) : String(error)
    }
    if (problem === undefined) return true
    if (failures.length < 10) failures.push(problem)
    return false
  }
  const count = async <T>(
    vectors: readonly T[],
    check: (vector: T) => Problem | Promise<Problem>,
  ): Promise<number> => {
    let right = 0
    for (const vector of vectors) if (await passed(() => check(vector))) right++
    return right
  }
  const unpackers: Readonly<Record<string, Gunzip>> = {
    pako: pakoGunzip({ Inflate }),
    ...(zlib && { 'node:zlib': nodeGunzip(zlib) }),
  }
  const said = writeRefusals()
  return {
    usesBuffer: utf8Slice !== undefined && utf8Write !== undefined,
    objects: await count(objects, checkObject),
    refusals: await count(refusals, checkRefusal),
    packed: await count(packed, (vector) => checkPacked(vector, unpackers)),
    writes: await count(Object.entries(writes), ([name, message]) => checkWrite(said, name, message)),
    unpackers: Object.keys(unpackers),
    failures,
  }
}

type Problem = string | undefined

function checkWrite(said: Readonly<Record<string, string>>, name: string, message: string): Problem {
  return said[name] === message ? undefined : `${name}: ${String(said[name])} instead of ${message}`
}

/** bytes → object → bytes, object → JSON, JSON → object → bytes: all as in Node. */
function checkObject({ module, id, hex, json }: ObjectVector): string | undefined {
  const { registry, json: codec } = modules[module]
  const value = decode(bytesOf(hex), readObject, { registry })
  if (hexOf(value.toBytes()) !== hex) return `${module} ${value._}: other bytes`
  if (JSON.stringify(codec.toJson(value)) !== JSON.stringify(json)) return `${module} ${value._}: other JSON`
  const type: JsonClass | undefined = classRegistries[module].find(id)
  if (!type) return `${module} ${value._}: no class`
  return hexOf(codec.fromJson(type, json).toBytes()) === hex
    ? undefined
    : `${module} ${value._}: other bytes from JSON`
}

function checkRefusal({ module, hex, message }: RefusalVector): string | undefined {
  const { registry } = modules[module]
  try {
    decode(bytesOf(hex), readObject, { registry })
  } catch (error) {
    if (error instanceof TlReadError && error.message === message) return undefined
    return `${String(error)} instead of ${message}`
  }
  return `a value instead of ${message}`
}

/** The same with each that unpacks while reading, and with the platform's stream. */
async function checkPacked(
  { name, hex, read, unpacked }: PackedVector,
  unpackers: Readonly<Record<string, Gunzip>>,
): Promise<Problem> {
  const { json } = modules.mtproto
  const bytes = bytesOf(hex)
  for (const [unpacker, gunzip] of Object.entries(unpackers)) {
    const value = attempt(() => json.toJson(readPacked(bytes, gunzip)))
    if (JSON.stringify(value) !== JSON.stringify(read))
      return `${name} by ${unpacker}: ${JSON.stringify(value)}`
  }
  const whole = await unpackedHex(bytes)
  return whole === unpacked ? undefined : `${name} by a stream: ${whole}`
}

/** Any object, with what is packed in it. */
export function readPacked(bytes: Uint8Array, gunzip: Gunzip): TlObject {
  return decode(bytes, readObject, { registry: modules.mtproto.registry, gunzip })
}

/** What the stream of the platform makes of a whole input. */
export async function unpackedHex(bytes: Uint8Array): Promise<string> {
  try {
    return hexOf(await unpack(bytes))
  } catch (error) {
    if (error instanceof TlReadError) return `!${error.message}`
    throw error
  }
}

/** @returns the message of an error instead */
export function attempt<T>(run: () => T): T | string {
  try {
    return run()
  } catch (error) {
    if (error instanceof TlReadError) return error.message
    throw error
  }
}

function bytesOf(hex: string): Uint8Array {
  const bytes = new Uint8Array(hex.length / 2)
  for (let at = 0; at < bytes.length; at++) bytes[at] = Number.parseInt(hex.slice(at * 2, at * 2 + 2), 16)
  return bytes
}

const digits = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'))

function hexOf(bytes: Uint8Array): string {
  let hex = ''
  for (const byte of bytes) hex += digits[byte] ?? ''
  return hex
}
