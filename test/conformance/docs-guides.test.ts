import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { root } from '../support/docs.js'
import { typeCheck } from '../support/type-check.js'

/** What the code of a page leaves to the reader, by page. */
const given: Readonly<Record<string, string>> = {
  README: `declare global {
  const reply: Uint8Array
}
`,
  'secret-chats': `import type { TlMethod } from 'tlforge/runtime'
import type { TypeInputUser } from 'tlforge/telegram'
declare global {
  const userId: TypeInputUser
  const saved: readonly string[]
  const chatId: number
  const show: (message: unknown) => void
  const save: (states: readonly string[]) => Promise<void>
  const invoke: <Result>(request: TlMethod<Result>) => Promise<Result>
}
`,
}

const docs = join(root, 'docs')
const pages = [
  '../README.md',
  'index.md',
  'secret-chats.md',
  'plugins.md',
  ...readdirSync(join(docs, 'guide')).map((name) => `guide/${name}`),
].filter((path) => readdirSync(join(docs, path, '..')).includes(path.split('/').at(-1) ?? ''))

/** The blocks of TypeScript of a page, each a module. */
function blocks(path: string): readonly string[] {
  const text = readFileSync(join(docs, path), 'utf8')
  return [...text.matchAll(/^```(?:ts|typescript)\n([^]*?)^```/gm)].map(([, code = '']) => code)
}

it('the TypeScript of the guides type-checks', { timeout: 120_000 }, async () => {
  // What the plugin writes beside a schema that is imported.
  const modules = new Map([['telegram.d.tl.ts', "export * from 'tlforge/telegram'\n"]])
  for (const path of pages) {
    const name = path.replace(/^\.\.\/|\.md$/g, '').replaceAll('/', '-')
    blocks(path).forEach((code, index) => modules.set(`${name}-${String(index + 1)}.ts`, code))
    const globals = given[name]
    if (globals !== undefined) modules.set(`${name}.globals.d.ts`, `${globals}export {}\n`)
  }
  expect(modules.size).toBeGreaterThan(12)
  expect(await typeCheck(modules)).toEqual([])
})
