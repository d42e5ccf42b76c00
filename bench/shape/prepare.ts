// Emits and bundles every shape into .cache/<shape>/.
import { mkdirSync, writeFileSync } from 'node:fs'
import { build } from 'esbuild'
import { emitApi } from './emit.js'
import { loadApi } from './schema.js'
import { SHAPES } from './shapes.js'
import { workloads } from './values.js'
import { emitMtcuteWorks, emitWorks } from './works.js'

export const OUT = new URL('.cache/', import.meta.url).pathname
const MTCUTE = new URL('../../node_modules/@mtcute/', import.meta.url).pathname

export async function bundle(entry: string, outfile: string, minify: boolean): Promise<void> {
  await build({
    entryPoints: [entry],
    outfile,
    minify,
    bundle: true,
    format: 'esm',
    target: 'es2022',
    logLevel: 'error',
  })
}

export async function prepare(names: string[]): Promise<void> {
  const api = loadApi()
  const data = workloads(api)
  for (const name of [...names, 'mtcute']) {
    const shape = SHAPES[name]
    const dir = `${OUT}${name}/`
    mkdirSync(dir, { recursive: true })
    if (shape === undefined) {
      const maps = ['reader', 'writer'].map((m) => `export * from '${MTCUTE}core/tl/binary/${m}.js'`)
      writeFileSync(`${dir}api.js`, [...maps, `export * from '${MTCUTE}tl-runtime/index.js'`].join('\n'))
      writeFileSync(`${dir}works.js`, emitMtcuteWorks(data))
    } else {
      writeFileSync(`${dir}api.js`, emitApi(api, shape))
      writeFileSync(`${dir}works.js`, emitWorks(api, data, shape))
      const pick =
        shape.construct === 'literal'
          ? 'write_Messages_SendEncrypted, readMessages_SentEncryptedMessage'
          : 'Messages_SendEncrypted'
      writeFileSync(`${dir}one.js`, `export { ${pick} } from './api.js'\n`)
      await bundle(`${dir}one.js`, `${dir}one.min.mjs`, true)
    }
    await bundle(`${dir}works.js`, `${dir}works.mjs`, false)
    await bundle(`${dir}api.js`, `${dir}api.mjs`, false)
    await bundle(`${dir}api.js`, `${dir}api.min.mjs`, true)
  }
}
