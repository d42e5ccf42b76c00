import { assertNever } from '../ir/assert-never.js'
import { visible } from '../diagnostics/visible.js'
import type { PrimitiveNode, TreeNode } from './tree.js'

/** Longer texts and bytes are cut: `--json` has all of them. */
const maxText = 100
const maxBytes = 32

/** Adds colours, or nothing. */
export interface TreeStyle {
  readonly name: (text: string) => string
  readonly faint: (text: string) => string
  readonly bad: (text: string) => string
}

/** A line for each value: its offset, its name, what it is. */
export function printTree(root: TreeNode, style: TreeStyle): string {
  const lines: string[] = []
  const width = String(root.end).length
  const add = (node: TreeNode, label: string, depth: number): void => {
    const indent = '  '.repeat(depth)
    const name = label === '' ? '' : `${style.name(label)}: `
    lines.push(`${style.faint(String(node.start).padStart(width))}  ${indent}${name}${textOf(node, style)}\n`)
    if (node.kind === 'object') for (const field of node.fields) add(field.node, field.name, depth + 1)
    if (node.kind === 'vector')
      node.items.forEach((item, index) => add(item, `[${String(index)}]`, depth + 1))
  }
  add(root, '', 0)
  return lines.join('')
}

function textOf(node: TreeNode, style: TreeStyle): string {
  switch (node.kind) {
    case 'object':
      return `${node.name}${style.faint(node.boxed ? `#${node.id.toString(16).padStart(8, '0')}` : ' (bare)')}`
    case 'vector': {
      const name = node.boxed ? 'Vector' : 'vector'
      return `${name} ${style.faint(node.count === 1 ? '1 item' : `${String(node.count)} items`)}`
    }
    case 'mask':
      return `# ${maskText(node.value)}`
    case 'primitive':
      return `${style.faint(node.type)} ${primitiveText(node)}`
    case 'broken':
      return style.bad(`? ${node.problem}`)
    default:
      return assertNever(node)
  }
}

/** `0x00000005 (bits 0, 2)` */
function maskText(value: number): string {
  const bits = Array.from({ length: 32 }, (_, bit) => bit).filter((bit) => ((value >>> bit) & 1) === 1)
  const which = bits.length === 0 ? '' : ` (${bits.length === 1 ? 'bit' : 'bits'} ${bits.join(', ')})`
  return `0x${value.toString(16).padStart(8, '0')}${which}`
}

function primitiveText({ value }: PrimitiveNode): string {
  if (value instanceof Uint8Array) {
    const hex = Buffer.from(value.subarray(0, maxBytes)).toString('hex')
    const more = value.length > maxBytes ? '…' : ''
    return `${hex}${more} (${value.length === 1 ? '1 byte' : `${String(value.length)} bytes`})`
  }
  if (typeof value !== 'string') return Object.is(value, -0) ? '-0' : String(value)
  return visible(JSON.stringify(value.length > maxText ? `${value.slice(0, maxText)}…` : value))
}
