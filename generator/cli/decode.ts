import { Option, type Command } from 'commander'
import type { DecodeResult } from '../codec/decode.js'
import type { Diagnostic } from '../diagnostics/diagnostic.js'
import { readBytes, type BytesForm } from './codec-bytes.js'
import { codecOptions, loadCodecSchemas, type CodecOptions } from './codec-schemas.js'
import { jsonOption, report } from './report.js'
import { outputColors, type ExitCode, type Terminal } from './terminal.js'

interface DecodeOptions extends CodecOptions {
  readonly input?: BytesForm
  readonly json?: boolean
  readonly value?: boolean
}

const examples = `
The bytes are a file, hexadecimal digits or base64; - is stdin. Without --type they begin with the id of a value.
What is broken is shown up to where it breaks; the exit code is 1 then.

Examples:
  tlforge decode --schema api.tl 24b5a7f4…
  tlforge decode --schema mtproto.tl --schema api.tl message.bin
  tlforge decode --schema api.tl --type 'Vector<long>' --input base64 - < ids.txt
  tlforge decode --schema api.tl --value reply.bin > reply.json    what tlforge encode takes
  tlforge decode --schema api.tl --json reply.bin                  the tree with its offsets, for a program`

/** `tlforge decode` */
export function addDecode(program: Command, terminal: Terminal, end: (code: ExitCode) => void): void {
  const command = program
    .command('decode')
    .description('show bytes as the tree of values that a schema finds in them')
    .argument('<bytes>', 'a file, hexadecimal digits, base64, or - for stdin')
  for (const option of codecOptions()) command.addOption(option)
  command
    .addOption(
      new Option('--input <form>', 'what the bytes are written in').choices(['hex', 'base64', 'raw']),
    )
    .addOption(jsonOption())
    .addOption(new Option('--value', 'print the value as JSON, as tlforge encode takes it').conflicts('json'))
    .addHelpText('after', examples)
    .action(async (input: string, _: unknown, command: Command) => {
      end(await decode(terminal, input, command.optsWithGlobals<DecodeOptions>()))
    })
}

async function decode(terminal: Terminal, input: string, options: DecodeOptions): Promise<ExitCode> {
  const { json, color } = options
  const style = { json: json === true, color }
  const loaded = await loadCodecSchemas(terminal, options)
  if (loaded.diagnostics.some(({ severity }) => severity === 'error')) {
    return report(terminal, loaded.diagnostics, style)
  }
  const read = await readBytes(terminal, input, options.input)
  if (read.kind === 'failed') return report(terminal, read.diagnostics, style)
  const { decodeTree } = await import('../codec/decode.js')
  const result = decodeTree(read.bytes, loaded.schemas, loaded.root)
  const { length } = read.bytes
  const { treeJson } = await import('../codec/tree-json.js')
  const { root, rest } = result
  // Before what is wrong with the bytes: there the tree breaks off.
  if (json !== true) terminal.stdout.write(await textOf(root, terminal, options))
  const data = { bytes: length, rest, root: json === true ? treeJson(root) : {} }
  return report(terminal, problemsOf(result, length), style, { text: '', data })
}

async function textOf(
  root: DecodeResult['root'],
  terminal: Terminal,
  { value, color }: DecodeOptions,
): Promise<string> {
  const { valueJson } = await import('../codec/tree-json.js')
  if (value === true) return `${JSON.stringify(valueJson(root), undefined, 2)}\n`
  const { printTree } = await import('../codec/print-tree.js')
  const { bold, dim, red } = outputColors(terminal, color)
  return printTree(root, { name: bold, faint: dim, bad: red })
}

function problemsOf({ problem, rest }: DecodeResult, length: number): readonly Diagnostic[] {
  const wrong = (message: string): Diagnostic => ({ code: 'TL4005', severity: 'error', message })
  if (problem) {
    const path = problem.path === '' ? '' : `${problem.path}: `
    return [wrong(`${path}${problem.message} (at offset ${String(problem.offset)})`)]
  }
  if (rest === 0) return []
  const bytes = rest === 1 ? '1 byte is' : `${String(rest)} bytes are`
  return [wrong(`${bytes} left over behind the value (at offset ${String(length - rest)})`)]
}
