import { expect, test } from 'vitest'
import { loadTarget } from '../../../generator/cli/load-target.js'
import { parseConfig, type CopyConfig, type TargetConfig } from '../../../generator/config.js'

const schemas = [{ name: 'api', files: ['schema/telegram/mtproto.tl'] }]
const copy = { from: 'templates/secret-chat', to: 'secret-chat', entries: ['index', 'node'] }

function target(...copies: readonly CopyConfig[]): TargetConfig {
  return { name: 'telegram', output: 'generated/telegram', schemas, copies }
}

test('a folder goes into the output, with its imports of the output made to fit there', async () => {
  const { options, diagnostics } = await loadTarget(target(copy), process.cwd(), process.cwd())
  expect(diagnostics).toEqual([])
  const [folder] = options?.copies ?? []
  expect(folder).toMatchObject({ to: 'secret-chat', entries: ['index', 'node'] })
  const rules = folder?.files.find(({ path }) => path === 'layer-rules.ts')
  expect(rules?.text).toContain(`} from '../secret/index.js'`)
  for (const { text } of folder?.files ?? []) expect(text).not.toContain('generated/telegram')
})

test('a folder that is missing is an error', async () => {
  const { options, diagnostics } = await loadTarget(
    target({ from: 'templates/missing', to: 'missing' }),
    process.cwd(),
    process.cwd(),
  )
  expect(options).toBeUndefined()
  expect(diagnostics.map(({ code }) => code)).toEqual(['TL4001'])
})

test('two folders of the output cannot have one name', () => {
  const message = (copies: readonly CopyConfig[]): readonly string[] => {
    const result = parseConfig({ targets: [target(...copies)] })
    return 'diagnostics' in result ? result.diagnostics.map((diagnostic) => diagnostic.message) : []
  }
  const wrong = 'wrong value of the option `targets[0].copies[0].to`:'
  expect(message([copy])).toEqual([])
  expect(message([{ ...copy, to: 'api' }])).toEqual([
    `${wrong} another folder of the output has the name \`api\``,
  ])
  expect(message([{ ...copy, to: 'runtime' }])).toEqual([
    `${wrong} the output has something else of the name \`runtime\``,
  ])
  expect(message([{ ...copy, to: '../up' }])).toHaveLength(1)
})
