import { createServer } from 'node:http'
import { readFile } from 'node:fs/promises'
import { join, normalize } from 'node:path'
import { fileURLToPath } from 'node:url'

/** `npm run docs:serve`: shows dist-docs on this machine, on the port in PORT or 4173. */
const folder = fileURLToPath(new URL('../../dist-docs/', import.meta.url))
const types: Readonly<Record<string, string>> = {
  html: 'text/html; charset=utf-8',
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  svg: 'image/svg+xml',
}

const server = createServer((request, response) => {
  const { pathname } = new URL(request.url ?? '/', 'http://localhost')
  const path = normalize(decodeURIComponent(pathname.endsWith('/') ? `${pathname}index.html` : pathname))
  readFile(join(folder, path)).then(
    (body) => {
      response
        .writeHead(200, { 'content-type': types[path.split('.').at(-1) ?? ''] ?? 'text/plain' })
        .end(body)
    },
    () => {
      response
        .writeHead(404, { 'content-type': 'text/plain' })
        .end('There is no such page. Has `npm run docs` been run?\n')
    },
  )
})
server.listen(Number(process.env['PORT'] ?? 4173), '127.0.0.1', () => {
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : ''
  process.stdout.write(`http://localhost:${String(port)}/\n`)
})
