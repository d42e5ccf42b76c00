// npx tsx bench/generate/run.ts [rounds] [built]
// Making the whole Telegram target, as users do: `npm run build`, then the command in copies of the target. The peers'
// generators run in turn with it. With a Markdown table for bench/generate.md on the output.
import { execFileSync } from 'node:child_process'
import { median } from '../pairs.js'
import { PeerGenerator } from './peers.js'
import { measure, Watcher, type Cost } from './process.js'
import { addField, newLayer, ROOT, Workspace } from './workspace.js'

const COMMAND = [`${ROOT}dist/generator/cli/main.js`, 'regenerate']
/** Files that were written just now are not trusted by the next run: the clock of the disk has to tick. */
const TICK = 200
/** Who watches does not save in the moment that the first run ends. */
const FIRST_EDIT = 4000

/**
 * ext4 looks at each file number that was freed in the last five minutes before it gives out another: creating 1,500
 * files takes ten times as long after a round that replaced as many.
 */
const REST = 310_000

const costs = new Map<string, Cost[]>()
const workspace = new Workspace()

async function take(name: string, run: () => Promise<Cost>): Promise<void> {
  const cost = await run()
  costs.set(name, [...(costs.get(name) ?? []), cost])
  process.stderr.write(`${name}: ${cost.wall.toFixed(0)} ms\n`)
  await new Promise((resolve) => setTimeout(resolve, TICK))
}

const regenerate = (): Promise<Cost> => measure(COMMAND, workspace.folder)

/** Brings output and cache to the schema of the repository. */
async function settle(): Promise<void> {
  workspace.edit()
  await regenerate()
  await new Promise((resolve) => setTimeout(resolve, TICK))
}

async function round(mark: string, peers: readonly PeerGenerator[]): Promise<void> {
  workspace.forget()
  await take('cold', regenerate)
  for (const peer of peers) await take(peer.name, () => peer.run())
  await settle()
  await take('nothing changed', regenerate)
  workspace.edit(addField('inputBusinessChatLink', mark))
  await take('one definition changed, of a small type', regenerate)
  await settle()
  workspace.edit(addField('updateNewMessage', mark))
  await take('one definition changed, of the largest type', regenerate)
  await settle()
  workspace.edit(newLayer(mark))
  await take('a new layer', regenerate)
  await settle()
  await watching(mark)
}

async function watching(mark: string): Promise<void> {
  const watcher = new Watcher([...COMMAND, '--watch'], workspace.folder)
  const changes: ((schema: string) => string)[] = []
  const change = (definition: string): Promise<Cost> => {
    changes.push(addField(definition, `${mark}_watch`))
    return watcher.run(() => workspace.edit(...changes))
  }
  try {
    await take('watch, until it waits', () => watcher.run(() => undefined))
    await new Promise((resolve) => setTimeout(resolve, FIRST_EDIT))
    await take('watch, second run', () => change('inputBusinessChatLink'))
    await take('watch, third run', () => change('chatlists.exportedInvites'))
    await take('watch, the largest type', () => change('updateNewMessage'))
  } finally {
    await watcher.stop()
  }
}

const cell = (values: readonly number[]): string => median(values).toFixed(0)

try {
  if (process.argv[3] !== 'built')
    execFileSync('npm', ['run', '-s', 'build'], { cwd: ROOT, stdio: 'inherit' })
  const peers = PeerGenerator.all()
  for (let at = 0; at < Number(process.argv[2] ?? 3); at++) {
    if (at > 0) await new Promise((resolve) => setTimeout(resolve, REST))
    await round(`bench_${String(at)}`, peers)
  }
  for (const peer of peers) peer.remove()
} finally {
  workspace.remove()
}
console.log('| run | wall ms | CPU ms | peak MiB |\n| --- | ---: | ---: | ---: |')
for (const [name, all] of costs)
  console.log(
    `| ${name} | ${cell(all.map(({ wall }) => wall))} | ${cell(all.map(({ cpu }) => cpu))} | ${cell(all.map(({ memory }) => memory))} |`,
  )
