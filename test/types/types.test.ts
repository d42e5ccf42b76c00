import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { describe, it } from 'vitest'

const run = promisify(execFile)
const path = (relative: string): string => fileURLToPath(new URL(relative, import.meta.url))

/** What the compiler says of the generated package and of the claims about its types; nothing where all is well. */
async function compile(compiler: string, project = 'tsconfig.json'): Promise<string> {
  const script = path(`../../node_modules/${compiler}/bin/tsc`)
  try {
    await run(process.execPath, [script, '-p', path(project)], { maxBuffer: 1 << 26 })
    return ''
  } catch (error) {
    return error instanceof Error && 'stdout' in error ? String(error.stdout) : String(error)
  }
}

const compilers = ['typescript-5.9', 'typescript', 'typescript-7']

// Each compiler has one thread, or waits for the slowest of its own.
describe.concurrent('the generated package and the claims of *.test-d.ts', () => {
  it.for(compilers)('compile with %s', { timeout: 180_000 }, async (compiler, { expect }) => {
    expect(await compile(compiler)).toBe('')
  })
})

describe.concurrent('generated sources, without the types of browsers or of Node', () => {
  it.for(compilers)('compile with %s', { timeout: 180_000 }, async (compiler, { expect }) => {
    expect(await compile(compiler, 'tsconfig.es2022.json')).toBe('')
  })
})
