import pc from 'picocolors'
import type { Colors } from '../diagnostics/render-text.js'

/** What a command has of the world; the tests give it another one. */
export interface Terminal {
  readonly cwd: string
  readonly stdout: NodeJS.WritableStream & { readonly isTTY?: boolean }
  readonly stderr: NodeJS.WritableStream & { readonly isTTY?: boolean }
  readonly env: Readonly<Record<string, string | undefined>>
  readonly readStdin: () => Promise<Uint8Array>
  /** How many threads a run may take besides its own. */
  readonly threads?: number
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

/** Colours for what goes to stderr: on a terminal, unless NO_COLOR (https://no-color.org) or `--no-color` is set. */
export function colorsOf({ stderr, env }: Terminal, wanted: boolean): Colors {
  const forbidden = (env.NO_COLOR ?? '') !== '' || env.TERM === 'dumb'
  return pc.createColors(wanted && stderr.isTTY === true && !forbidden)
}
