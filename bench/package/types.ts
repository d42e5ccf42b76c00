// npm run build && npx tsx bench/package/types.ts [runs]
// Type-check of a file that imports everything from the built .d.ts, libraries checked, in turn with mtcute's:
// CPU time, the fastest of the runs.
import { spawnSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'

const ROOT = new URL('../../', import.meta.url).pathname
const OUT = new URL('.cache/', import.meta.url).pathname
const compilers = ['typescript-5.9', 'typescript-7']
const programs = {
  mtcute: `import type { tl } from '@mtcute/core'\nexport type All = tl.TlObject\nexport type Call = tl.RpcMethod\n`,
  tlforge: `import * as api from '../../../dist/generated/telegram/index.js'\nexport type All = api.TypeUpdates\nexport const call: typeof api.messages.SendMessage = api.messages.SendMessage\n`,
  nothing: 'export {}\n',
}
/** mtcute's declarations do not compile without the DOM and Node's types; tlforge's ask for neither. */
const needs = {
  dom: { lib: ['es2023', 'dom'], types: ['node'] },
  bare: { lib: ['es2023'], types: [] },
}
const projects = {
  'nothing, with the DOM and Node': { program: 'nothing', ...needs.dom },
  mtcute: { program: 'mtcute', ...needs.dom },
  'tlforge, with the DOM and Node': { program: 'tlforge', ...needs.dom },
  tlforge: { program: 'tlforge', ...needs.bare },
  nothing: { program: 'nothing', ...needs.bare },
} as const
const options = {
  target: 'es2022',
  module: 'nodenext',
  strict: true,
  skipLibCheck: false,
  noEmit: true,
}

mkdirSync(OUT, { recursive: true })
const seconds = new Map<string, number>()
const notes = new Set<string>()
for (const [name, text] of Object.entries(programs)) writeFileSync(`${OUT}types-${name}.ts`, text)
for (const [index, { program, lib, types }] of Object.values(projects).entries()) {
  const compilerOptions = { ...options, lib, types }
  writeFileSync(
    `${OUT}tsconfig.${index}.json`,
    JSON.stringify({ compilerOptions, files: [`types-${program}.ts`] }),
  )
}
for (let run = 0; run < Number(process.argv[2] ?? 3); run++) {
  for (const compiler of compilers) {
    for (const [index, name] of Object.keys(projects).entries()) {
      const args = [`${ROOT}node_modules/${compiler}/bin/tsc`, '-p', `${OUT}tsconfig.${index}.json`]
      // The CPU time of the compiler and its threads: other work on the machine counts less.
      const timed = `TIMEFORMAT='%U %S'; time ${[process.execPath, ...args].join(' ')}`
      const { stdout, stderr } = spawnSync('bash', ['-c', timed], { encoding: 'utf8' })
      const cpu = stderr.trim().split(/\s+/).slice(-2).map(Number)
      for (const error of stdout.match(/error TS\d+: [^\n]*/g) ?? [])
        notes.add(`${name}, ${compiler}: ${error}`)
      const key = `${name} ${compiler}`
      seconds.set(key, Math.min(seconds.get(key) ?? Infinity, (cpu[0] ?? NaN) + (cpu[1] ?? NaN)))
    }
  }
}
console.log('| project | 5.9, s | of mtcute | 7, s | of mtcute |\n| --- | ---: | ---: | ---: | ---: |')
for (const name of Object.keys(projects)) {
  const cells = compilers.flatMap((compiler) => {
    const own = seconds.get(`${name} ${compiler}`) ?? NaN
    return [own.toFixed(2), (own / (seconds.get(`mtcute ${compiler}`) ?? NaN)).toFixed(2)]
  })
  console.log(`| ${name} | ${cells.join(' | ')} |`)
}
for (const note of notes) console.log(note)
