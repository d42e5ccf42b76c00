// Imports one bundle; prints the milliseconds and the bytes of heap that it took.
import process from 'node:process'

globalThis.gc?.()
const before = process.memoryUsage().heapUsed
const start = process.cpuUsage()
const held = await import(process.argv[2] ?? '')
const { user, system } = process.cpuUsage(start)
globalThis.gc?.()
process.stdout.write(
  JSON.stringify({
    us: user + system,
    heap: process.memoryUsage().heapUsed - before,
    n: Object.keys(held).length,
  }),
)
