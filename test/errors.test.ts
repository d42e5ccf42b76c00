import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import pc from 'picocolors'
import { describe, expect, it, test } from 'vitest'
import { diagnosticCodes } from '../generator/diagnostics/codes.js'
import type { SourceText } from '../generator/diagnostics/diagnostic.js'
import { renderTextReport } from '../generator/diagnostics/render-text.js'
import { sortDiagnostics } from '../generator/diagnostics/sort.js'
import { generate } from '../generator/pipeline.js'
import { decodeSource } from '../generator/syntax/decode.js'

/** `<CODE>.tl` with what is reported of it in `<CODE>.txt`; TLFORGE_UPDATE=1 writes the latter anew. */
const folder = join(import.meta.dirname, 'errors')

/** Codes that the text of a schema cannot cause, and where they are tested. */
const elsewhere: Readonly<Record<string, string>> = {
  TL2019: 'a descriptions file: test/unit/check/descriptions',
  TL3001: 'a configuration: test/unit/cli',
  TL3002: 'a configuration: test/unit/cli',
  TL3003: 'a configuration: test/unit/plan and test/unit/cli',
  TL3004: 'a configuration: test/unit/plan',
  TL4001: 'a file that is missing: test/unit/cli',
  TL4002: 'an output folder: test/unit/write',
  TL4003: 'an output folder: test/unit/write',
  TL4004: 'a data file: below, and test/unit/check/ids-exceptions',
  TL4005: 'bytes: test/unit/cli/codec',
  TL4006: 'a value: test/unit/cli/codec',
  TL4007: 'a file from elsewhere: test/unit/cli/sources',
  TL5001: 'an errors file: test/unit/import/errors',
  TL5002: 'an errors file: test/unit/import/errors',
  TL5003: 'an errors file: test/unit/check/errors',
}

const codes = Object.keys(diagnosticCodes).filter((code) => !(code in elsewhere))

async function report(code: string, exceptions?: SourceText): Promise<string> {
  const { source, diagnostics: wrongBytes } = decodeSource(
    `${code}.tl`,
    readFileSync(join(folder, `${code}.tl`)),
  )
  const { diagnostics, files } = await generate({
    schemas: [{ name: 'api', sources: [source], idRule: 'telegram' }],
    main: 'api',
    ...(exceptions ? { idExceptions: exceptions } : {}),
    importExtension: 'js',
    runtime: [],
    version: '1.0.0',
  })
  if (diagnostics.some(({ severity }) => severity === 'error')) expect(files).toEqual([])
  return renderTextReport(sortDiagnostics([...wrongBytes, ...diagnostics]), pc.createColors(false))
}

function exceptionsOf(code: string): SourceText | undefined {
  const path = join(folder, `${code}.json`)
  return existsSync(path) ? { name: `${code}.json`, text: readFileSync(path, 'utf8') } : undefined
}

describe('each mistake of a schema has its text', () => {
  it.each(codes)('%s', async (code) => {
    const got = await report(code, exceptionsOf(code))
    const path = join(folder, `${code}.txt`)
    if (process.env['TLFORGE_UPDATE'] === '1') writeFileSync(path, got)
    expect(got).toContain(`[${code}]`)
    expect(got).toBe(readFileSync(path, 'utf8'))
  })
})

test('every code has a pair of files or a reason', () => {
  const files = readdirSync(folder)
  const known = new Set<string>(Object.keys(diagnosticCodes))
  expect(files.filter((name) => !known.has(name.replace(/\.(?:tl|txt|json)$/, '')))).toEqual([])
  for (const code of codes) {
    expect(files).toContain(`${code}.tl`)
    expect(files).toContain(`${code}.txt`)
  }
  expect(Object.keys(elsewhere).filter((code) => !known.has(code))).toEqual([])
})

test('TL4004: an id-exceptions file that is not an array', async () => {
  expect(await report('TL2013', { name: 'ids.json', text: '7' })).toMatchInlineSnapshot(`
    "error[TL4004]: id exceptions: Invalid input: expected array, received number
     --> ids.json:1:1
      |
    1 | 7
      | ^

    1 error
    "
  `)
})
