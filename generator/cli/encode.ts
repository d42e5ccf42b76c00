import { Option, type Command } from 'commander'
import type { Json } from '../codec/encode.js'
import type { Diagnostic } from '../diagnostics/diagnostic.js'
import type { BytesForm } from './codec-bytes.js'
import { codecOptions, loadCodecSchemas, type CodecOptions } from './codec-schemas.js'
import { readSource, type ReadResult } from './read-file.js'
import { jsonOption, report } from './report.js'
import { UsageError, type ExitCode, type Terminal } from './terminal.js'

interface EncodeOptions extends CodecOptions {
  readonly output: BytesForm
  readonly json?: boolean
}

const examples = `
The value is JSON as tlforge decode --value and the generated classes have it: the name of the constructor in _, TL
names, longs as decimal strings, bytes as base64. Flags that are absent are false.

Examples:
  tlforge encode --schema api.tl '{"_":"inputPeerChat","chat_id":"43"}'
  tlforge encode --schema api.tl --output raw request.json > request.bin
  tlforge encode --schema api.tl --json request.json    bytes or problems, for a program
  tlforge encode --schema api.tl --type 'Vector<long>' '["1","2"]'
  tlforge decode --schema api.tl --value reply.bin | tlforge encode --schema api.tl -`

/** `tlforge encode` */
export function addEncode(program: Command, terminal: Terminal, end: (code: ExitCode) => void): void {
  const command = program
    .command('encode')
    .description('write a value given as JSON in the bytes of a schema')
    .argument('<json>', 'JSON, a file with it, or - for stdin')
  for (const option of codecOptions()) command.addOption(option)
  const output = new Option('--output <form>', 'what the bytes are written in')
  command
    .addOption(output.choices(['hex', 'base64', 'raw']).default('hex'))
    .addOption(jsonOption())
    .addHelpText('after', examples)
    .action(async (input: string, _: unknown, command: Command) => {
      end(await encode(terminal, input, command.optsWithGlobals<EncodeOptions>()))
    })
}

async function encode(terminal: Terminal, input: string, options: EncodeOptions): Promise<ExitCode> {
  const { output, json: isJson = false, color } = options
  if (isJson && output === 'raw') throw new UsageError('--json cannot hold raw bytes', '--output base64')
  const style = { json: isJson, color }
  const loaded = await loadCodecSchemas(terminal, options)
  if (loaded.diagnostics.some(({ severity }) => severity === 'error')) {
    return report(terminal, loaded.diagnostics, style)
  }
  const { source, diagnostics } = await readJson(terminal, input)
  if (!source || diagnostics.length > 0) return report(terminal, diagnostics, style)
  const wrong = (message: string): Promise<ExitCode> => {
    const diagnostic: Diagnostic = { code: 'TL4006', severity: 'error', message }
    return report(terminal, [diagnostic], style)
  }
  let json: Json
  try {
    json = parse(source.text)
  } catch (error) {
    return wrong(`${source.name} is not JSON: ${error instanceof Error ? error.message : String(error)}`)
  }
  const { encodeJson } = await import('../codec/encode.js')
  const result = encodeJson(json, loaded.schemas, loaded.root)
  if (result.kind === 'problem') return wrong(result.message)
  const bytes = Buffer.from(result.bytes)
  if (output === 'raw') {
    terminal.stdout.write(bytes)
    return 0
  }
  const text = bytes.toString(output)
  const data = { output, length: bytes.length, bytes: text }
  return report(terminal, [], style, { text: `${text}\n`, data })
}

const parse: (text: string) => Json = JSON.parse

/** An argument that begins as JSON does is the JSON itself. */
async function readJson(terminal: Terminal, input: string): Promise<ReadResult> {
  if (/^\s*[[{"\d]/.test(input)) return { source: { name: 'the argument', text: input }, diagnostics: [] }
  if (input !== '-') return readSource(terminal.cwd, input)
  const text = Buffer.from(await terminal.readStdin()).toString('utf8')
  return { source: { name: 'stdin', text }, diagnostics: [] }
}
