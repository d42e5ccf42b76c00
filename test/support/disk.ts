import { spawn } from 'node:child_process'
import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** What a command has printed. */
export interface Ran {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
}

/** A small disk of its own, which nobody else sees: it is mounted in a namespace, and goes with it. */
export interface Disk {
  /** Where it is mounted, for the commands. */
  readonly folder: string
  /** A folder that is not on it, for all. */
  readonly outside: string
  /** Runs a shell command in the folder. */
  readonly run: (command: string) => Promise<Ran>
  readonly close: () => Promise<void>
}

/**
 * Mounts a disk of so many KiB, or says why that is not possible: it takes Linux, and either root or namespaces of
 * users.
 */
export async function openDisk(size: number): Promise<Disk | string> {
  const outside = await mkdtemp(join(tmpdir(), 'tlforge-disk-'))
  const folder = join(outside, 'disk')
  await mkdir(folder)
  const shell = spawn('unshare', [process.getuid?.() === 0 ? '-m' : '-rm', 'sh'])
  let printed = ''
  let problem: string | undefined
  shell.stdout.on('data', (chunk: Buffer) => (printed += chunk.toString()))
  shell.stderr.on('data', (chunk: Buffer) => (problem = (problem ?? '') + chunk.toString()))
  shell.on('error', ({ message }) => (problem = message))
  shell.stdin.on('error', () => undefined)
  const ended = new Promise<void>((resolve) => {
    shell.on('close', () => resolve())
    shell.on('error', () => resolve())
  })
  let count = 0
  /** The exit code of the command, or nothing where there is no shell any more. */
  async function tell(command: string): Promise<number | undefined> {
    const mark = `end ${++count} `
    shell.stdin.write(`${command}\necho "${mark}$?"\n`)
    const pattern = new RegExp(`^${mark}(\\d+)$`, 'm')
    const seen = new Promise<void>((resolve) => {
      const look = (): void => {
        if (!pattern.test(printed)) return
        shell.stdout.off('data', look)
        resolve()
      }
      shell.stdout.on('data', look)
    })
    await Promise.race([seen, ended])
    const code = pattern.exec(printed)?.[1]
    return code === undefined ? undefined : Number(code)
  }
  const close = async (): Promise<void> => {
    shell.stdin.end()
    await ended
    await rm(outside, { recursive: true, force: true })
  }
  if ((await tell(`mount -t tmpfs -o size=${String(size)}k tmpfs '${folder}'`)) !== 0) {
    await close()
    return `no disk can be mounted here: ${(problem ?? 'unshare has ended').trim()}`
  }
  const run = async (command: string): Promise<Ran> => {
    const [out, err] = [join(outside, 'stdout'), join(outside, 'stderr')]
    const code = await tell(`(cd '${folder}' && ${command}) >'${out}' 2>'${err}' </dev/null`)
    return { code: code ?? -1, stdout: await readFile(out, 'utf8'), stderr: await readFile(err, 'utf8') }
  }
  return { folder, outside, run, close }
}
