import { diagnosticCodes, type DiagnosticCode } from '../codes.js'
import { idPages } from './check-ids.js'
import { namePages } from './check-names.js'
import { typePages } from './check-types.js'
import { errorPages } from './errors.js'
import type { ExplanationPage } from './page.js'
import { runPages } from './run.js'
import { syntaxPages } from './syntax.js'

/** A code without a page does not compile. */
const pages: Readonly<Record<DiagnosticCode, ExplanationPage>> = {
  ...syntaxPages,
  ...namePages,
  ...idPages,
  ...typePages,
  ...runPages,
  ...errorPages,
}

/** The parts of a page, for those who render it in another form than `explain`. */
export function explanationPage(code: DiagnosticCode): ExplanationPage {
  return pages[code]
}

/** True for the codes that there are; narrows what a user has typed. */
export function isDiagnosticCode(text: string): text is DiagnosticCode {
  return Object.hasOwn(diagnosticCodes, text)
}

/** The example, each line cut where it would be too long to read. */
function indented(example: string): string {
  return example
    .split('\n')
    .map((line) => `    ${line.length > 100 ? `${line.slice(0, 99)}…` : line}`)
    .join('\n')
}

/** The page of a code as Markdown: what it means, a wrong example and the right one; `\n` at the end. */
export function explain(code: DiagnosticCode): string {
  const { meaning, wrong, right } = pages[code]
  const title = diagnosticCodes[code]
  return (
    [`${code}: ${title}`, meaning, 'Wrong:', indented(wrong), 'Right:', indented(right)].join('\n\n') + '\n'
  )
}
