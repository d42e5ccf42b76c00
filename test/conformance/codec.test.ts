import { describe, expect, it } from 'vitest'
import { decodeTree, type DecodeResult } from '../../generator/codec/decode.js'
import { encodeJson } from '../../generator/codec/encode.js'
import { treeJson, valueJson } from '../../generator/codec/tree-json.js'
import type { TreeNode } from '../../generator/codec/tree.js'
import type { Schema } from '../../generator/ir/schema.js'
import type { TlObject } from '../../generated/telegram/runtime/object.js'
import { SchemaArbitraries, type Presence } from '../support/arbitrary.js'
import { parseJson } from '../support/json.js'
import { runs, tryAll } from '../support/runs.js'
import { expectBytes, expectSame } from '../support/same.js'
import { definitionsOf, loadTelegram, type TelegramModule } from '../support/telegram.js'

/** The codec that works from the schema, judged by the generated one. */
const telegram = await loadTelegram()
const apiObjects = new SchemaArbitraries(telegram.api.schema, telegram.api.classes, { depth: 2 }).any()
const presences: readonly Presence[] = ['none', 'all', 'mixed']

describe.each([
  { name: 'api', module: telegram.api, schemas: [telegram.api.schema] },
  { name: 'mtproto', module: telegram.mtproto, schemas: [telegram.mtproto.schema, telegram.api.schema] },
  { name: 'secret', module: telegram.secret, schemas: [telegram.secret.schema] },
])('$name', ({ name, module, schemas }) => {
  const { schema, classes } = module
  const options = name === 'mtproto' ? { objects: apiObjects } : {}
  const arbitraries = new SchemaArbitraries(schema, classes, options)

  it.each(definitionsOf(schema).map(({ key }) => key))('%s', (key) => {
    for (const presence of presences) {
      const count = presence === 'none' ? 1 : Math.min(runs, 3)
      tryAll(arbitraries.instance(key, presence), (value) => checkValue(module, schemas, value), count)
    }
  })
})

function checkValue({ json }: TelegramModule, schemas: readonly Schema[], value: TlObject): void {
  const bytes = value.toBytes()
  const result = decodeTree(bytes, schemas)
  expect(result).toMatchObject({ rest: 0 })
  expect(result.problem).toBeUndefined()
  const wanted = parseJson(JSON.stringify(json.toJson(value)))
  expectSame(valueJson(result.root), wanted)
  expect(result.root).toMatchObject({ start: 0, end: bytes.length })
  checkExtents(result.root)
  const encoded = encodeJson(wanted, schemas)
  if (encoded.kind === 'problem') throw new Error(encoded.message)
  expectBytes(encoded.bytes, bytes)
  if (bytes.length > 4) checkCut(decodeTree(bytes.subarray(0, bytes.length - 4), schemas), bytes.length - 4)
}

function childrenOf(node: TreeNode): readonly TreeNode[] {
  if (node.kind === 'object') return node.fields.map((field) => field.node)
  return node.kind === 'vector' ? node.items : []
}

/** What is within a value follows one upon the other, and ends where the value does. */
function checkExtents(node: TreeNode): void {
  const children = childrenOf(node)
  let at: number | undefined
  for (const child of children) {
    if (at !== undefined && child.start !== at) throw new Error(`a gap at ${String(at)}`)
    at = child.end
    checkExtents(child)
  }
  if (at !== undefined && at !== node.end) throw new Error(`a gap at ${String(at)}`)
}

/** Of cut bytes all is shown up to where they end. */
function checkCut({ root, problem }: DecodeResult, length: number): void {
  expect(problem?.message).toBeDefined()
  expect(problem?.offset).toBeLessThanOrEqual(length)
  expect(JSON.stringify(treeJson(root))).toContain('"broken"')
}
