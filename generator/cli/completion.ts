import { Argument, type Command, type Option } from 'commander'
import { assertNever } from '../ir/assert-never.js'
import type { ExitCode, Terminal } from './terminal.js'

type Shell = 'bash' | 'zsh' | 'fish'
const shells: readonly Shell[] = ['bash', 'zsh', 'fish']

const examples = `
Examples:
  tlforge completion bash >> ~/.bashrc
  tlforge completion zsh > ~/.zfunc/_tlforge    in a folder of $fpath
  tlforge completion fish > ~/.config/fish/completions/tlforge.fish`

/** `tlforge completion` */
export function addCompletion(program: Command, terminal: Terminal, end: (code: ExitCode) => void): void {
  program
    .command('completion')
    .description('print what makes a shell complete the commands and options of tlforge')
    .addArgument(new Argument('<shell>', 'your shell').choices(shells))
    .addHelpText('after', examples)
    .action((shell: Shell) => {
      terminal.stdout.write(script(shell, program.commands.map(describe)))
      end(0)
    })
}

/** A command as the shells need it. */
interface Described {
  readonly name: string
  readonly description: string
  readonly options: readonly {
    readonly flag: string
    readonly description: string
    readonly takesValue: boolean
    readonly choices: readonly string[]
  }[]
  /** What its first argument may be, where that is a word of a list. */
  readonly choices: readonly string[]
}

function describe(command: Command): Described {
  const options = [...command.options, ...globalOptions(command)].flatMap((option) =>
    option.long === undefined
      ? []
      : [
          {
            flag: option.long,
            description: option.description,
            takesValue: option.required || option.optional,
            choices: option.argChoices ?? [],
          },
        ],
  )
  const help = { flag: '--help', description: 'print help', takesValue: false, choices: [] }
  return {
    name: command.name(),
    description: command.description(),
    options: [...options, help],
    choices: command.registeredArguments[0]?.argChoices ?? [],
  }
}

function globalOptions({ parent }: Command): readonly Option[] {
  return (parent?.options ?? []).filter(({ long }) => long !== '--version')
}

function script(shell: Shell, commands: readonly Described[]): string {
  switch (shell) {
    case 'bash':
      return bash(commands)
    case 'zsh':
      return zsh(commands)
    case 'fish':
      return fish(commands)
    default:
      return assertNever(shell)
  }
}

function bash(commands: readonly Described[]): string {
  const cases = commands.map(({ name, options, choices }) => {
    const values = options
      .filter((option) => option.choices.length > 0)
      .map((option) => `${name}:${option.flag}) words='${option.choices.join(' ')}' ;;\n`)
    const words = [...options.map(({ flag }) => flag), ...choices].join(' ')
    return `${values.map((line) => `    ${line}`).join('')}    ${name}:*) words='${words}' ;;\n`
  })
  return `# Completion of tlforge for bash
_tlforge() {
  local word="\${COMP_WORDS[COMP_CWORD]}" before="\${COMP_WORDS[COMP_CWORD - 1]}" command='' words='' each
  for each in "\${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
    case "$each" in -*) ;; *) command="$each"; break ;; esac
  done
  case "$command:$before" in
${cases.join('')}    *) words='${[...commands.map(({ name }) => name), 'help', '--help', '--version', '--no-color'].join(' ')}' ;;
  esac
  COMPREPLY=($(compgen -W "$words" -- "$word"))
}
complete -o default -F _tlforge tlforge
`
}

function zsh(commands: readonly Described[]): string {
  const names = commands.map(({ name, description }) => `    ${quote(`${name}:${description}`)}\n`)
  const cases = commands.map(({ name, options, choices }) => {
    const specs = options.map(({ flag, description, takesValue, choices: values }) => {
      const value = values.length > 0 ? `:value:(${values.join(' ')})` : takesValue ? ':value:_files' : ''
      return quote(`${flag}[${description.replaceAll(/[[\]:]/g, '\\$&')}]${value}`)
    })
    const rest = choices.length > 0 ? `:value:(${choices.join(' ')})` : '*:file:_files'
    return `    ${name}) _arguments ${[...specs, quote(rest)].join(' ')} ;;\n`
  })
  return `#compdef tlforge
_tlforge() {
  local -a commands
  commands=(
${names.join('')}  )
  if (( CURRENT == 2 )); then
    _describe command commands
    return
  fi
  local command=$words[2]
  shift words
  (( CURRENT-- ))
  case $command in
${cases.join('')}  esac
}
_tlforge "$@"
`
}

function fish(commands: readonly Described[]): string {
  const first = commands.map(
    ({ name, description }) =>
      `complete -c tlforge -n __fish_use_subcommand -f -a ${name} -d ${quote(description)}\n`,
  )
  const options = commands.flatMap(({ name, options: all, choices }) => {
    const within = `complete -c tlforge -n '__fish_seen_subcommand_from ${name}'`
    const words = choices.length > 0 ? [`${within} -f -a ${quote(choices.join(' '))}\n`] : []
    const flags = all.map(({ flag, description, takesValue, choices: values }) => {
      const value = values.length > 0 ? ` -x -a ${quote(values.join(' '))}` : takesValue ? ' -r' : ''
      return `${within} -l ${flag.slice(2)}${value} -d ${quote(description)}\n`
    })
    return [...words, ...flags]
  })
  return `# Completion of tlforge for fish\n${[...first, ...options].join('')}`
}

/** For a shell: nothing in it is anything but itself. */
function quote(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`
}
