import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { onTestFinished } from 'vitest'
import { z } from 'zod'
import type { Json, JsonClass, JsonObject } from '../../templates/runtime/json.js'
import { discriminantOf, type TlObject } from '../../templates/runtime/object.js'
import type { ReaderOptions, Registry } from '../../templates/runtime/reader.js'
import { run, runtimeFiles } from '../unit/emit/support.js'

interface Codec {
  toJson(value: TlObject): JsonObject
  fromJson(type: JsonClass, json: Json): TlObject
}

export interface GeneratedClass extends JsonClass {
  readonly id: number
  fromBytes(bytes: Uint8Array, options?: ReaderOptions): TlObject
}

/** A generated schema, really loaded. */
export interface Loaded {
  /** The exports of the module: classes and namespaces. */
  readonly api: Readonly<Record<string, unknown>>
  readonly json: Codec
  readonly registry: Registry
  /** By the value of `_`. */
  readonly classes: ReadonlyMap<string, GeneratedClass>
}

const anyObject = z.looseObject({})
const registryShape = z.object({ registry: z.custom<Registry & { classes(): Iterable<GeneratedClass> }>() })
const jsonShape = z.object({ json: z.custom<Codec>() })

/**
 * Generates a schema into a folder of its own within the project, where imports resolve, and imports it.
 * @param whenDone `afterAll` where all tests of a file use it
 */
export async function load(
  text: string,
  whenDone: (remove: () => void) => void = onTestFinished,
): Promise<Loaded> {
  const { files, diagnostics } = await run(text, { runtime: runtimeFiles() })
  const errors = diagnostics.filter(({ severity }) => severity === 'error')
  if (errors.length > 0) throw new Error(errors.map(({ message }) => message).join('\n'))
  const base = join(import.meta.dirname, '../../node_modules/.cache/tlforge-test')
  mkdirSync(base, { recursive: true })
  const folder = mkdtempSync(join(base, 'load-'))
  whenDone(() => {
    rmSync(folder, { recursive: true, force: true })
  })
  for (const { path, text } of files) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
  const load = async (path: string): Promise<unknown> => import(join(folder, path))
  const { registry } = registryShape.parse(await load('api/registry.ts'))
  const { json } = jsonShape.parse(await load('api/json.ts'))
  const api = { ...anyObject.parse({ ...Object(await load('api/index.ts')) }) }
  const classes = new Map([...registry.classes()].map((type) => [discriminantOf(type), type]))
  return { api, json, registry, classes }
}

/** JSON → object → bytes → object → JSON, which must be the same. */
export function roundTrip({ json, classes }: Loaded, value: JsonObject): JsonObject {
  const name = z.string().parse(value['_'])
  const type = classes.get(name)
  if (!type) throw new Error(`no class ${name}`)
  const bytes = json.fromJson(type, value).toBytes()
  return json.toJson(type.fromBytes(bytes))
}
