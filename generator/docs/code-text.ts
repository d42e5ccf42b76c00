/** Longer objects and lists are broken at their members. */
const width = 88

/** A piece of code that may be broken into lines: `open`, members, `close`. */
export type Code =
  string | { readonly open: string; readonly members: readonly CodeMember[]; readonly close: string }

export interface CodeMember {
  /** `peer: ` */
  readonly before: string
  readonly code: Code
}

/** The code as text: on one line where it fits, else with a member on each line; `column` is where it begins. */
export function printCode(code: Code, indent: string, column: number): string {
  if (typeof code === 'string') return code
  const flat = flatText(code)
  if (column + flat.length <= width) return flat
  const inner = `${indent}  `
  const lines = code.members.map(
    ({ before, code: member }) =>
      inner + before + printCode(member, inner, inner.length + before.length) + ',\n',
  )
  return `${code.open}\n${lines.join('')}${indent}${code.close}`
}

function flatText(code: Code): string {
  if (typeof code === 'string') return code
  const members = code.members.map(({ before, code: member }) => before + flatText(member)).join(', ')
  const space = code.open.endsWith('{') && members !== '' ? ' ' : ''
  return `${code.open}${space}${members}${space}${code.close}`
}

/** A text as a literal of JavaScript. */
export function textLiteral(text: string): string {
  const inner = JSON.stringify(text)
    .slice(1, -1)
    .replace(/\\"/g, '"')
    .replace(/'/g, "\\'")
    .replace(/[\u2028\u2029]/g, (character) => `\\u${character.charCodeAt(0).toString(16)}`)
  return `'${inner}'`
}
