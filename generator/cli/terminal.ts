import pc from 'picocolors'
import type { Colors } from '../diagnostics/render-text.js'

/** What a command has of the world; the tests give it another one. */
export interface Terminal {
  readonly cwd: string
  readonly stdout: NodeJS.WritableStream & { readonly isTTY?: boolean }
  readonly stderr: NodeJS.WritableStream & { readonly isTTY?: boolean }
  readonly env: Readonly<Record<string, string | undefined>>
  /** For questions; absent where nobody can be asked. */
  readonly stdin?: NodeJS.ReadableStream & { readonly isTTY?: boolean }
  readonly readStdin: () => Promise<Uint8Array>
  /** Resolves when the user wants the program to end: Ctrl-C. */
  readonly untilInterrupted?: () => Promise<void>
  /** Whether a run may take threads besides its own. */
  readonly threads?: boolean
}

/** 0: fine, 1: problems were found, 2: the command line is wrong. */
export type ExitCode = 0 | 1 | 2

/** A mistake on the command line that commander cannot know of; the exit code is 2. */
export class UsageError extends Error {
  readonly hint: string | undefined

  constructor(message: string, hint?: string) {
    super(message)
    this.hint = hint
  }
}

type Stream = Terminal['stdout']

/**
 * Colours for a stream: on a terminal, or anywhere with FORCE_COLOR, but never with NO_COLOR (https://no-color.org) or
 * `--no-color`.
 */
export function isColored(stream: Stream, env: Terminal['env'], wanted: boolean): boolean {
  if (!wanted || (env.NO_COLOR ?? '') !== '') return false
  if (env.FORCE_COLOR !== undefined) return env.FORCE_COLOR !== '0' && env.FORCE_COLOR !== 'false'
  return stream.isTTY === true && env.TERM !== 'dumb'
}

/** Colours for what goes to stderr. */
export function colorsOf({ stderr, env }: Terminal, wanted: boolean): Colors {
  return pc.createColors(isColored(stderr, env, wanted))
}

/** All colours, for what goes to stdout. */
export function outputColors({ stdout, env }: Terminal, wanted: boolean): ReturnType<typeof pc.createColors> {
  return pc.createColors(isColored(stdout, env, wanted))
}
