import { describe, expect, it } from 'vitest'
import { diagnosticCodes } from '../../../generator/diagnostics/codes.js'
import { explain, explanationPage, isDiagnosticCode } from '../../../generator/diagnostics/explain/explain.js'

const codes = Object.keys(diagnosticCodes).filter(isDiagnosticCode)

describe('explain', () => {
  it('shows meaning and both examples', () => {
    expect(explain('TL2008')).toBe(`TL2008: flag bit out of range

A mask has 32 bits, numbered from 0 to 31. The condition asks for a bit that it does not have.

Wrong:

    user flags:# name:flags.32?string = User;

Right:

    user flags:# name:flags.31?string = User;
`)
  })

  it.each(codes)('%s has a page that fits a terminal', (code) => {
    const { meaning, wrong, right } = explanationPage(code)
    expect(wrong).not.toBe(right)
    for (const line of meaning.split('\n')) expect(line.length).toBeLessThanOrEqual(112)
    expect(explain(code)).not.toMatch(/\n\n\n|[ \t]\n/)
  })

  it('knows codes from other words', () => {
    expect(isDiagnosticCode('TL9999')).toBe(false)
    expect(isDiagnosticCode('toString')).toBe(false)
  })
})
