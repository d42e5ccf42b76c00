import fc from 'fast-check'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { Memory } from '../../generator/memory.js'
import type { GenerateOptions } from '../../generator/options.js'
import { generate, generateWith } from '../../generator/pipeline.js'
import { openRenderer } from '../../generator/render/renderer.js'
import { smallSchema } from '../support/small-schema.js'

const texts = fc.constantFrom('One.', 'Two `of` them.')

/** What can be done to a schema between two runs; what it is done to is drawn by a number. */
const edit = fc.record({
  kind: fc.constantFrom(
    'field',
    'empty',
    'hold',
    'remove',
    'move',
    'comment',
    'describe',
    'errors',
    'layer',
    'line',
    'break',
    'rename',
    'retype',
    'twice',
    'id',
    'except',
    'trailing',
    'block',
    'spread',
    'unclosed',
    'nested',
    'form',
  ),
  at: fc.nat(20),
  text: texts,
})
type Edit = typeof edit extends fc.Arbitrary<infer T> ? T : never

interface State {
  readonly lines: readonly string[]
  readonly layer: number
  readonly descriptions: string
  readonly errors: string
  readonly exceptions: string
  readonly form: Partial<GenerateOptions>
}

function edited(state: State, { kind, at, text }: Edit): State {
  const { lines } = state
  const index = at % lines.length
  const line = lines[index] ?? ''
  const without = lines.filter((_, other) => other !== index)
  const name = /^\w+(?= )/.exec(line)?.[0]
  switch (kind) {
    case 'field':
      return { ...state, lines: lines.with(index, line.replace(' = ', ` added${String(at)}:long = `)) }
    case 'empty':
      return { ...state, lines: lines.with(index, line.replace(/^(\w+) .*(= \w+;)$/, '$1 $2')) }
    case 'hold':
      // Without its id, and in a vector: how long its values are at least, and how they are read, is in another file.
      return { ...state, lines: lines.with(index, line.replace(' = ', ` held${String(at)}:Vector<c0a> = `)) }
    case 'remove':
      return line.startsWith('---') ? state : { ...state, lines: without }
    case 'move':
      return line.startsWith('---') || line.startsWith('m') ? state : { ...state, lines: [line, ...without] }
    case 'comment':
      return { ...state, lines: lines.with(index, `// @description ${text}\n${line}`) }
    case 'describe':
      return { ...state, descriptions: name === undefined ? '' : `${name}:\n  description: ${text}\n` }
    case 'errors':
      return { ...state, errors: errorsOf(text, at) }
    case 'layer':
      return { ...state, layer: at % 3 }
    case 'line':
      return { ...state, lines: ['', ...lines] }
    case 'break':
      return { ...state, lines: [...lines, `m9 x:Nobody${String(at)} = T0;`] }
    case 'rename':
      return { ...state, lines: lines.with(index, line.replace(/^(\w+)/, '$1_')) }
    case 'retype':
      return { ...state, lines: lines.with(index, line.replace(/= \w+;/, `= T${String(at % 3)};`)) }
    case 'twice':
      return { ...state, lines: [line, ...lines] }
    case 'id':
      // A warning or an error, whose place moves with each later edit.
      return { ...state, lines: lines.with(index, line.replace(/^(\w+) /, '$1#abc ')) }
    case 'except':
      return { ...state, exceptions: exceptionsOf(name ?? 'nobody', text) }
    case 'trailing':
      return { ...state, lines: lines.with(index, `${line} // ${text};`) }
    case 'block':
      return { ...state, lines: lines.with(index, `/* ${text};\n x; */\n${line}`) }
    case 'spread':
      return { ...state, lines: lines.with(index, line.replaceAll(/ (?=a\d:|=)/g, '\n  ')) }
    case 'unclosed':
      return { ...state, lines: lines.with(index, line.replace(/;$/, '')) }
    case 'nested':
      // What makes a type recursive, or a constructor without any value.
      return { ...state, lines: lines.with(index, line.replace(/^(.*) = (\w+);$/, '$1 within:$2 = $2;')) }
    case 'form':
      return { ...state, form: forms[at % forms.length] ?? {} }
  }
}

