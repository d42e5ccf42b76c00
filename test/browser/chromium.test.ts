import { expect, it } from 'vitest'
import { complaintsOf, launchChromium, noBrowser, serve } from './chromium.js'

it.skipIf(noBrowser())('a page is served, shown and listened to', async () => {
  const site = await serve(
    new Map([
      [
        '/index.html',
        '<!doctype html><link rel="icon" href="data:,"><script type="module" src="/main.js"></script>',
      ],
      ['/main.js', 'document.title = "ready"; throw new Error("on purpose")'],
    ]),
  )
  const browser = await launchChromium()
  try {
    const page = await browser.newPage()
    const complaints = complaintsOf(page)
    await page.goto(`${site.url}/`)
    await page.waitForFunction('document.title === "ready"')
    expect(complaints).toHaveLength(1)
    expect(complaints[0]).toContain('on purpose')
    expect((await fetch(`${site.url}/nothing`)).status).toBe(404)
  } finally {
    await browser.close()
    await site.close()
  }
})
