// node bundle.mjs [FOLDER]: bundles the built modules of FOLDER (`dist`) into FOLDER/node, for the condition `node` of
// the package. Node resolves and reads a module in about 0.4 ms: the classes of a large schema are one file there.
import { readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'
import { rolldown } from 'rolldown'
import { parseAst } from 'rolldown/parseAst'

const folder = process.argv[2] ?? 'dist'
const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .map((path) => path.replaceAll('\\', '/'))
  .filter((path) => path.endsWith('.js') && !path.startsWith('node/'))
  .sort()
// Classes and what they need are reached through these; nobody imports their files by themselves.
const entries = paths.filter(
  (path) =>
    !/^[^/]+\/(types|functions)\//.test(path) && !/^(runtime|secret-chat)\/(?!index|node|wasm)/.test(path),
)
const schemas = [...new Set(paths.flatMap((path) => /^([^/]+)\/(?:types|functions)\//.exec(path)?.[1] ?? []))]

const bundle = await rolldown({
  input: Object.fromEntries(entries.map((path) => [path.slice(0, -3), join(folder, path)])),
  external: /^node:/,
  treeshake: { moduleSideEffects: false },
})
const { output } = await bundle.write({
  dir: join(folder, 'node'),
  format: 'esm',
  chunkFileNames: 'chunks/[name].js',
  // Less to scan and to hold at each import. Names of functions and classes stay, as stack traces and `constructor.name`
  // show them; those of parameters and variables are in neither.
  minify: { compress: false, mangle: { toplevel: false }, codegen: { removeWhitespace: true } },
  comments: { legal: false, jsdoc: false, annotation: true },
  codeSplitting: {
    groups: [
      { name: 'runtime', test: /[\\/]runtime[\\/]/, priority: 3 },
      ...schemas.map((name) => ({
        name,
        test: new RegExp(`[\\\\/]${name}[\\\\/](types|functions|namespaces|index)`),
        priority: 2,
      })),
    ],
  },
})
for (const file of output) {
  if (file.type === 'chunk') writeFileSync(join(folder, 'node', file.fileName), inLines(file.code))
}

/** A line for each statement and member: Node shows the whole line that an uncaught error comes from. */
function inLines(code) {
  const starts = []
  const open = [parseAst(code)]
  for (let node = open.pop(); node; node = open.pop()) {
    for (const value of Object.values(node)) {
      for (const child of Array.isArray(value) ? value : [value]) {
        if (typeof child === 'object' && child !== null) open.push(child)
      }
    }
    if (!['Program', 'BlockStatement', 'ClassBody'].includes(node.type)) continue
    for (const { start } of node.body) starts.push(start)
  }
  const lines = []
  let from = 0
  for (const start of starts.sort((a, b) => a - b)) {
    if (start > from) lines.push(code.slice(from, start))
    from = start
  }
  return [...lines, code.slice(from)].join('\n')
}