function errorsOf(description: string, at: number): string {
  // Now the one and now the other is what it was.
  const name = `E_${String(at % 2)}`
  const errors = [{ code: 400, name, description }]
  const methods = { m0: { errors: [`400 ${name}`], callers: at % 3 === 0 ? 'bot' : 'user' } }
  return JSON.stringify({ version: 1, errors, common: [], methods })
}

function exceptionsOf(name: string, note: string): string {
  return JSON.stringify([{ schema: 'api', name, id: '00000abc', reason: 'unexplained', detail: note }])
}

function optionsOf({ lines, layer, descriptions, errors, exceptions, form }: State): GenerateOptions {
  const fixed = 'z inner:%Y = Z; y q:int = Y; x a:%Y b:Vector<Y> = X;'
  return {
    schemas: [
      {
        name: 'api',
        // Layer 0 is none.
        sources: [
          {
            name: 'api.tl',
            text: `${layer === 0 ? '' : `// LAYER ${String(layer)}\n`}${lines.join('\n')}\n`,
          },
        ],
        idRule: 'auto',
        errors: [{ name: 'errors.json', text: errors }],
        descriptions: [{ source: { name: 'docs.yaml', text: descriptions } }],
        keep: {},
      },
      { name: 'other', sources: [{ name: 'other.tl', text: fixed }], idRule: 'auto' },
    ],
    main: 'api',
    idExceptions: { name: 'ids.json', text: exceptions },
    importExtension: 'js',
    runtime: [],
    version: '1.0.0',
    ...form,
  }
}

const forms: readonly Partial<GenerateOptions>[] = [
  {},
  { layout: 'schema' },
  { layout: 'namespace', documentation: false },
  { classPrefix: 'Tl', runtimeFrom: 'imported' },
  { long: 'string' },
  { longFields: { '*.a0': 'number' } },
]

describe('a run after others', () => {
  it('gives byte for byte what it gives as the first', { timeout: 180_000 }, async () => {
    let compared = 0
    const edits = fc.array(edit, { minLength: 3, maxLength: 10 })
    await fc.assert(
      fc.asyncProperty(smallSchema, edits, fc.constantFrom(...forms), async (text, all, form) => {
        const renderer = await openRenderer()
        const memory = new Memory()
        const lines = text.trim().split('\n')
        let state: State = {
          lines,
          layer: 1,
          descriptions: '',
          errors: errorsOf('', 0),
          exceptions: '[]',
          form,
        }
        await generateWith(renderer, optionsOf(state), memory)
        for (const one of all) {
          const next = edited(state, one)
          const options = optionsOf(next)
          const again = await generateWith(renderer, options, memory)
          expect(again).toEqual(await generateWith(await openRenderer(), options))
          // A mistake is undone before the next edit.
          if (again.files.length > 0) state = next
          if (again.files.length > 0) compared += 1
        }
      }),
      { numRuns: 25 },
    )
    expect(compared).toBeGreaterThan(40)
  })

  it('gives the same with what other processes have kept', { timeout: 180_000 }, async () => {
    const folder = await mkdtemp(join(tmpdir(), 'tlforge-kept-'))
    let compared = 0
    const edits = fc.array(edit, { minLength: 3, maxLength: 10 })
    try {
      await fc.assert(
        fc.asyncProperty(smallSchema, edits, fc.constantFrom(...forms), async (text, all, form) => {
          const lines = text.trim().split('\n')
          let state: State = {
            lines,
            layer: 1,
            descriptions: '',
            errors: errorsOf('', 0),
            exceptions: '[]',
            form,
          }
          for (const one of all) {
            const next = edited(state, one)
            const wanted = optionsOf(next)
            const options = one.at % 4 === 0 ? wanted : ({ ...wanted, format: false } as const)
            const kept = await generate({ ...options, formatCache: folder })
            expect(kept).toEqual(await generate(options))
            if (kept.files.length > 0) state = next
            if (kept.files.length > 0) compared += 1
          }
        }),
        { numRuns: 25 },
      )
    } finally {
      await rm(folder, { recursive: true, force: true })
    }
    expect(compared).toBeGreaterThan(40)
  })
})
