/**
 * Text that looks as the formatter would leave it, so that a table of thousands of entries need not go through it. All
 * of it is ASCII: names of a schema and of errors, whose width is their length.
 */

/** How wide a line may be. */
export const printWidth = 110

/** A string in the quotes that need fewer escapes, single ones where that is equal. */
export function quoted(text: string): string {
  const inner = JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"')
  const count = (quote: string): number => inner.split(quote).length - 1
  const quote = count("'") > count('"') ? '"' : "'"
  return quote + inner.replaceAll(quote, `\\${quote}`) + quote
}

/** A key of an object: quoted where it has to be. */
export function propertyKey(name: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(name) ? name : quoted(name)
}

/** Shorter keys have their value on their own line, however long it is. */
export const shortKey = 5

/** A line of an object whose value cannot be broken: `  key: value,` */
export function propertyLine(key: string, value: string): string {
  const line = `  ${key}: ${value},\n`
  return line.length - 1 <= printWidth || key.length < shortKey ? line : `  ${key}:\n    ${value},\n`
}

/** An object of lines. */
export function objectOfLines(lines: readonly string[]): string {
  return lines.length === 0 ? '{}' : `{\n${lines.join('')}}`
}

/** Lines within a block. */
export function indented(lines: readonly string[]): readonly string[] {
  return lines.map((line) => `  ${line}`)
}

/** What stands on the line of a list besides it; what is before begins with the indentation. */
export interface Line {
  readonly before: string
  readonly after: string
}

/** `[a, b]` where the line that it stands in has room for it, else with an item on each line. */
export function listIn({ before, after }: Line, items: readonly string[], brackets: '[]' | '{}'): string {
  const [open = '', close = ''] = brackets
  const space = brackets === '{}' && items.length > 0 ? ' ' : ''
  const short = open + space + items.join(', ') + space + close
  if (items.length === 0 || before.length + short.length + after.length <= printWidth) return short
  const indent = /^ */.exec(before)?.[0] ?? ''
  return `${open}\n${items.map((item) => `${indent}  ${item},\n`).join('')}${indent}${close}`
}

/** How far the statements of a method are indented in their file. */
const bodyIndent = 4

/** Whether there is room for a line of a method. */
function fits(line: string): boolean {
  return bodyIndent + line.length <= printWidth
}

/** A call of an operation, as a statement of a method. */
export function callOfOperation(callee: string, operands: readonly string[]): readonly string[] {
  const operation = operands.join(' | ')
  if (operands.length < 2 || fits(`${callee}(${operation})`)) return [`${callee}(${operation})`]
  const [first = '', ...others] = lineOfEach(operands)
  const broken = [first, ...indented(others)].map((line, at) =>
    at < operands.length - 1 ? `  ${line}` : `  ${line},`,
  )
  return [`${callee}(`, ...(fits(`  ${operation},`) ? [`  ${operation},`] : broken), ')']
}

/** An operation that a variable begins with, as a statement of a method. */
export function assignmentOfOperation(variable: string, operands: readonly string[]): readonly string[] {
  const operation = operands.join(' | ')
  if (fits(`${variable} = ${operation}`)) return [`${variable} = ${operation}`]
  return [`${variable} =`, ...indented(fits(`  ${operation}`) ? [operation] : lineOfEach(operands))]
}

function lineOfEach(operands: readonly string[]): readonly string[] {
  return operands.map((operand, at) => (at < operands.length - 1 ? `${operand} |` : operand))
}

/** A statement of a method that is executed where one of the tests is true. */
export function statementIf(tests: readonly string[], statement: string): readonly string[] {
  const condition = `if (${tests.join(' || ')})`
  if (fits(`${condition} ${statement}`)) return [`${condition} ${statement}`]
  if (tests.length < 2 || fits(condition)) return [condition, `  ${statement}`]
  const last = tests.length - 1
  const broken = tests.map((one, at) => `  ${one}${at < last ? ' ||' : ''}`)
  return ['if (', ...broken, ')', `  ${statement}`]
}
