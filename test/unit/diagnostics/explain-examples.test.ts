import { describe, expect, it } from 'vitest'
import { diagnosticCodes, type DiagnosticCode } from '../../../generator/diagnostics/codes.js'
import { explanationPage, isDiagnosticCode } from '../../../generator/diagnostics/explain/explain.js'
import { parseConfig } from '../../../generator/config.js'
import { check, generate } from '../../../generator/pipeline.js'

const codes = Object.keys(diagnosticCodes).filter(isDiagnosticCode)

async function codesOf(text: string, code: DiagnosticCode): Promise<string[]> {
  const schemas = [{ name: 'api', sources: [{ name: 'api.tl', text }], idRule: 'telegram' as const }]
  const options = { schemas, main: 'api', importExtension: 'js' as const, runtime: [], version: '0.0.0' }
  // Only generating asks for a TypeScript form.
  const { diagnostics } = code === 'TL2017' ? await generate(options) : check(options)
  return diagnostics.map((diagnostic) => diagnostic.code)
}

/** What the patterns of the examples are for. */
const api = {
  name: 'api.tl',
  text: `---functions---
messages.sendEncrypted = Bool;
help.getSupport = Bool;
help.getConfig = Bool;
`,
}

/** The value behind `export default defineConfig(`, which is nearly JSON. */
async function configCodes(text: string): Promise<string[]> {
  const json = text
    .replace(/^export default defineConfig\(|\)$/g, '')
    .replace(/([{,]\s*)(\w+):/g, '$1"$2":')
    .replaceAll("'", '"')
    .replace(/,(\s*[}\]])/g, '$1')
  const result = parseConfig(JSON.parse(json))
  if ('diagnostics' in result) return result.diagnostics.map(({ code }) => code)
  const schema = result.config.targets[0]?.schemas[0]
  const { diagnostics } = await generate({
    schemas: [{ name: 'api', sources: [api], idRule: 'telegram', subset: schema ?? {} }],
    main: 'api',
    importExtension: 'js',
    runtime: [],
    version: '0.0.0',
  })
  return diagnostics.map(({ code }) => code)
}

describe('the examples of the explanations', () => {
  it.each(codes.filter((code) => explanationPage(code).language === 'tl'))('%s', async (code) => {
    const { wrong, right } = explanationPage(code)
    expect(await codesOf(wrong, code)).toContain(code)
    expect(await codesOf(right, code)).toEqual([])
  })

  it.each(codes.filter((code) => explanationPage(code).language === 'ts'))('%s', async (code) => {
    const { wrong, right } = explanationPage(code)
    expect(await configCodes(wrong)).toContain(code)
    expect(await configCodes(right)).toEqual([])
  })
})
