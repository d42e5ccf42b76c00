import { existsSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { chromium, type Browser, type Page } from 'playwright-core'

/** Where Debian's package has it. */
const executablePath = '/usr/bin/chromium'

const args: readonly string[] = [
  ...['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run'],
  ...['--disable-background-networking', '--disable-component-update', '--disable-sync'],
]

/**
 * Why a test with a browser is to be skipped: `describe.skipIf(noBrowser())`. On CI (`CI=true`) none is ever skipped, so
 * a missing browser fails there.
 */
export function noBrowser(): string | undefined {
  if (process.env['CI'] === 'true' || existsSync(executablePath)) return undefined
  return `there is no ${executablePath} on this machine`
}

/** A browser with an empty profile of its own, which goes when the browser is closed. */
export async function launchChromium(): Promise<Browser> {
  return chromium.launch({ executablePath, headless: true, args: [...args] })
}

/** What a site consists of: by the path of the address, `/index.html` first. */
export type SiteFiles = ReadonlyMap<string, string | Uint8Array>

const types: Readonly<Record<string, string>> = {
  html: 'text/html; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  mjs: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  json: 'application/json; charset=utf-8',
  svg: 'image/svg+xml',
}

/** A site on a free port of this machine, until it is closed. */
export interface Site {
  /** `http://localhost:12345` */
  readonly url: string
  close(): Promise<void>
}

/** Serves files from memory. */
export async function serve(files: SiteFiles): Promise<Site> {
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost')
    const path = pathname.endsWith('/') ? `${pathname}index.html` : pathname
    const body = files.get(path)
    const type = types[path.split('.').at(-1) ?? ''] ?? 'application/octet-stream'
    response.writeHead(body === undefined ? 404 : 200, { 'content-type': type })
    response.end(body)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address: AddressInfo | string | null = server.address()
  if (address === null || typeof address === 'string') throw new Error('the server has no port')
  return {
    url: `http://localhost:${String(address.port)}`,
    close: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

/** What a page complained about: errors that nothing caught, and what it wrote to the console as one. */
export function complaintsOf(page: Page): readonly string[] {
  const complaints: string[] = []
  page.on('pageerror', (error) => complaints.push(error.stack ?? error.message))
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text())
  })
  return complaints
}
