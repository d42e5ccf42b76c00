// Runs one module of workloads; told what to run over the IPC channel.
import { createHash } from 'node:crypto'
import process from 'node:process'

const { works, bytes } = await import(process.argv[2] ?? '')

/** Bytes of young heap taken by one run: few enough runs that no collection comes between. */
function allocated(run, count) {
  for (let i = 0; i < 2000; i++) run()
  const samples = []
  for (let round = 0; round < 9; round++) {
    globalThis.gc?.()
    const before = process.memoryUsage().heapUsed
    for (let i = 0; i < count; i++) run()
    samples.push((process.memoryUsage().heapUsed - before) / count)
  }
  return samples.sort((a, b) => a - b)[4]
}

process.on('message', ({ kind, work, count }) => {
  if (kind === 'names') {
    const hashes = {}
    for (const name of Object.keys(bytes))
      hashes[name] = createHash('sha256').update(bytes[name]).digest('hex')
    process.send?.({ names: Object.keys(works), hashes })
    return
  }
  const run = works[work]
  if (kind === 'allocate') {
    process.send?.({ us: allocated(run, count) })
    return
  }
  const start = process.cpuUsage()
  for (let i = 0; i < count; i++) run()
  const { user, system } = process.cpuUsage(start)
  process.send?.({ us: user + system })
})
