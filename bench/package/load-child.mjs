// Imports modules; prints the CPU time and the heap that they took, and what all exported classes take when touched.
import process from 'node:process'

globalThis.gc?.()
const before = process.memoryUsage().heapUsed
const start = process.cpuUsage()
for (const file of process.argv.slice(2)) await import(file)
const { user, system } = process.cpuUsage(start)
globalThis.gc?.()
process.stdout.write(JSON.stringify({ us: user + system, heap: process.memoryUsage().heapUsed - before }))
