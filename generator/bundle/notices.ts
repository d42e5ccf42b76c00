import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'

/** Licences that what is under the MIT licence may contain, with their texts. */
const compatible = ['MIT', 'ISC', 'BSD-2-Clause', 'BSD-3-Clause', 'Apache-2.0', '0BSD']

const shape = z.object({ name: z.string(), version: z.string(), license: z.string() })

const head = `# Third-party notices

The compiled generator contains parts of these packages.
`

/** The licences of the packages that modules are from, as Markdown. One that has none, or another, is an error. */
export function noticesOf(modules: readonly string[]): string {
  const folders = modules.flatMap(
    (id) => /^.*\/node_modules\/(?:@[^/]+\/)?[^/]+/.exec(id.replaceAll('\\', '/')) ?? [],
  )
  const notices = [...new Set(folders)].map(noticeOf)
  // Two copies of one version are one package.
  return [head, ...[...new Set(notices)].sort((a, b) => (a < b ? -1 : 1))].join('\n')
}

function noticeOf(folder: string): string {
  const { name, version, license } = shape.parse(
    JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')),
  )
  if (!compatible.includes(license)) throw new Error(`${name} is under ${license}`)
  const files = readdirSync(folder)
    .filter((file) => /^(?:licen[cs]e|notice)\b/i.test(file))
    .sort()
  if (files.length === 0) throw new Error(`${name} does not have the text of its licence`)
  const texts = files.map((file) => readFileSync(join(folder, file), 'utf8').replaceAll('\r\n', '\n').trim())
  return `## ${name} ${version} (${license})\n\n\`\`\`text\n${texts.join('\n\n')}\n\`\`\`\n`
}
