import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { compilers, compilerSays } from '../support/compiler.js'

const project = (name: string): string => fileURLToPath(new URL(name, import.meta.url))

// At once, as all but the last have one thread.
describe.concurrent('the generated package and the claims of *.test-d.ts', () => {
  it.for(compilers)('compile with %s', { timeout: 180_000 }, async (compiler, { expect }) => {
    expect(await compilerSays(compiler, ['-p', project('tsconfig.json')])).toBe('')
  })
})

describe.concurrent('generated sources, without the types of browsers or of Node', () => {
  it.for(compilers)('compile with %s', { timeout: 180_000 }, async (compiler, { expect }) => {
    expect(await compilerSays(compiler, ['-p', project('tsconfig.es2022.json')])).toBe('')
  })
})

it('is told why a compiler cannot run', async () => {
  expect(await compilerSays('typescript', ['--version'], project('none'))).toContain('ENOENT')
})
