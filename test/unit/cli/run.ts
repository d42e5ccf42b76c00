import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { PassThrough, Writable } from 'node:stream'
import { setTimeout } from 'node:timers/promises'
import { afterEach, beforeEach } from 'vitest'
import { runCli } from '../../../generator/cli/program.js'

/** What a command line printed. */
export interface RunResult {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
}

/** How the world of a command differs from a quiet one. */
export interface RunOptions {
  readonly stdin?: string
  readonly isTTY?: boolean
  readonly env?: Readonly<Record<string, string>>
  /** Somebody at the terminal: what to type when which text was printed, in order. */
  readonly typing?: readonly (readonly [printed: string, keys: string])[]
}

class Keyboard extends PassThrough {
  readonly isTTY = true
}

/** Types each text when what it answers is there. */
async function type(
  keyboard: Keyboard,
  screen: TextStream,
  typing: RunOptions['typing'] = [],
): Promise<void> {
  let seen = 0
  for (const [printed, keys] of typing) {
    for (;;) {
      const at = screen.text.indexOf(printed, seen)
      if (at !== -1) {
        seen = at + printed.length
        break
      }
      await setTimeout(5)
    }
    keyboard.write(keys)
  }
}

class TextStream extends Writable {
  text = ''
  readonly isTTY: boolean

  constructor(isTTY: boolean) {
    super({ decodeStrings: false })
    this.isTTY = isTTY
  }

  // What the spinner moves the cursor with.
  cursorTo(): boolean {
    return true
  }

  moveCursor(): boolean {
    return true
  }

  clearLine(): boolean {
    return true
  }

  // Prompts end what they print to, and the streams of a process take no notice.
  override end(): this {
    return this
  }

  override _write(chunk: unknown, _: string, done: () => void): void {
    this.text += String(chunk)
    done()
  }
}

/** A working directory for each test, and command lines that run in it. */
export function useWorkspace(): {
  cwd: string
  put: (files: Readonly<Record<string, string | Uint8Array>>) => Promise<void>
  run: (args: readonly string[], options?: RunOptions) => Promise<RunResult>
} {
  const workspace = {
    cwd: '',
    put: async (files: Readonly<Record<string, string | Uint8Array>>): Promise<void> => {
      for (const [path, content] of Object.entries(files)) {
        await mkdir(dirname(join(workspace.cwd, path)), { recursive: true })
        await writeFile(join(workspace.cwd, path), content)
      }
    },
    run: async (args: readonly string[], options: RunOptions = {}): Promise<RunResult> => {
      const stdout = new TextStream(options.isTTY ?? false)
      const stderr = new TextStream(options.isTTY ?? false)
      const keyboard = new Keyboard()
      void type(keyboard, stderr, options.typing)
      const code = await runCli(args, {
        cwd: workspace.cwd,
        ...(options.typing && { stdin: keyboard }),
        stdout,
        stderr,
        env: options.env ?? {},
        readStdin: () => Promise.resolve(new TextEncoder().encode(options.stdin ?? '')),
      })
      return { code, stdout: stdout.text, stderr: stderr.text }
    },
  }
  beforeEach(async () => {
    workspace.cwd = await mkdtemp(join(tmpdir(), 'tlforge-cli-'))
  })
  afterEach(() => rm(workspace.cwd, { recursive: true, force: true }))
  return workspace
}
