import { Option, type Command } from 'commander'
import type { HashRule } from '../check/canonical.js'
import { jsonOption, report, type OutputOptions } from './report.js'
import { UsageError, type ExitCode, type Terminal } from './terminal.js'

interface IdOptions extends OutputOptions {
  readonly rule: HashRule
  readonly text?: boolean
}

const examples = `
An id in the definition is ignored, and the semicolon may be left out. Several definitions give a line each.

Examples:
  tlforge id 'user id:int first_name:string last_name:string = User'           prints d23c81a3
  tlforge id --rule tdlib 'error code:int32 message:string = Error'
  tlforge id --text 'inputMedia flags:# spoiler:flags.0?true = InputMedia'    shows what is hashed, too
  tlforge id --json 'boolFalse = Bool; boolTrue = Bool'                       for a program`

/** `tlforge id` */
export function addId(program: Command, terminal: Terminal, end: (code: ExitCode) => void): void {
  const rule = new Option('--rule <rule>', 'which text of the definition is hashed')
  program
    .command('id')
    .description('compute the constructor id of a definition')
    .argument('<tl>', 'a definition')
    .addOption(rule.choices(['telegram', 'tdlib']).default('telegram'))
    .option('--text', 'print the text that is hashed behind the id')
    .addOption(jsonOption())
    .addHelpText('after', examples)
    .action(async (tl: string, _: unknown, command: Command) => {
      end(await printIds(terminal, tl, command.optsWithGlobals<IdOptions>()))
    })
}

async function printIds(terminal: Terminal, tl: string, options: IdOptions): Promise<ExitCode> {
  if (tl.trim() === '') throw new UsageError('there is no definition in the argument')
  const { canonicalText, constructorId, formatId } = await import('../check/canonical.js')
  const { parseSchema } = await import('../syntax/parse.js')
  const text = /;\s*$/.test(tl) ? tl : `${tl};`
  const { schema, diagnostics } = parseSchema({ name: '<argument>', text })
  if (diagnostics.some(({ severity }) => severity === 'error')) return report(terminal, diagnostics, options)
  const items = schema.items.filter((item) => item.kind === 'combinator' || item.kind === 'builtin')
  if (items.length === 0) throw new UsageError('there is no definition in the argument')
  const ids = items.map((item) => {
    const hashed = canonicalText(item, options.rule)
    return { name: item.name.text, id: formatId(constructorId(hashed)), hashed }
  })
  const lines = ids.map(({ id, hashed }) => (options.text === true ? `${id} ${hashed}\n` : `${id}\n`))
  return report(terminal, diagnostics, options, { text: lines.join(''), data: { ids } })
}
