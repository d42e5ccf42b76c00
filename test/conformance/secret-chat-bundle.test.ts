import { build } from 'esbuild'
import { expect, test } from 'vitest'

test('a bundle has of the API only what secret chats need', async () => {
  const contents = `
    import { SecretChats } from './generated/telegram/secret-chat/index.js'
    import { wasmCrypto } from './generated/telegram/secret-chat/wasm.js'
    console.log(SecretChats, wasmCrypto)`
  const { outputFiles, metafile } = await build({
    stdin: { contents, resolveDir: process.cwd() },
    ...{ bundle: true, minify: true, write: false, metafile: true, format: 'esm', platform: 'neutral' },
  })
  const size = outputFiles[0]?.contents.length ?? 0
  // 88 KB when this was written; the whole API has 800.
  expect(size).toBeLessThan(100_000)
  const api = Object.keys(metafile.inputs).filter((path) => path.includes('telegram/api/'))
  expect(api).not.toContain('generated/telegram/api/types/update.ts')
  expect(api.length).toBeLessThan(40)
})
