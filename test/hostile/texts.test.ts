import fc from 'fast-check'
import ts from 'typescript'
import { expect, test } from 'vitest'
import { check } from '../../generator/pipeline.js'
import { decodeSource } from '../../generator/syntax/decode.js'
import { emit, run } from '../unit/emit/support.js'
import { load, roundTrip } from './load.js'

/** What could end a comment or a string, or mean something to a tool that reads comments. */
const descriptions = [
  'ends */ export const injected = 1 /*',
  '**/',
  '*\u2028/',
  '* /*/',
  '@internal',
  'x @internal y',
  '{@link Injected} and {@internal}',
  '`tick` ``two`` ```three',
  '${injected}',
  "' + injected + '",
  '\\',
  '\\*/',
  '\u2028export const injected = 1\u2029',
  'NUL \u0001 \u007f \u0085 control',
  '<script>alert(1)</script>',
  '// eslint-disable-next-line',
  '# sourceMappingURL=x',
  '\u202ereversed',
]

/** The kinds of statements that a file has, with the names that they declare; throws for text that is no TypeScript. */
function statements(path: string, text: string): readonly string[] {
  const { diagnostics = [] } = ts.transpileModule(text, { reportDiagnostics: true, fileName: path })
  if (diagnostics.length > 0) {
    throw new Error(
      diagnostics.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, ' ')).join(),
    )
  }
  const file = ts.createSourceFile(path, text, ts.ScriptTarget.ES2022, true)
  return file.statements.map((statement) => {
    const kind = ts.SyntaxKind[statement.kind]
    const name =
      'name' in statement
        ? ` ${statement.getText(file).match(/(?:class|interface|type|function) (\S+?)[ <(]/)?.[1] ?? ''}`
        : ''
    return kind + name
  })
}

test.each(descriptions)('a description %j stays in its comment', async (text) => {
  const tl = `//@class T @description ${text}\n\n//@description ${text}\n//@x ${text}\na x:int = T;\n//@description ${text}\nb = T;`
  const plain = await emit('a x:int = T;\nb = T;')
  for (const [path, emitted] of await emit(tl)) {
    expect(statements(path, emitted), path).toEqual(statements(path, plain.get(path) ?? ''))
  }
})

test('documented as badly as possible, it still works', async () => {
  const docs = descriptions.map((text) => `//@description ${text}`)
  const loaded = await load(docs.map((line, index) => `${line}\na${index} x:int = T;`).join('\n'))
  expect(Object.keys(loaded.api)).not.toContain('injected')
  expect(roundTrip(loaded, { _: 'a0', x: 1 })).toEqual({ _: 'a0', x: 1 })
})

const name = fc
  .tuple(fc.constantFrom('', '', 'ns.', 'delete.', 'N.m.'), fc.stringMatching(/^[a-z_][A-Za-z0-9_]{0,8}$/))
  .map(([namespace, last]) => namespace + last)
const fieldName = fc.oneof(
  fc.stringMatching(/^[A-Za-z_][A-Za-z0-9_]{0,8}$/),
  fc.constantFrom('default', '__proto__', 'constructor', 'then', 'this', 'super', 'from', 'writer', 'reader'),
)
const type = fc.constantFrom(
  'int',
  'long',
  'string',
  'bytes',
  'Bool',
  'Vector<T>',
  'T',
  '2*[ vector<int> ]',
  'Object',
)
const description = fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom(...descriptions), fc.string())
const definition = fc.record({
  name,
  description,
  fields: fc.array(fc.record({ name: fieldName, type, bit: fc.option(fc.nat(31)) }), { maxLength: 6 }),
})

test(
  'whatever a schema says, the files have its statements and no others',
  { timeout: 120_000 },
  async () => {
    let emitted = 0
    await fc.assert(
      fc.asyncProperty(
        fc.array(definition, { minLength: 1, maxLength: 4 }),
        fc.boolean(),
        async (all, asMethods) => {
          const text = all.map((one) => {
            const fields = one.fields.map(
              (field) => `${field.name}:${field.bit === null ? '' : `flags.${field.bit}?`}${field.type}`,
            )
            const comment = one.description.replaceAll(/[\r\n]/g, ' ')
            return `//@description ${comment}\n${one.name} flags:# ${fields.join(' ')} = T;`
          })
          const tl = `leaf = T;\n${asMethods ? '---functions---\n' : ''}${text.join('\n')}\n`
          const { files, diagnostics } = await run(tl)
          const isRefused = diagnostics.some(({ severity }) => severity === 'error')
          expect(files.length > 0).toBe(!isRefused)
          if (isRefused) return
          emitted++
          const classes = files
            .filter(({ path }) => /\/(?:types|functions)\//.test(path))
            .flatMap(({ path, text }) => statements(path, text))
            .filter((statement) => statement.startsWith('ClassDeclaration') && !statement.endsWith('$'))
          expect(classes).toHaveLength(all.length + 1)
          for (const { path, text } of files) {
            const kinds = statements(path, text).map((statement) => statement.split(' ')[0])
            const allowed = [
              'ImportDeclaration',
              'ExportDeclaration',
              'ClassDeclaration',
              'InterfaceDeclaration',
            ]
            allowed.push('TypeAliasDeclaration', 'FunctionDeclaration')
            if (/registry|metadata|json|layers|api\/schema/.test(path))
              allowed.push('FirstStatement', 'VariableStatement')
            expect(
              kinds.filter((kind) => !allowed.includes(kind ?? '')),
              path,
            ).toEqual([])
          }
        },
      ),
      { numRuns: 60 },
    )
    expect(emitted).toBeGreaterThan(20)
  },
)

/** Never a crash: something is said, or nothing has to be. */
const texts: readonly (readonly [text: string, ...codes: string[]])[] = [
  ['\0', 'TL1002'],
  ['a\0b:int = A;', 'TL1002'],
  ['\ufeffa = A;'],
  ['a = A;\r\nb = B;\r\n'],
  ['a = A;\rb = B;'],
  [`a x:${'Vector<'.repeat(10_000)}int${'>'.repeat(10_000)} = A;`, 'TL1006'],
  [`// ${'x'.repeat(1_000_000)}\na = A;`],
  [`//@description ${'*/'.repeat(500_000)}\na = A;`],
  [`a ${'x'.repeat(1_000_000)}:int = A;`],
  ['a = A; \u2028 b = B;', 'TL1002'],
  ['"; process.exit(1); "', 'TL1002', 'TL1001'],
  ['`${1}` = A;', 'TL1002'],
]

test.each(texts.map(([text, ...codes]) => ({ shown: JSON.stringify(text.slice(0, 40)), text, codes })))(
  '$shown',
  { timeout: 20_000 },
  async ({ text, codes }) => {
    const { source } = decodeSource('x.tl', new TextEncoder().encode(text))
    const { diagnostics } = check({ schemas: [{ name: 'api', sources: [source], idRule: 'auto' }] })
    expect([...new Set(diagnostics.map(({ code }) => code))]).toEqual(codes)
    if (codes.length === 0) expect((await emit(source.text)).size).toBeGreaterThan(0)
  },
)

test('wrong UTF-8 is told once and harms nothing else', async () => {
  const { source, diagnostics } = decodeSource('x.tl', Uint8Array.of(0x2f, 0x2f, 0xff, 0xc0, 0x80, 0x0a))
  expect(new Set(diagnostics.map(({ code }) => code))).toEqual(new Set(['TL1008']))
  expect((await emit(`${source.text}a = A;`)).size).toBeGreaterThan(0)
})
