// npx tsx bench/shape/types.ts [runs]
// Type-check of the whole API, fields declared in two ways, with each TypeScript (fastest of the runs).
import { spawnSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { OUT } from './prepare.js'
import { loadApi } from './schema.js'
import { emitTypes, type Style } from './types-emit.js'

const ROOT = new URL('../../', import.meta.url).pathname
const COMPILERS: Record<string, string> = {
  '5.9': 'node_modules/typescript-5.9/bin/tsc',
  '6.0': 'node_modules/typescript/bin/tsc',
  '7.0': 'node_modules/typescript-7/bin/tsc',
}
const OPTIONS = {
  target: 'es2022',
  module: 'nodenext',
  lib: ['es2023', 'dom'],
  types: [],
  rootDir: '../..',
  outDir: 'dist',
  strict: true,
  exactOptionalPropertyTypes: true,
  isolatedDeclarations: true,
  declaration: true,
  emitDeclarationOnly: true,
  erasableSyntaxOnly: true,
  verbatimModuleSyntax: true,
  noImplicitOverride: true,
  noUncheckedIndexedAccess: true,
  useDefineForClassFields: true,
}

function check(compiler: string, dir: string): { seconds: number; output: string } {
  const start = performance.now()
  const { stdout } = spawnSync(process.execPath, [`${ROOT}${compiler}`, '-p', dir], { encoding: 'utf8' })
  return { seconds: (performance.now() - start) / 1000, output: stdout }
}

const runs = Number(process.argv[2] ?? 3)
for (const style of ['merged', 'declared'] satisfies Style[]) {
  const dir = `${OUT}types-${style}/`
  mkdirSync(dir, { recursive: true })
  writeFileSync(`${dir}api.ts`, emitTypes(loadApi(), style))
  writeFileSync(`${dir}tsconfig.json`, JSON.stringify({ compilerOptions: OPTIONS, files: ['api.ts'] }))
  for (const [version, compiler] of Object.entries(COMPILERS)) {
    const all = Array.from({ length: runs }, () => check(compiler, dir))
    const errors = [...new Set(all[0]?.output.match(/error TS\d+: [^\n]*/g) ?? [])]
    const seconds = Math.min(...all.map((r) => r.seconds)).toFixed(2)
    console.log(`${style.padEnd(9)} TypeScript ${version}  ${seconds} s  ${errors.length} kinds of errors`)
    for (const error of errors.slice(0, 4)) console.log(`  ${error}`)
  }
}
