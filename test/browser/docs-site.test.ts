import { posix } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { buildSite, type Site as SiteContent } from '../../docs/site/build-site.js'
import { root } from '../support/docs.js'
import { complaintsOf, launchChromium, noBrowser, serve, type Site } from './chromium.js'

let content: SiteContent

beforeAll(async () => {
  content = await buildSite(root)
}, 240_000)

const text = (path: string): string => {
  const found = content.get(path)
  return typeof found === 'string' ? found : ''
}
const htmlPages = (): readonly string[] => [...content.keys()].filter((path) => path.endsWith('.html'))

/** Addresses within a page, as HTML has them. */
function hrefsOf(html: string): readonly string[] {
  return [...html.matchAll(/ (?:href|src)="([^"]*)"/g)].map(([, href = '']) => href.replaceAll('&amp;', '&'))
}

describe('the site', () => {
  it('has a page for everything', () => {
    expect(htmlPages().length).toBeGreaterThan(4000)
    for (const name of [
      'methods/messages.sendEncrypted',
      'errors/FLOOD_WAIT_X',
      'types/InputPeer',
      'bots',
      'a-z',
    ]) {
      expect(content.has(`reference/${name}.html`), name).toBe(true)
    }
  })

  it('has no broken link', () => {
    const ids = new Map<string, ReadonlySet<string>>()
    const idsOf = (path: string): ReadonlySet<string> => {
      const known =
        ids.get(path) ?? new Set([...text(path).matchAll(/ id="([^"]*)"/g)].map(([, id = '']) => id))
      ids.set(path, known)
      return known
    }
    const broken: string[] = []
    let links = 0
    for (const path of htmlPages()) {
      for (const href of hrefsOf(text(path))) {
        if (/^https?:/.test(href)) continue
        links++
        const [to = '', anchor] = href.split('#')
        const target = to === '' ? path : posix.join(posix.dirname(path), decodeURIComponent(to))
        if (!content.has(target)) broken.push(`${path}: ${href}`)
        else if (anchor !== undefined && !idsOf(target).has(decodeURIComponent(anchor)))
          broken.push(`${path}: ${href}`)
      }
    }
    expect(broken).toEqual([])
    expect(links).toBeGreaterThan(100_000)
  })

  it('has no page above 100 KB, but for the indexes', () => {
    const large = htmlPages().filter(
      (path) =>
        !text(path).includes('<body class="kind-index">') && Buffer.byteLength(text(path)) > 100 * 1024,
    )
    expect(large).toEqual([])
  })

  it('leads from the other spelling of a name to its page', () => {
    const page = text('reference/methods/messages_sendEncrypted.html')
    expect(page).toContain('content="0; url=../../reference/methods/messages.sendEncrypted.html"')
  })
})

describe.skipIf(noBrowser())('the site in a browser', { timeout: 60_000 }, () => {
  let browser: Browser
  let site: Site

  beforeAll(async () => {
    site = await serve(new Map([...content].map(([path, body]) => [`/${path}`, body])))
    browser = await launchChromium()
  }, 60_000)

  afterAll(async () => {
    await browser.close()
    await site.close()
  })

  async function open(path: string, width = 1280): Promise<{ page: Page; complaints: readonly string[] }> {
    const context = await browser.newContext({ viewport: { width, height: 900 } })
    const page = await context.newPage()
    const complaints = complaintsOf(page)
    await page.goto(`${site.url}/${path}`)
    return { page, complaints }
  }

  /** For those who want to look: TLFORGE_SCREENSHOTS=folder. */
  async function picture(page: Page, name: string): Promise<void> {
    const folder = process.env['TLFORGE_SCREENSHOTS']
    if (folder !== undefined) await page.screenshot({ path: `${folder}/${name}.png` })
  }

  it.each([1280, 390])('finds a method, its type, and the way back, %i pixels wide', async (width) => {
    const { page, complaints } = await open('index.html', width)
    await picture(page, `start-${String(width)}`)
    await page.keyboard.press('/')
    await page.keyboard.type('sendEncrypted')
    await page.waitForSelector('#results [role=option]')
    expect(await page.textContent('#results [role=option] .name')).toBe('messages.sendEncrypted')
    await picture(page, `search-${String(width)}`)
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await page.waitForURL('**/messages.sendEncrypted.html')
    expect(await page.textContent('h1')).toBe('messages.sendEncrypted')
    await picture(page, `method-${String(width)}`)
    await page.click('main a:has-text("InputEncryptedChat")')
    await page.waitForURL('**/types/InputEncryptedChat.html')
    await picture(page, `type-${String(width)}`)
    await page.click('main a:has-text("messages.sendEncrypted") >> nth=0')
    await page.waitForURL('**/messages.sendEncrypted.html')
    await page.goBack()
    expect(await page.textContent('h1')).toBe('InputEncryptedChat')
    expect(complaints).toEqual([])
    await page.context().close()
  })

  it('switches tabs with the mouse and the keyboard, and remembers the choice', async () => {
    const { page, complaints } = await open('reference/methods/messages.sendEncrypted.html')
    const visible = async (): Promise<string | null> => page.textContent('[role=tabpanel]:visible')
    expect(await visible()).toContain('declare const send')
    await page.click('[role=tab]:has-text("Bytes")')
    expect(await visible()).toContain('157afa44')
    await page.keyboard.press('ArrowLeft')
    expect(await visible()).toContain('"_": "messages.sendEncrypted"')
    expect(await page.textContent('[role=tab]:focus')).toBe('JSON')
    await picture(page, 'tabs-1280')
    await page.goto(`${site.url}/reference/methods/messages.getHistory.html`)
    expect(await visible()).toContain('"_": "messages.getHistory"')
    expect(complaints).toEqual([])
    await page.context().close()
  })

  it('is light or dark, as the system or the reader wants', async () => {
    const { page } = await open('reference/errors/FLOOD_WAIT_X.html')
    const back = async (): Promise<string> =>
      page.evaluate(() => getComputedStyle(document.body).backgroundColor)
    const light = await back()
    await page.emulateMedia({ colorScheme: 'dark' })
    const dark = await back()
    expect(dark).not.toBe(light)
    await page.click('#theme')
    expect(await back()).toBe(light)
    await page.reload()
    expect(await back()).toBe(light)
    await page.click('#theme')
    await page.goto(`${site.url}/reference/methods/messages.sendEncrypted.html`)
    expect(await back()).toBe(dark)
    await picture(page, 'dark-1280')
    await page.context().close()
  })

  it.each([
    'index',
    'reference/index',
    'reference/methods/messages.sendMessage',
    'reference/methods/index',
    'secret-chats',
  ])('fits a phone: %s', async (path) => {
    const { page, complaints } = await open(`${path}.html`, 360)
    const width = await page.evaluate(() => document.documentElement.scrollWidth)
    expect(width).toBeLessThanOrEqual(360)
    await picture(page, `phone-${path.replaceAll('/', '-')}`)
    await page.click('#menu')
    expect(await page.isVisible('#navigation a:has-text("Methods")')).toBe(true)
    expect(complaints).toEqual([])
    await page.context().close()
  })

  it('can be used without JavaScript', async () => {
    const context = await browser.newContext({ javaScriptEnabled: false })
    const page = await context.newPage()
    await page.goto(`${site.url}/reference/methods/messages.sendEncrypted.html`)
    expect(await page.isVisible('text=157afa44')).toBe(true)
    expect(await page.isVisible('text=declare const send')).toBe(true)
    await context.close()
  })

  it('can be searched by id, by a part of a name, by a description, and for what is not there', async () => {
    const { page } = await open('index.html')
    const first = async (query: string): Promise<string | null> => {
      await page.fill('#search', '')
      await page.fill('#search', query)
      await page.waitForSelector('#results [role=option], #results .none')
      return page.textContent('#results .name, #results .none')
    }
    expect(await first('0x44fa7a15')).toBe('messages.sendEncrypted')
    expect(await first('#44fa7a15')).toBe('messages.sendEncrypted')
    expect(await first('FILE_PART_7_MISSING')).toBe('FILE_PART_%d_MISSING')
    expect(await first('inputencryptedch')).toMatch(/InputEncryptedChat/i)
    expect(await first('flood_wait')).toContain('FLOOD_WAIT')
    expect(await first('qqqqzzzz')).toBe('Nothing was found.')
    await page.keyboard.press('Escape')
    expect(await page.isVisible('#results')).toBe(false)
    await page.context().close()
  })
})
