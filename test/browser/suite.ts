// The conformance checks that need nothing but JavaScript: bundled, and run where there is no Node.
import { json as apiJson } from '../../generated/telegram/api/json.js'
import { registry as apiRegistry } from '../../generated/telegram/api/registry.js'
import { metadata as mtprotoMetadata } from '../../generated/telegram/mtproto/metadata.js'
import { registry as mtprotoRegistry } from '../../generated/telegram/mtproto/registry.js'
import {
  JsonCodec,
  TlReadError,
  decode,
  readObject,
  type JsonClass,
  type JsonObject,
  type Registry,
} from '../../generated/telegram/runtime/index.js'
import { utf8Slice, utf8Write } from '../../generated/telegram/runtime/platform.js'
import { json as secretJson } from '../../generated/telegram/secret/json.js'
import { registry as secretRegistry } from '../../generated/telegram/secret/registry.js'

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

export interface Vectors {
  readonly objects: readonly ObjectVector[]
  readonly refusals: readonly RefusalVector[]
}

export interface SuiteReport {
  /** Node's Buffer helped. */
  readonly usesBuffer: boolean
  readonly objects: number
  readonly refusals: number
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

export function runSuite({ objects, refusals }: Vectors): SuiteReport {
  const failures: string[] = []
  const passed = (run: () => string | undefined): boolean => {
    let problem: string | undefined
    try {
      problem = run()
    } catch (error) {
      problem = error instanceof Error ? (error.stack ?? error.message) : String(error)
    }
    if (problem === undefined) return true
    if (failures.length < 10) failures.push(problem)
    return false
  }
  return {
    usesBuffer: utf8Slice !== undefined && utf8Write !== undefined,
    objects: objects.filter((vector) => passed(() => checkObject(vector))).length,
    refusals: refusals.filter((vector) => passed(() => checkRefusal(vector))).length,
    failures,
  }
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
