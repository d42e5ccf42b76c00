import { build } from 'esbuild'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { onTestFinished } from 'vitest'
import { z } from 'zod'
import type { GenerateOptions } from '../../generator/options.js'
import { run, runtimeFiles } from '../unit/emit/support.js'
import { compilerSays } from './compiler.js'

const root = join(import.meta.dirname, '../..')
const exportsShape = z.record(z.string(), z.unknown())

/** A generated schema in a folder of its own within the project, where imports resolve; gone after the test. */
export interface Output {
  readonly folder: string
  /** By path. */
  readonly texts: ReadonlyMap<string, string>
  readonly load: (path: string) => Promise<Readonly<Record<string, unknown>>>
  /** What the strictest compiler says of all of it, and of a file `use.ts` beside it; nothing where all is well. */
  readonly compile: (use?: string) => Promise<string>
}

/** Generates one schema, `api`; diagnostics are thrown as their messages. */
export async function makeOutput(text: string, options: Partial<GenerateOptions> = {}): Promise<Output> {
  const { files, diagnostics } = await run(text, { runtime: runtimeFiles(), ...options })
  const errors = diagnostics.filter(({ severity }) => severity === 'error')
  if (errors.length > 0) throw new Error(errors.map(({ message }) => message).join('\n'))
  const base = join(root, 'node_modules/.cache/tlforge-test')
  mkdirSync(base, { recursive: true })
  const folder = mkdtempSync(join(base, 'output-'))
  onTestFinished(() => {
    rmSync(folder, { recursive: true, force: true })
  })
  const put = (path: string, content: string): void => {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), content)
  }
  for (const { path, text: content } of files) put(path, content)
  return {
    folder,
    texts: new Map(files.map((file) => [file.path, file.text])),
    load: async (path) => exportsShape.parse({ ...Object(await import(join(folder, path))) }),
    compile: (use = '') => {
      put('use.ts', use)
      put('tsconfig.json', JSON.stringify({ compilerOptions, include: ['**/*.ts'] }))
      return compilerSays('typescript-7', ['-p', folder])
    },
  }
}

/** The exports of a file with all that it imports in one text, as a bundler makes it. */
export async function bundle({ folder }: Output, contents: string): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: folder, loader: 'ts' },
    alias: { 'tlforge/runtime': join(root, 'templates/runtime/index.ts') },
    bundle: true,
    minify: true,
    write: false,
    format: 'esm',
    platform: 'neutral',
  })
  return outputFiles[0]?.text ?? ''
}

const compilerOptions = {
  target: 'ES2022',
  lib: ['ES2022', 'DOM'],
  module: 'NodeNext',
  types: [],
  strict: true,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  noImplicitOverride: true,
  isolatedDeclarations: true,
  declaration: true,
  erasableSyntaxOnly: true,
  verbatimModuleSyntax: true,
  noEmit: true,
  skipLibCheck: true,
  // Nothing of the project has to be built before.
  paths: { 'tlforge/runtime': [join(root, 'templates/runtime/index.ts')] },
}
