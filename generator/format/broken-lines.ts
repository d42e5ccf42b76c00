import { printWidth, shortKey } from '../emit/layout.js'

/** A line, or what the formatter would make several of. */
export interface LogicalLine {
  /** In one line, however wide. */
  readonly text: string
  readonly isBroken: boolean
}

/**
 * Puts together what emitters break because it is too wide for a line: an operation that is the only argument of a call,
 * a condition, the statement behind one, and the value of an entry. What the formatter would break elsewhere, or not at
 * all, stays as it is.
 */
export function* logicalLines(lines: readonly string[]): Iterable<LogicalLine> {
  for (let at = 0; at < lines.length;) {
    const broken = brokenCall(lines, at) ?? brokenIf(lines, at) ?? brokenEntry(lines, at)
    yield { text: broken?.text ?? lines[at] ?? '', isBroken: broken !== undefined }
    at = broken?.end ?? at + 1
  }
}

interface Joined {
  readonly text: string
  /** The number of the line behind it. */
  readonly end: number
}

/** `a(b | c)`: first the operation goes to a line of its own, then each operand does. */
function brokenCall(lines: readonly string[], at: number): Joined | undefined {
  const [, indent = '', callee] = /^( *)([\w$.]+)\($/.exec(lines[at] ?? '') ?? []
  if (callee === undefined) return undefined
  const operands = operandsBehind(lines, at, { indent, operator: ' |', last: ',' })
  const isWide = indent.length + 3 + operands.join(' | ').length > printWidth
  return operands.length === 1 || isWide ? joined(lines, at, operands, ' | ') : undefined
}

interface Operation {
  /** Of the line that it begins in. */
  readonly indent: string
  readonly operator: ' |' | ' ||'
  /** What stands behind the last operand; with it, the others are indented once more. */
  readonly last: ',' | ''
}

/** The operands between a bracket at the end of a line and one in a line of its own; none where there is anything else. */
function operandsBehind(
  lines: readonly string[],
  at: number,
  { indent, operator, last }: Operation,
): readonly string[] {
  const count = lines.slice(at + 1).findIndex((other) => other === `${indent})`)
  const operands = lines.slice(at + 1, at + 1 + count).flatMap((operand, index) => {
    const start = indent + (index > 0 && last === ',' ? '    ' : '  ')
    return within(operand, start, index === count - 1 ? last : operator) ?? []
  })
  return operands.length === count ? operands : []
}

/** The operation in the line that it begins in, where that has no room for it. */
function joined(
  lines: readonly string[],
  at: number,
  operands: readonly string[],
  operator: string,
): Joined | undefined {
  const text = `${lines[at] ?? ''}${operands.join(operator)})`
  return operands.length === 0 || text.length <= printWidth
    ? undefined
    : { text, end: at + operands.length + 2 }
}

/** `if (a || b) c`: first the statement goes to a line of its own, then the operands do. */
function brokenIf(lines: readonly string[], at: number): Joined | undefined {
  const condition = conditionAt(lines, at)
  if (!condition) return undefined
  const indent = /^ */.exec(condition.text)?.[0] ?? ''
  const statement = within(lines[condition.end] ?? '', `${indent}  `, '')
  const text = `${condition.text} ${statement ?? ''}`
  return statement === undefined || text.length <= printWidth ? undefined : { text, end: condition.end + 1 }
}

function conditionAt(lines: readonly string[], at: number): Joined | undefined {
  const line = lines[at] ?? ''
  if (/^ *if \(.*\)$/.test(line)) return line.length <= printWidth ? { text: line, end: at + 1 } : undefined
  const [, indent] = /^( *)if \($/.exec(line) ?? []
  if (indent === undefined) return undefined
  const operands = operandsBehind(lines, at, { indent, operator: ' ||', last: '' })
  return operands.length < 2 ? undefined : joined(lines, at, operands, ' || ')
}

/** `a: 'b',` goes on in a line of its own, `a: [b, c],` in one for each item. */
function brokenEntry(lines: readonly string[], at: number): Joined | undefined {
  const line = lines[at] ?? ''
  const [, indent = '', key = '', bracket] = /^( *)([\w$]+|'[^']*'):( \[)?$/.exec(line) ?? []
  if (indent === '' || (bracket === undefined && key.length < shortKey)) return undefined
  const count = bracket === undefined ? 1 : lines.slice(at + 1).findIndex((other) => other === `${indent}],`)
  if (count < 1) return undefined
  const values = lines.slice(at + 1, at + 1 + count).map((value) => within(value, `${indent}  `, ','))
  const text = bracket === undefined ? `${line} ${values.join('')},` : `${line}${values.join(', ')}],`
  const end = at + count + (bracket === undefined ? 1 : 2)
  return values.includes(undefined) || text.length <= printWidth ? undefined : { text, end }
}

/** What a line has between this beginning and this end, where it fits. */
function within(line: string, start: string, end: string): string | undefined {
  const code = line.slice(start.length, line.length - end.length)
  const isSo = line === start + code + end && /^[^ ]/.test(code) && !/ \|\|?$|,$/.test(code)
  return isSo && line.length <= printWidth ? code : undefined
}
