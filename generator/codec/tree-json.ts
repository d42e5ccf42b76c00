import { toBase64 } from '../../templates/runtime/base64.js'
import type { Json } from '../../templates/runtime/json.js'
import { assertNever } from '../ir/assert-never.js'
import type { PrimitiveNode, TreeNode } from './tree.js'

/**
 * The value of a tree in the JSON of the generated classes: TL names, longs as decimal strings, bytes as base64. What
 * is broken is `null`.
 */
export function valueJson(node: TreeNode): Json {
  switch (node.kind) {
    case 'object': {
      const fields = node.fields.filter(({ node: child }) => child.kind !== 'mask' || !child.hidden)
      return Object.fromEntries([
        ['_', node.name],
        ...fields.map(({ name, node: child }): [string, Json] => [name, valueJson(child)]),
      ])
    }
    case 'vector':
      return node.items.map(valueJson)
    case 'mask':
      return node.spare
    case 'primitive':
      return primitiveJson(node)
    case 'broken':
      return null
    default:
      return assertNever(node)
  }
}

function primitiveJson({ value }: PrimitiveNode): Json {
  if (typeof value === 'bigint') return String(value)
  if (value instanceof Uint8Array) return toBase64(value)
  if (typeof value !== 'number' || (Number.isFinite(value) && !Object.is(value, -0))) return value
  return Object.is(value, -0) ? '-0' : String(value)
}

/** The tree itself: ids, names, values and offsets. */
export function treeJson(node: TreeNode): Json {
  const { start, end } = node
  switch (node.kind) {
    case 'object':
      return {
        kind: 'object',
        name: node.name,
        ...(node.boxed && { id: node.id.toString(16).padStart(8, '0') }),
        start,
        end,
        fields: node.fields.map(({ name, node: child }) => ({ name, value: treeJson(child) })),
      }
    case 'vector':
      return {
        kind: 'vector',
        boxed: node.boxed,
        count: node.count,
        start,
        end,
        items: node.items.map(treeJson),
      }
    case 'mask':
      return { kind: 'mask', value: node.value, start, end }
    case 'primitive':
      return { kind: node.type, value: primitiveJson(node), start, end }
    case 'broken':
      return { kind: 'broken', problem: node.problem, start, end }
    default:
      return assertNever(node)
  }
}
