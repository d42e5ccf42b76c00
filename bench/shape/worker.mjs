// Runs one bundle of workloads; told what to run over the IPC channel.
import { createHash } from 'node:crypto'
import process from 'node:process'

const { works, bytes, again } = await import(process.argv[2] ?? '')

process.on('message', ({ kind, work, count }) => {
  if (kind === 'names') {
    const hash = createHash('sha256')
    for (const part of [bytes, again]) for (const name of Object.keys(part)) hash.update(part[name])
    process.send?.({ names: Object.keys(works), hash: hash.digest('hex') })
    return
  }
  const run = works[work]
  const start = process.cpuUsage()
  for (let i = 0; i < count; i++) run()
  const { user, system } = process.cpuUsage(start)
  process.send?.({ us: user + system })
})
