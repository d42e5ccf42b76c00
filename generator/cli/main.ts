#!/usr/bin/env node
import { buffer } from 'node:stream/consumers'
import { keepCompiledCode } from './compile-cache.js'

keepCompiledCode()
// Loaded only now: what is loaded before is compiled anew in each run.
const { runCli } = await import('./program.js')

// `tlforge explain | head`: whoever reads has seen enough.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error
})

/** Threads run JavaScript, so there are none where tlforge runs from its sources. */
const threads = !import.meta.url.endsWith('.ts')

process.exitCode = await runCli(process.argv.slice(2), {
  cwd: process.cwd(),
  stdin: process.stdin,
  stdout: process.stdout,
  stderr: process.stderr,
  env: process.env,
  readStdin: () => buffer(process.stdin),
  threads,
  untilInterrupted: () =>
    new Promise((resolve) => {
      process.once('SIGINT', resolve)
      process.once('SIGTERM', resolve)
    }),
})
