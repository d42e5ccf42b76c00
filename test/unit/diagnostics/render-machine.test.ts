import { describe, expect, it } from 'vitest'
import type { Diagnostic } from '../../../generator/diagnostics/diagnostic.js'
import { renderJson } from '../../../generator/diagnostics/render-json.js'
import { renderSarif } from '../../../generator/diagnostics/render-sarif.js'

const source = { name: 'my schema/api.tl', text: 'a = B;\r\na = B;' }
const diagnostics: readonly Diagnostic[] = [
  {
    code: 'TL2005',
    severity: 'error',
    message: 'twice \u001b[2J \u009b',
    place: { source, span: { start: 8, end: 9 } },
    notes: [
      { message: 'first defined here', place: { source, span: { start: 0, end: 1 } } },
      { message: 'plain' },
    ],
    hint: 'rename it',
  },
  { code: 'TL4001', severity: 'warning', message: 'no file' },
]

describe('renderJson', () => {
  it('gives places, counts, notes and hints', () => {
    expect(JSON.parse(renderJson(diagnostics))).toEqual({
      version: 1,
      errors: 1,
      warnings: 1,
      diagnostics: [
        {
          code: 'TL2005',
          severity: 'error',
          message: 'twice \u001b[2J \u009b',
          place: {
            file: 'my schema/api.tl',
            start: { line: 2, column: 1, offset: 8 },
            end: { line: 2, column: 2, offset: 9 },
          },
          notes: [
            {
              message: 'first defined here',
              place: {
                file: 'my schema/api.tl',
                start: { line: 1, column: 1, offset: 0 },
                end: { line: 1, column: 2, offset: 1 },
              },
            },
            { message: 'plain' },
          ],
          hint: 'rename it',
        },
        { code: 'TL4001', severity: 'warning', message: 'no file' },
      ],
    })
  })

  it('is printable ASCII', () => {
    expect(renderJson(diagnostics)).toMatch(/^[\n\u0020-\u007e]*$/)
  })
})

describe('renderSarif', () => {
  it('gives rules, regions and related places', () => {
    const log: unknown = JSON.parse(renderSarif(diagnostics, '1.2.3'))
    expect(log).toMatchObject({
      version: '2.1.0',
      runs: [
        {
          tool: {
            driver: { name: 'tlforge', version: '1.2.3', rules: [{ id: 'TL2005' }, { id: 'TL4001' }] },
          },
          columnKind: 'utf16CodeUnits',
          results: [
            {
              ruleId: 'TL2005',
              ruleIndex: 0,
              level: 'error',
              message: { text: 'twice \u001b[2J \u009b\nplain\nrename it' },
              locations: [
                {
                  physicalLocation: {
                    artifactLocation: { uri: 'my%20schema/api.tl' },
                    region: { startLine: 2, startColumn: 1, endLine: 2, endColumn: 2 },
                  },
                },
              ],
              relatedLocations: [{ id: 0, message: { text: 'first defined here' } }],
            },
            { ruleId: 'TL4001', ruleIndex: 1, level: 'warning' },
          ],
        },
      ],
    })
  })
})
