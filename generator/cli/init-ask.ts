import type { Answers } from './init-text.js'
import type { Terminal } from './terminal.js'

/** Asks whoever sits at the terminal; nothing where they go away with Ctrl+C. */
export async function ask(proposed: Answers, terminal: Terminal): Promise<Answers | undefined> {
  const [{ default: input }, { default: select }] = await Promise.all([
    import('@inquirer/input'),
    import('@inquirer/select'),
  ])
  const streams = { output: terminal.stderr, ...(terminal.stdin && { input: terminal.stdin }) }
  const text = (message: string, value: string, isNeeded: boolean): Promise<string> =>
    input({ message, default: value, required: isNeeded }, streams)
  try {
    const schemas = await text('TL files, with commas between them', proposed.schemas.join(', '), true)
    const output = await text('Folder of the output', proposed.output, true)
    const idRule = await select(
      {
        message: 'Which text are the ids the CRC32 of?',
        default: proposed.idRule,
        choices: [
          { value: 'auto' as const, name: 'whichever fits' },
          { value: 'telegram' as const, name: 'Telegram: without optional flags' },
          { value: 'tdlib' as const, name: 'TDLib and TON: the definition as it is' },
        ],
      },
      streams,
    )
    const long = await select(
      {
        message: 'What is a long?',
        default: proposed.long,
        choices: [
          { value: 'bigint' as const, name: 'a bigint' },
          { value: 'number' as const, name: 'a number, checked to be a safe integer' },
          { value: 'string' as const, name: 'a string of digits' },
        ],
      },
      streams,
    )
    const runtime = await select(
      {
        message: 'Where is the runtime?',
        default: proposed.runtime,
        choices: [
          { value: 'bundled' as const, name: 'copied beside the code: no dependencies' },
          { value: 'imported' as const, name: 'imported from tlforge/runtime' },
        ],
      },
      streams,
    )
    const include = await text('Only a part? Patterns such as messages.send*, or nothing for all', '', false)
    return { ...proposed, schemas: list(schemas), output, idRule, long, runtime, include: list(include) }
  } catch (error) {
    if (error instanceof Error && error.name === 'ExitPromptError') return undefined
    throw error
  }
}

function list(text: string): readonly string[] {
  return text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '')
}
