import type { Command } from 'commander'
import type { ExitCode, Terminal } from './terminal.js'

/** Adds a command to the program; `end` is told how it went. */
type AddCommand = (program: Command, terminal: Terminal, end: (code: ExitCode) => void) => void

/** The commands in the order of the help. Each is loaded when it is needed: what they use takes a while to load. */
const commands: Readonly<Record<string, () => Promise<AddCommand>>> = {
  init: async () => (await import('./init.js')).addInit,
  regenerate: async () => (await import('./regenerate.js')).addRegenerate,
  check: async () => (await import('./check.js')).addCheck,
  docs: async () => (await import('./docs.js')).addDocs,
  diff: async () => (await import('./diff.js')).addDiff,
  update: async () => (await import('./update.js')).addUpdate,
  fmt: async () => (await import('./fmt.js')).addFmt,
  id: async () => (await import('./id.js')).addId,
  // What plugins do is above the command line in the order of the stages; this one is no more than its name here.
  types: async () => (await import('../plugin/types-command.js')).addTypes,
  decode: async () => (await import('./decode.js')).addDecode,
  encode: async () => (await import('./encode.js')).addEncode,
  explain: async () => (await import('./explain.js')).addExplain,
  completion: async () => (await import('./completion.js')).addCompletion,
}

/** Adds the command that a command line names; all of them where it names none, for its help. */
export async function addCommands(
  program: Command,
  args: readonly string[],
  terminal: Terminal,
  end: (code: ExitCode) => void,
): Promise<void> {
  const name = args.find((arg) => !arg.startsWith('-')) ?? ''
  const known = name === 'completion' || !Object.hasOwn(commands, name) ? undefined : commands[name]
  const wanted = known ? [known] : Object.values(commands)
  for (const load of wanted) (await load())(program, terminal, end)
}
