import { setTimeout } from 'node:timers/promises'
import type { Browser, Page } from 'playwright-core'
import { createServer, type ViteDevServer } from 'vite'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import tlforge from '../../generator/plugin/vite.js'
import { complaintsOf, launchChromium, noBrowser } from '../browser/chromium.js'
import { useProject, type TestProject } from './project.js'

const page = `<!doctype html>
<link rel="icon" href="data:,">
<script type="module" src="/src/page.ts"></script>
`

/** Shows what it has written and read; the title says that it is through. */
const script = `import { InputPeerUser, SendMessageTypingAction, messages, runtime } from './telegram.tl'
import { Pong } from './pong.tl'
const peer = new InputPeerUser({ userId: 5n, accessHash: -7n })
const bytes = new messages.SetTyping({ peer, action: new SendMessageTypingAction() }).toBytes()
const read: unknown = messages.SetTyping.fromBytes(bytes)
const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')
const isRead = read instanceof messages.SetTyping && read.peer instanceof InputPeerUser && read.peer.userId === 5n
const isShared = new Pong({ pingId: 1n }) instanceof runtime.TlObject
document.body.textContent = [hex, isRead, isShared, Object.keys(new Pong({ pingId: 1n, extra: 2 } as never)).filter((name) => name !== '_')].join(' ')
document.title = 'ready'
`

const first =
  'e23e945800000000' + '4ca5e8dd0500000000000000f9ffffffffffffff' + '4e74bf16' + ' true true pingId'

function startServer(project: TestProject): Promise<ViteDevServer> {
  return createServer({
    root: project.root,
    configFile: false,
    logLevel: 'silent',
    plugins: [tlforge()],
    server: { host: '127.0.0.1', port: 0 },
  }).then((server) => server.listen())
}

function addressOf(server: ViteDevServer): string {
  const [address] = server.resolvedUrls?.local ?? []
  if (address === undefined) throw new Error('the server has no address')
  return address
}

/** What the overlay shows, if there is one. */
function overlay(tab: Page): Promise<string | undefined> {
  return tab.evaluate(
    () => document.querySelector('vite-error-overlay')?.shadowRoot?.querySelector('.window')?.textContent,
  )
}

describe.skipIf(noBrowser())('the dev server of Vite, seen in Chromium', () => {
  const project = useProject({ 'index.html': page, 'src/page.ts': script })
  let server: ViteDevServer
  let browser: Browser
  let tab: Page
  let complaints: readonly string[]

  beforeAll(async () => {
    server = await startServer(project)
    browser = await launchChromium()
    tab = await browser.newPage()
    complaints = complaintsOf(tab)
    await tab.goto(addressOf(server))
    await tab.waitForFunction('document.title === "ready"')
  })
  afterAll(async () => {
    await browser.close()
    await server.close()
  })

  const shows = (wanted: string): Promise<void> =>
    expect.poll(() => tab.textContent('body'), { timeout: 20_000 }).toContain(wanted)

  test('a page writes and reads', async () => {
    await shows(first)
    expect(complaints).toEqual([])
  })

  test('a change of the schema is seen', async () => {
    await project.put(
      'src/pong.tl',
      'pong ping_id:long extra:int = Pong;\n---functions---\nping ping_id:long = Pong;\n',
    )
    await shows('true true pingId,extra')
    expect(complaints).toEqual([])
  })

  test('a mistake is shown with its place, and the page stays; when it is mended the overlay goes', async () => {
    const good = await project.read('src/pong.tl')
    await project.put('src/pong.tl', good.replace('extra:int', 'extra:innt'))
    await expect
      .poll(() => overlay(tab), { timeout: 20_000 })
      .toContain('there is no constructor `innt` (TL2002)')
    const shown = await overlay(tab)
    expect(shown).toContain(`${project.path('src/pong.tl')}:1:25`)
    expect(shown).toContain('1 | pong ping_id:long extra:innt = Pong;\n  |                         ^^^^')
    expect(shown).toContain('hint: did you mean `int`?')
    await shows('true true pingId,extra')
    // Vite's watcher leaves out a change within 50 ms of the one before.
    await setTimeout(200)
    await project.put('src/pong.tl', good)
    await expect.poll(() => overlay(tab), { timeout: 20_000 }).toBeUndefined()
    await shows('true true pingId,extra')
  })

  test('a schema that is wrong from the start is shown, too', async () => {
    await project.put('src/page.ts', `import { Late } from './late.tl'\ndocument.title = Late.tlName\n`)
    await project.put('src/late.tl', 'late = Late;\nlater a:flags.0?int = Late;\n')
    await expect.poll(() => overlay(tab), { timeout: 20_000 }).toContain('src/late.tl:2:9')
    await setTimeout(200)
    await project.put('src/late.tl', 'late = Late;\nlater flags:# a:flags.0?int = Late;\n')
    await tab.waitForFunction('document.title === "late"')
    expect(await overlay(tab)).toBeUndefined()
  })
})
