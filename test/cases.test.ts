import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import ts from 'typescript'
import { describe, expect, it, test } from 'vitest'
import type { OutputFile } from '../generator/options.js'
import { run, runtimeFiles } from './unit/emit/support.js'

/**
 * Whole schemas and all files that come of them, but for the runtime. TLFORGE_UPDATE=1 writes `expected/` anew;
 * whatever is in it compiles under the strictest options.
 */
const folder = join(import.meta.dirname, 'cases')
const cases = readdirSync(folder).sort()

async function generated(name: string): Promise<readonly OutputFile[]> {
  const text = readFileSync(join(folder, name, 'input.tl'), 'utf8')
  const { files, diagnostics } = await run(text, {
    schemas: [{ name: 'api', sources: [{ name: 'input.tl', text }], idRule: 'auto' }],
    package: { name: `@example/${name}`, version: '1.0.0', description: `The case ${name}.` },
  })
  expect(diagnostics.map(({ message }) => message)).toEqual([])
  return files
}

function update(path: string, files: readonly OutputFile[]): void {
  rmSync(path, { recursive: true, force: true })
  for (const file of files) {
    mkdirSync(dirname(join(path, file.path)), { recursive: true })
    writeFileSync(join(path, file.path), file.text)
  }
}

function readExpected(path: string): readonly string[] {
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(path.length + 1)
        .replaceAll('\\', '/'),
    )
    .sort()
}

describe('whole schemas', () => {
  it.each(cases)('%s', async (name) => {
    const files = await generated(name)
    const expected = join(folder, name, 'expected')
    if (process.env['TLFORGE_UPDATE'] === '1') update(expected, files)
    expect(files.map(({ path }) => path).sort()).toEqual(readExpected(expected))
    for (const { path, text } of files) expect(text, path).toBe(readFileSync(join(expected, path), 'utf8'))
  })
})

test('they compile', { timeout: 60_000 }, () => {
  const texts = new Map<string, string>()
  for (const name of cases) {
    const expected = join(folder, name, 'expected')
    for (const path of readExpected(expected).filter((one) => one.endsWith('.ts'))) {
      texts.set(join(expected, path), readFileSync(join(expected, path), 'utf8'))
    }
    for (const { path, text } of runtimeFiles()) texts.set(join(expected, 'runtime', path), text)
  }
  expect(compile(texts)).toEqual([])
})

/** All errors of files that are only in memory. */
function compile(texts: ReadonlyMap<string, string>): readonly string[] {
  const options: ts.CompilerOptions = {
    target: ts.ScriptTarget.ES2022,
    lib: ['lib.es2022.d.ts', 'lib.dom.d.ts'],
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    types: [],
    strict: true,
    exactOptionalPropertyTypes: true,
    noUncheckedIndexedAccess: true,
    noImplicitOverride: true,
    noUnusedLocals: true,
    isolatedDeclarations: true,
    declaration: true,
    isolatedModules: true,
    erasableSyntaxOnly: true,
    verbatimModuleSyntax: true,
    noEmit: true,
  }
  const host = ts.createCompilerHost(options)
  const fromDisk = host.readFile.bind(host)
  const onDisk = host.fileExists.bind(host)
  // Without it, imports are looked for as files at once: their folders are only in memory, too.
  delete host.directoryExists
  host.readFile = (path) => texts.get(path) ?? fromDisk(path)
  host.fileExists = (path) => texts.has(path) || onDisk(path)
  const program = ts.createProgram([...texts.keys()], options, host)
  return ts.getPreEmitDiagnostics(program).map(({ file, start = 0, messageText }) => {
    const line = file ? String(file.getLineAndCharacterOfPosition(start).line + 1) : ''
    return `${file?.fileName.slice(folder.length + 1) ?? ''}:${line} ${ts.flattenDiagnosticMessageText(messageText, '\n')}`
  })
}
