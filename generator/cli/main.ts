#!/usr/bin/env node
import { buffer } from 'node:stream/consumers'
import { runCli } from './program.js'

// `tlforge explain | head`: whoever reads has seen enough.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error
})

process.exitCode = await runCli(process.argv.slice(2), {
  cwd: process.cwd(),
  stdout: process.stdout,
  stderr: process.stderr,
  env: process.env,
  readStdin: () => buffer(process.stdin),
})
