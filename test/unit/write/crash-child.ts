import { readFileSync } from 'node:fs'
import { writeOutput } from '../../../generator/write/write-output.js'
import { editOf, outputs } from './outputs.js'

/**
 * Writes the files of a JSON text to a folder, and a section to a file outside of it if one is named, and kills itself
 * before the step of the given number; prints the name of that step. Bundled by the test.
 */
const [folder = '', filesPath = '', killAt = '', outside] = process.argv.slice(2)
const files: unknown = JSON.parse(readFileSync(filesPath, 'utf8'))
let step = 0
const { diagnostics } = await writeOutput(folder, outputs(files), {
  edits: outside === undefined ? [] : [editOf(outside)],
  onStep: (name) => {
    if (step++ !== Number(killAt)) return
    process.stdout.write(name)
    process.kill(process.pid, 'SIGKILL')
  },
})
process.stdout.write(diagnostics.map(({ message }) => message).join('\n') || 'complete')
