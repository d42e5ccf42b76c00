import { fileURLToPath } from 'node:url'
import { mkdir, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { buildSite } from './build-site.js'

/** `npm run docs`: the whole site into dist-docs. */
const root = fileURLToPath(new URL('../../', import.meta.url))
const output = join(root, 'dist-docs')
const started = performance.now()
const site = await buildSite(root)
await rm(output, { recursive: true, force: true })
const folders = new Set([...site.keys()].map((path) => dirname(join(output, path))))
for (const folder of folders) await mkdir(folder, { recursive: true })
for (const [path, content] of site) await writeFile(join(output, path), content)
const seconds = ((performance.now() - started) / 1000).toFixed(1)
process.stdout.write(`${String(site.size)} files in dist-docs in ${seconds} s\n`)
