import { gzipSync } from 'node:zlib'
import { build } from 'esbuild'
import { expect, it } from 'vitest'
import { root } from '../support/docs.js'

it('sends a request and reads its result in 3 KiB', async () => {
  const { outputFiles } = await build({
    stdin: {
      contents: `import { SendEncrypted } from './generated/telegram/api/namespaces/messages.js'
export const send = (fields) => new SendEncrypted(fields).toBytes()
export const read = (reply) => SendEncrypted.decodeResult(reply)`,
      resolveDir: root,
    },
    bundle: true,
    minify: true,
    write: false,
    format: 'esm',
    target: 'es2022',
  })
  const bundled = outputFiles[0]?.text ?? ''
  expect(gzipSync(bundled, { level: 9 }).length).toBeLessThanOrEqual(3 * 1024)
  // It looks useless, and minifiers that take it away make reading slower.
  expect(bundled).toContain('constructor(){}')
  // The id of the request: an empty bundle would be small as well.
  expect(bundled).toMatch(/0x44fa7a15|1157265941/)
})
