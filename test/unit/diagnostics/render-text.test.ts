import pc from 'picocolors'
import { describe, expect, it } from 'vitest'
import type { Diagnostic } from '../../../generator/diagnostics/diagnostic.js'
import { countText, renderText, renderTextReport } from '../../../generator/diagnostics/render-text.js'

const plain = pc.createColors(false)

function about(text: string, marked: string, more: Partial<Diagnostic> = {}): Diagnostic {
  const start = text.indexOf(marked)
  const place = { source: { name: 'api.tl', text }, span: { start, end: start + marked.length } }
  return { code: 'TL2001', severity: 'error', message: 'unknown type `X`', place, ...more }
}

describe('renderText', () => {
  it('shows the line, the caret and the hint', () => {
    const text = `\n`.repeat(11) + 'a peer:InputPer = B;\r\nb = B;'
    expect(renderText(about(text, 'InputPer', { hint: 'did you mean `InputPeer`?' }), plain)).toBe(
      `error[TL2001]: unknown type \`X\`
  --> api.tl:12:8
   |
12 | a peer:InputPer = B;
   |        ^^^^^^^^
hint: did you mean \`InputPeer\`?
`,
    )
  })

  it('shows notes with frames of their own', () => {
    const text = 'a = B;\na = B;'
    const source = { name: 'api.tl', text }
    const diagnostic: Diagnostic = {
      code: 'TL2005',
      severity: 'warning',
      message: 'twice',
      place: { source, span: { start: 7, end: 8 } },
      notes: [
        { message: 'first defined here', place: { source, span: { start: 0, end: 1 } } },
        { message: 'no place' },
      ],
    }
    expect(renderText(diagnostic, plain)).toBe(`warning[TL2005]: twice
 --> api.tl:2:1
  |
2 | a = B;
  | ^
note: first defined here
 --> api.tl:1:1
  |
1 | a = B;
  | ^
note: no place
`)
  })

  it('underlines only the first line of a long span, and the end of the text with one caret', () => {
    expect(renderText(about('ab (\ncd) e', '(\ncd)'), plain)).toContain('1 | ab (\n  |    ^\n')
    const end = about('ab', 'ab')
    const place = { source: { name: 'api.tl', text: 'ab' }, span: { start: 2, end: 2 } }
    expect(renderText({ ...end, place }, plain)).toContain('1 | ab\n  |   ^\n')
  })

  it('expands tabs and counts wide characters', () => {
    expect(renderText(about('\ta X', 'X'), plain)).toContain('1 |     a X\n  |       ^\n')
    expect(renderText(about('/* 漢字é */ X', 'X'), plain)).toContain(`|${' '.repeat(1 + 3 + 5 + 4)}^`)
  })

  it('lets no control character through, wherever it stands', () => {
    const evil = '\u001b]0;title\u0007\u001b[2J\u009b31m\u202eabc\u2028\u0000\ufeff\ud800'
    const diagnostic = about(`${evil} X`, 'X', {
      message: `a ${evil}\nerror[TL1001]: forged`,
      hint: evil,
      notes: [{ message: evil }],
    })
    const named = { ...diagnostic, place: { source: { name: evil, text: evil }, span: { start: 0, end: 3 } } }
    const output = renderText(diagnostic, plain) + renderText(named, plain)
    expect(output.replace(/[\n\u0020-\u007e\u2400-\u2421]/g, '')).toBe('')
    expect(output).toContain('␛[2J')
    expect(output).toContain('\n  error[TL1001]: forged')
  })

  it('cuts a line of a megabyte around the caret', () => {
    const text = 'x'.repeat(500_000) + ' X ' + '😀'.repeat(250_000)
    const output = renderText(about(text, 'X'), plain)
    expect(output.length).toBeLessThan(500)
    expect(output).toContain(`…${'x'.repeat(39)} X 😀`)
    expect(output).toMatch(/😀…\n {2}\| {42}\^\n$/)
    expect(output).not.toMatch(/[\ud800-\udfff]/u)
  })

  it('underlines no further than what is shown', () => {
    const text = 'x'.repeat(1_000_000)
    expect(renderText(about(text, text), plain).length).toBeLessThan(500)
  })

  it('uses colours only when it is given them', () => {
    expect(renderText(about('X', 'X'), pc.createColors(true))).toContain('\u001b[31m')
    expect(renderText(about('X', 'X'), plain)).not.toContain('\u001b')
  })

  it('counts at the end of a report', () => {
    const error = about('X', 'X')
    const warning: Diagnostic = { ...error, severity: 'warning' }
    expect(renderTextReport([], plain)).toBe('')
    expect(renderTextReport([error, warning], plain)).toMatch(/\^\n\nwarning.*\n\n1 error, 1 warning\n$/s)
    expect(countText([error, error])).toBe('2 errors')
  })
})
