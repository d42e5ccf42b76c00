import { printWidth } from '../emit/layout.js'
import { logicalLines } from './broken-lines.js'

const comment = /^ *(?:\/\*\*|\*)/
/** `a.b(c)`, `if (a) {`, `} else {`: nothing that the next line goes on with. */
const ending = /[\w$)\]}>'?]$/
const beginning = /^[\w$'[}]/

/**
 * What ts-morph writes otherwise than the house does: semicolons at the ends of lines, bodies without members, empty
 * lines at the ends of others, and the lines of a constant, which it indents once more.
 */
export function tidied(printed: string): string {
  const lines = printed.split('\n')
  const bare = lines.map((line) => (line.endsWith(';') && !comment.test(line) ? line.slice(0, -1) : line))
  return bare
    .join('\n')
    .replace(/ \{\n *\}/g, ' {}')
    .replace(/\n\n( *\})/g, '\n$1')
    .replace(hanging, withoutHanging)
}

/** A constant from one bracket to the other. */
const hanging = /^((?:export )?const .*[{[(])\n((?: {2}.*\n)*? {2}[}\])].*\n)(?![ }\])])/gm

function withoutHanging(_: string, first: string, lines: string): string {
  return `${first}\n${lines.replace(/^ {2}/gm, '')}`
}

/** What the lines between two braces are. */
type Body = 'statements' | 'cases' | 'entries'

/**
 * Whether the formatter would leave a text as it is, so that it need not be asked. What is emitted is in the house style
 * wherever it fits a line; so nothing is to be done where each line fits, or is broken as it has to be, and is a whole: a statement, a member, an
 * entry, or the beginning or the end of a body. Anything else is the formatter's. This holds for what is emitted, not
 * for any TypeScript: the tests have the formatter look at all of it.
 */
export function isSettled(text: string): boolean {
  const bodies: Body[] = []
  let before = '{'
  for (const { text: line, isBroken } of logicalLines(text.trimEnd().split('\n'))) {
    const code = line.trimStart()
    if (code === '' || code.startsWith('}')) {
      if (before === '' || (code === '' && before.endsWith('{'))) return false
    }
    before = code
    if (code === '' || comment.test(line)) continue
    if (code.startsWith('}')) bodies.pop()
    const body = bodies.at(-1) ?? 'statements'
    const isLabel = /^(?:case .*|default):$/.test(code)
    const indent = 2 * bodies.length + (body === 'cases' && !isLabel ? 2 : 0)
    if (line.length - code.length !== indent || (line.length > printWidth && !isBroken)) return false
    if (!isWhole(code, body, isLabel)) return false
    if (code.endsWith('{')) bodies.push(bodyAfter(code))
  }
  return bodies.length === 0
}

function bodyAfter(code: string): Body {
  if (code.startsWith('switch ')) return 'cases'
  return code.endsWith('= {') ? 'entries' : 'statements'
}

/** Whether a line of code begins and ends with what it is. */
function isWhole(code: string, body: Body, isLabel: boolean): boolean {
  // How wide other letters are, and in which quotes a string with quotes stands, is the formatter's.
  if (/[^ -~]|["`\\]/.test(code)) return false
  const bare = code.replace(/'[^']*'/g, "''")
  if (/\/[*/]/.test(bare)) return false
  const rest = bare.replace(/^\}/, '').replace(/(?<=[\w$)>}\]'=] )\{$/, '')
  if (!isBalanced(rest) || !beginning.test(bare)) return false
  if (isLabel) return true
  if (body === 'entries' && !bare.startsWith('}'))
    return /^(?:[\w$]+|''): [^,]/.test(bare) && bare.endsWith(',')
  return bare.endsWith(' {') || ending.test(bare)
}

function isBalanced(code: string): boolean {
  const count = (bracket: string): number => code.split(bracket).length
  return ['()', '[]', '{}'].every(([open = '', close = '']) => count(open) === count(close))
}
