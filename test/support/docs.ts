import { fileURLToPath } from 'node:url'
import config from '../../tlforge.config.js'
import { loadTarget } from '../../generator/cli/load-target.js'
import type { ConstructorPage, MethodPage, Page } from '../../generator/docs/model.js'
import { pagesOf } from '../../generator/pipeline.js'

export const root = fileURLToPath(new URL('../../', import.meta.url))

/** The pages of Telegram's schemas, as the site has them. */
export async function telegramPages(): Promise<readonly Page[]> {
  const [target] = config.targets
  if (!target) throw new Error('the configuration has no target')
  const { options, diagnostics } = await loadTarget(target, root, root)
  if (!options) throw new Error(diagnostics.map(({ message }) => message).join('\n'))
  const result = pagesOf({
    ...options,
    title: 'Telegram API',
    specifier: 'tlforge/telegram',
    hasClients: true,
    image: '/logo.svg',
  })
  if (!result.pages) throw new Error(result.diagnostics.map(({ message }) => message).join('\n'))
  return result.pages
}

/** The code of an example of a page. */
export function exampleCode(page: MethodPage | ConstructorPage, title: string): string | undefined {
  return page.examples.find((example) => example.title === title)?.code
}
