import { assertNever } from '../ir/assert-never.js'
import { onceFor } from '../ir/once-for.js'
import type { CombinatorSyntax, CommentSyntax, FieldSyntax, ItemSyntax, SchemaSyntax } from './ast.js'
import { printField, printOperand, printType } from './print-type.js'

export { printField, printType }

/**
 * A schema as TL in its canonical layout: a definition on one line, or, if there are comments within it,
 * on one line for each argument. Reading the text again gives the same schema with other spans.
 */
export function printSchema(schema: SchemaSyntax): string {
  let text = ''
  let previous: ItemSyntax | undefined
  for (const item of schema.items) {
    const printed = printItem(item)
    if (printed === '') continue
    if (previous !== undefined) text += isParted(previous, item) ? '\n\n' : '\n'
    text += printed
    previous = item
  }
  return text === '' ? '' : `${text}\n`
}

/** An item on one line without its comments, fit to quote: `pong#347773c5 msg_id:long = Pong;` */
export const printItemLine = onceFor(itemLine)

function itemLine(item: ItemSyntax): string {
  switch (item.kind) {
    case 'combinator':
      return [...headOf(item), ...item.fields.map(printField), tailOf(item)].join(' ')
    case 'builtin': {
      const id = item.id === undefined ? '' : `#${item.id.text}`
      return `${item.name.text}${id} ? = ${printType(item.result)};`
    }
    case 'partial':
      return `${printType(item.type)};`
    case 'directive':
      return `${item.directive} ${printType(item.type)};`
    case 'section':
      return `---${item.section}---`
    case 'layer-block':
      return `===${item.layer}===`
    case 'comments':
      return ''
    default:
      return assertNever(item)
  }
}

/** Blank lines set off marks and whatever takes more than a line; plain definitions stay together. */
function isParted(previous: ItemSyntax, item: ItemSyntax): boolean {
  return standsAlone(previous) || standsAlone(item)
}

function standsAlone(item: ItemSyntax): boolean {
  if (item.leading.length > 0 || item.kind === 'section' || item.kind === 'layer-block') return true
  return item.kind === 'combinator' && hasCommentsInside(item)
}

/** An item with its comments, on as many lines as it takes; without the line end behind the last. */
export function printItem(item: ItemSyntax): string {
  const text = item.kind === 'combinator' && hasCommentsInside(item) ? printLong(item) : printItemLine(item)
  const lines = item.leading.map((comment) => printComment(comment, ''))
  if (text !== '') lines.push(text + printTrailing(item.trailing))
  return lines.join('\n')
}

function hasCommentsInside({ fields, closing }: CombinatorSyntax): boolean {
  return (
    closing !== undefined ||
    fields.some(({ leading, trailing }) => leading.length > 0 || trailing !== undefined)
  )
}

const indent = '  '

function printLong(item: CombinatorSyntax): string {
  const lines = [headOf(item).join(' ')]
  for (const field of item.fields) {
    lines.push(...printLongField(field))
  }
  for (const comment of item.closing ?? []) lines.push(printComment(comment, indent))
  lines.push(indent + tailOf(item))
  return lines.join('\n')
}

function printLongField(field: FieldSyntax): readonly string[] {
  const line = indent + printField(field) + printTrailing(field.trailing)
  return [...field.leading.map((comment) => printComment(comment, indent)), line]
}

function headOf({ annotations, name, id, templates }: CombinatorSyntax): readonly string[] {
  return [
    ...annotations.map(({ text }) => `@${text}`),
    id === undefined ? name.text : `${name.text}#${id.text}`,
    ...templates.map(({ parameters }) => {
      const groups = parameters.map(
        ({ names, type }) => `${names.map(({ text }) => text).join(' ')}:${printOperand(type)}`,
      )
      return `{${groups.join(' ')}}`
    }),
  ]
}

function tailOf({ arrow, result }: CombinatorSyntax): string {
  return `${arrow} ${printType(result)};`
}

function printTrailing(comment: CommentSyntax | undefined): string {
  return comment === undefined ? '' : ` ${printComment(comment, '')}`
}

/** The text comes from anywhere: what would end the comment too early is printed so that it does not. */
function printComment({ style, text }: CommentSyntax, before: string): string {
  if (style === 'block' && !text.includes('*/')) return `${before}/*${text}*/`
  return text
    .split(/\r\n?|\n/)
    .map((line) => `${before}//${line}`)
    .join('\n')
}
