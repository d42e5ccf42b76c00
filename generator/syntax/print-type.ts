import { assertNever } from '../ir/assert-never.js'
import type { ConditionSyntax, FieldSyntax, TypeSyntax } from './ast.js'

/**
 * How much may stand at a place without parentheses: an `expression` anything, an `operand` no
 * juxtaposed application, an `atom` no sum or counted repetition either.
 */
type Strength = 'expression' | 'operand' | 'atom'

/** A type as TL, such as `%(Vector int)`, in a form that can stand anywhere inside brackets. */
export function printType(type: TypeSyntax): string {
  return print(type, 'expression')
}

/** An argument as TL, without its comments: `name:flags.3?Vector<int>`. */
export function printField(field: FieldSyntax): string {
  const names = field.names.map(({ text }) => text).join(' ')
  const condition = field.condition === undefined ? '' : printCondition(field.condition)
  if (field.grouped) return `(${names}:${condition}${print(field.type, 'expression')})`
  return `${names}${names === '' ? '' : ':'}${condition}${print(field.type, 'operand')}`
}

function printCondition({ mask, bit }: ConditionSyntax): string {
  return bit === undefined ? `${mask.text}?` : `${mask.text}.${bit.value}?`
}

/** A type for where juxtaposition would not be understood: the type of an argument. */
export function printOperand(type: TypeSyntax): string {
  return print(type, 'operand')
}

function print(type: TypeSyntax, strength: Strength): string {
  switch (type.kind) {
    case 'nat':
      return '#'
    case 'named':
      return type.name
    case 'number':
      return String(type.value)
    case 'bare':
      return `%${print(type.type, 'atom')}`
    case 'bang':
      return `!${print(type.type, 'atom')}`
    case 'apply': {
      if (type.style === 'angle') {
        return `${type.callee.name}<${type.arguments.map(printType).join(', ')}>`
      }
      const text = [type.callee.name, ...type.arguments.map(printOperand)].join(' ')
      return strength === 'expression' ? text : `(${text})`
    }
    case 'sum': {
      const left = print(type.left, type.left.kind === 'sum' ? 'operand' : 'atom')
      return parenthesize(`${left}+${print(type.right, 'atom')}`, strength)
    }
    case 'repetition': {
      const fields = ['[', ...type.fields.map(printField), ']'].join(' ')
      if (type.count === undefined) return fields
      return parenthesize(`${print(type.count, 'atom')}*${fields}`, strength)
    }
    default:
      return assertNever(type)
  }
}

function parenthesize(text: string, strength: Strength): string {
  return strength === 'atom' ? `(${text})` : text
}
