import type { Ora } from 'ora'
import type { ProgressEvent, Stage } from '../options.js'
import { isColored, type Terminal } from './terminal.js'

/** Shows how far a run is, on stderr. */
export interface Progress {
  readonly tell: (event: ProgressEvent) => void
  /** Leaves nothing of an unfinished line; has to be called before anything else is printed. */
  readonly stop: () => void
}

const stageNames: Readonly<Record<Stage, string>> = {
  parse: 'reading',
  check: 'checking',
  plan: 'planning',
  emit: 'emitting',
  format: 'formatting',
  write: 'writing',
}

/** The spinner is drawn anew at most this often, in milliseconds. */
const drawInterval = 80

const noProgress: Progress = { tell: () => undefined, stop: () => undefined }

/**
 * `2,490`, `1 file`, `2 files`: the same on every machine. What Node has for it takes 25 ms to load.
 * @param what the word for one of them
 */
export function countOf(number: number, what?: string): string {
  const digits = String(number).replace(/\B(?=(?:\d{3})+$)/g, ',')
  return what === undefined ? digits : `${digits} ${what}${number === 1 ? '' : 's'}`
}

/** `850 ms`, `4.1 s` */
export function duration(milliseconds: number): string {
  return milliseconds < 1000 ? `${Math.round(milliseconds)} ms` : `${(milliseconds / 1000).toFixed(1)} s`
}

/** `telegram: formatting (files 400, cached 12)` */
function describe(title: string, { stage, counts, fraction, state }: ProgressEvent): string {
  const parts = Object.entries(counts).map(([name, count]) => `${name} ${countOf(count)}`)
  const inner = parts.length > 0 ? ` (${parts.join(', ')})` : ''
  const done = state === 'progress' && fraction !== undefined ? ` ${Math.floor(fraction * 100)} %` : ''
  return `${title}: ${stageNames[stage]}${done}${inner}`
}

/** One line for each finished stage: for logs. */
function lineProgress(title: string, terminal: Terminal): Progress {
  return {
    tell: (event) => {
      if (event.state !== 'end') return
      const time = event.milliseconds === undefined ? '' : ` in ${duration(event.milliseconds)}`
      terminal.stderr.write(`${describe(title, event)}${time}\n`)
    },
    stop: () => undefined,
  }
}

function spinnerProgress(title: string, spinner: Ora): Progress {
  let drawn = 0
  return {
    tell: (event) => {
      if (event.state === 'end') return
      spinner.text = describe(title, event)
      // The stages leave no time to the spinner's own timer.
      if (event.state === 'progress' && performance.now() - drawn < drawInterval) return
      drawn = performance.now()
      if (spinner.isSpinning) spinner.render()
      else spinner.start()
    },
    stop: () => void spinner.stop(),
  }
}

/** A spinner on a terminal, plain lines elsewhere, nothing when it is quiet. */
export async function startProgress(
  title: string,
  terminal: Terminal,
  { quiet, color }: { readonly quiet: boolean; readonly color: boolean },
): Promise<Progress> {
  if (quiet) return noProgress
  const isPlain =
    terminal.stderr.isTTY !== true ||
    !('cursorTo' in terminal.stderr) ||
    terminal.env.TERM === 'dumb' ||
    terminal.env.CI !== undefined
  if (isPlain) return lineProgress(title, terminal)
  const { default: ora } = await import('ora')
  const hasColor = isColored(terminal.stderr, terminal.env, color)
  const spinner = ora({ stream: terminal.stderr, discardStdin: false, color: hasColor ? 'cyan' : false })
  return spinnerProgress(title, spinner)
}
