import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { root } from './docs.js'

/** The folders of the compilers that are installed. */
export const compilers = ['typescript-5.9', 'typescript', 'typescript-7'] as const

/** What a compiler says of a project: nothing where all is well; of one that could not run, why. */
export async function compilerSays(
  compiler: (typeof compilers)[number],
  args: readonly string[],
  cwd = root,
): Promise<string> {
  const script = join(root, 'node_modules', compiler, 'bin', 'tsc')
  try {
    await promisify(execFile)(process.execPath, [script, ...args], { cwd, maxBuffer: 1 << 26 })
    return ''
  } catch (error) {
    const said = error instanceof Error && 'stdout' in error ? String(error.stdout).trim() : ''
    return said === '' ? String(error) : said
  }
}
