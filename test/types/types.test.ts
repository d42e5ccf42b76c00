import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { describe, expect, it } from 'vitest'

const run = promisify(execFile)
const path = (relative: string): string => fileURLToPath(new URL(relative, import.meta.url))

/** What the compiler says of the generated package and of the claims about its types; nothing where all is well. */
async function compile(compiler: string): Promise<string> {
  const script = path(`../../node_modules/${compiler}/bin/tsc`)
  try {
    await run(process.execPath, [script, '-p', path('tsconfig.json')], { maxBuffer: 1 << 26 })
    return ''
  } catch (error) {
    return error instanceof Error && 'stdout' in error ? String(error.stdout) : String(error)
  }
}

describe('the generated package and the claims of *.test-d.ts', () => {
  it.each(['typescript-5.9', 'typescript', 'typescript-7'])(
    'compile with %s',
    { timeout: 180_000 },
    async (compiler) => {
      expect(await compile(compiler)).toBe('')
    },
  )
})
