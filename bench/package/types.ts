// npm run build && npx tsx bench/package/types.ts [runs]
// Type-check of a file that imports everything from the built .d.ts, libraries checked, in turn with mtcute's:
// CPU time, the fastest of the runs.
import { spawnSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'

const ROOT = new URL('../../', import.meta.url).pathname
const OUT = new URL('.cache/', import.meta.url).pathname
const compilers = { '5.9': 'typescript-5.9', '7': 'typescript-7' }
const programs = {
  mtcute: `import type { tl } from '@mtcute/core'\nexport type All = tl.TlObject\nexport type Call = tl.RpcMethod\n`,
  tlforge: `import * as api from '../../../dist/generated/telegram/index.js'\nexport type All = api.TypeUpdates\nexport const call: typeof api.messages.SendMessage = api.messages.SendMessage\n`,
  nothing: 'export {}\n',
}
const options = {
  target: 'es2022',
  lib: ['es2023', 'dom'],
  module: 'nodenext',
  types: ['node'],
  strict: true,
  skipLibCheck: false,
  noEmit: true,
}

mkdirSync(OUT, { recursive: true })
const seconds = new Map<string, number>()
const notes = new Set<string>()
for (const [name, text] of Object.entries(programs)) {
  writeFileSync(`${OUT}types-${name}.ts`, text)
  writeFileSync(
    `${OUT}tsconfig.${name}.json`,
    JSON.stringify({ compilerOptions: options, files: [`types-${name}.ts`] }),
  )
}
for (let run = 0; run < Number(process.argv[2] ?? 3); run++) {
  for (const [version, compiler] of Object.entries(compilers)) {
    for (const name of Object.keys(programs)) {
      const args = [`${ROOT}node_modules/${compiler}/bin/tsc`, '-p', `${OUT}tsconfig.${name}.json`]
      // The CPU time of the compiler and its threads: other work on the machine counts less.
      const timed = `TIMEFORMAT='%U %S'; time ${[process.execPath, ...args].join(' ')}`
      const { stdout, stderr } = spawnSync('bash', ['-c', timed], { encoding: 'utf8' })
      const cpu = stderr.trim().split(/\s+/).slice(-2).map(Number)
      for (const error of stdout.match(/error TS\d+: [^\n]*/g) ?? [])
        notes.add(`${name}, ${version}: ${error}`)
      const key = `${name} ${version}`
      seconds.set(key, Math.min(seconds.get(key) ?? Infinity, (cpu[0] ?? NaN) + (cpu[1] ?? NaN)))
    }
  }
}
console.log('| TypeScript | nothing s | mtcute s | tlforge s | ratio |\n| --- | ---: | ---: | ---: | ---: |')
for (const version of Object.keys(compilers)) {
  const at = (name: string): number => seconds.get(`${name} ${version}`) ?? NaN
  const cells = ['nothing', 'mtcute', 'tlforge'].map((name) => at(name).toFixed(2))
  console.log(`| ${version} | ${cells.join(' | ')} | ${(at('tlforge') / at('mtcute')).toFixed(2)} |`)
}
for (const note of notes) console.log(note)
