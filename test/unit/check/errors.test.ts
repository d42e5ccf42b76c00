import { describe, expect, it } from 'vitest'
import { explanationPage } from '../../../generator/diagnostics/explain/explain.js'
import { check } from '../../../generator/pipeline.js'

const api = 'answer = Answer;\n---functions---\na.one = Answer;\na.two = Answer;\n'

/** What is reported of an errors file. */
function report(errors: object): string[] {
  return reportText(JSON.stringify(errors), api)
}

function reportText(text: string, schema: string): string[] {
  const { diagnostics } = check({
    schemas: [
      {
        name: 'api',
        sources: [{ name: 'api.tl', text: schema }],
        idRule: 'telegram',
        errors: [{ name: 'errors.json', text }],
      },
    ],
  })
  return diagnostics.map(({ code, severity, message, hint, place }) => {
    const at = place?.source.text.slice(place.span.start, place.span.end) ?? '-'
    return [severity, code, message, hint ?? 'no hint', at].join(' | ')
  })
}

const method = { errors: [] }

describe('the errors of methods', () => {
  it('are fine where the schema has the methods', () => {
    expect(report({ errors: [], methods: { 'a.one': method, 'a.two': method } })).toEqual([])
  })

  it('are one warning where it does not', () => {
    expect(report({ errors: [], methods: { 'a.onne': method } })).toEqual([
      'warning | TL5003 | the schema `api` does not have the method `a.onne` | did you mean `a.one`? | {"errors":[]}',
    ])
    const methods = Object.fromEntries([1, 2, 3, 4, 5, 6, 7].map((n) => [`b.m${String(n)}`, method]))
    expect(report({ errors: [], methods })).toEqual([
      'warning | TL5003 | the schema `api` does not have the methods `b.m1`, `b.m2`, `b.m3`, `b.m4`, `b.m5` and 2 more | no hint | {"errors":[]}',
    ])
  })

  it('are known to be of the past', () => {
    expect(report({ errors: [], methods: { 'b.gone': { ...method, retired: true } } })).toEqual([])
  })

  it('are read with their mistakes', () => {
    expect(report({ errors: [{ code: 'x', name: 'A' }] })).toEqual([
      'error | TL5001 | `errors.0.code`: expected a whole number from -999 to 999 | no hint | "x"',
    ])
  })

  it.each(['TL5001', 'TL5002', 'TL5003'] as const)('are explained: %s', (code) => {
    const { wrong, right } = explanationPage(code)
    const schema = 'answer = Answer;\n---functions---\nmessages.sendMessage = Answer;\n'
    expect(reportText(wrong, schema).map((line) => line.split(' | ')[1])).toEqual([code])
    expect(reportText(right, schema)).toEqual([])
  })
})
