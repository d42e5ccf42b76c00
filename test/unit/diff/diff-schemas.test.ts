import { describe, expect, it } from 'vitest'
import { checkModule } from '../../../generator/check/check-module.js'
import { diffSchemas } from '../../../generator/diff/diff-schemas.js'
import type { SchemaDiff } from '../../../generator/diff/model.js'
import { renderDiffJson, renderDiffMarkdown, renderDiffText } from '../../../generator/diff/render-diff.js'
import type { Schema } from '../../../generator/ir/schema.js'
import { parseSchema } from '../../../generator/syntax/parse.js'

function schemaOf(text: string): Schema {
  const source = { name: 'x.tl', text }
  return checkModule({ name: 'x', sources: [source], idRule: 'auto' }, [parseSchema(source).schema], [])
    .schema
}

function diff(before: string, after: string): SchemaDiff {
  return diffSchemas(schemaOf(before), schemaOf(after))
}

/** What happened and to whom it matters: `r` breaks readers, `w` breaks writers. */
function summary({ definitions }: SchemaDiff): readonly string[] {
  const mark = (impact: { readers: string; writers: string }): string =>
    `${impact.readers === 'breaking' ? 'r' : ''}${impact.writers === 'breaking' ? 'w' : ''}`
  return definitions.map(({ change, name, hidden, fields, ...impact }) =>
    [
      change,
      name,
      ...(hidden ? ['same id'] : []),
      ...fields.map((f) => `${f.change} ${f.name}`),
      mark(impact),
    ]
      .join(' ')
      .trimEnd(),
  )
}

const base = 'a x:int = A;'

describe('diffSchemas', () => {
  it.each([
    [base, base, []],
    [base, 'a x:int = A; b = B;', ['added b']],
    [base, 'a x:int = A; b = A;', ['added b r']],
    ['a x:int = A; b = A;', base, ['removed b rw']],
    [base, 'a x:int y:int = A;', ['changed a added y w']],
    [base, 'a = A;', ['changed a removed x rw']],
    [base, 'a x:long = A;', ['changed a changed x rw']],
    ['a x:int y:int = A;', 'a y:int x:int = A;', ['changed a moved y moved x']],
    [base, 'a#1 flags:# x:int z:flags.0?int = A;', ['changed a added flags added z']],
    ['a#1 flags:# x:int = A;', 'a#1 flags:# z:flags.0?true x:int = A;', ['changed a same id added z']],
    ['a#1 flags:# x:flags.0?int = A;', 'a#1 flags:# x:flags.1?int = A;', ['changed a same id changed x']],
    ['a flags:# x:int = A;', 'a flags:# x:flags.0?int = A;', ['changed a changed x r']],
    ['a flags:# x:flags.0?int = A;', 'a flags:# x:int = A;', ['changed a changed x w']],
    ['a flags:# x:flags.0?int = A;', 'a flags:# x:flags.0?int y:flags.0?int = A;', ['changed a added y w']],
    ['a flags:# x:flags.0?true = A;', 'a flags:# x:flags.0?Bool = A;', ['changed a changed x rw']],
    ['a#1 x:int = A;', 'a#2 x:int = A;', ['changed a']],
    ['a = A; b = B;', 'a = A; b = A;', ['changed b rw']],
    // The type is only an argument here, and only a result there.
    ['a = A;\n---functions---\nf x:A = Bool;', 'a = A; b = A;\n---functions---\nf x:A = Bool;', ['added b']],
    ['a = A;\n---functions---\nf = A;', 'a x:int = A;\n---functions---\nf = A;', ['changed a added x']],
    ['a = A;\n---functions---\nf = A;', 'a = A;\n---functions---\nf = Vector<A>;', ['changed f r']],
    ['a = A;\n---functions---\nf = A;', 'a = A;\n---functions---\nf x:int = A;', ['changed f added x w']],
    ['a = A;\n---functions---\nf = A;', 'a = A;', ['removed f w']],
  ])('from %s to %s', (before, after, expected) => {
    const result = diff(before, after)
    expect(summary(result)).toEqual(expected)
    const marks = expected.map((line) => /(?<= )r?w?$/.exec(line)?.[0] ?? '')
    expect(result.readers).toBe(marks.some((mark) => mark.includes('r')) ? 'breaking' : 'compatible')
    expect(result.writers).toBe(marks.some((mark) => mark.includes('w')) ? 'breaking' : 'compatible')
  })

  const before =
    '// LAYER 1\na x:int = A; gone = A; same#9 flags:# = S;\n---functions---\nf = A; g x:A = Bool;\n'
  const after =
    '// LAYER 2\na x:int y:string = A; same#9 flags:# new:flags.0?true = S; n = N;\n---functions---\nf = Vector<A>; g x:A = Bool; h = N;\n'

  it('prints text', () => {
    expect(renderDiffText(diff(before, after))).toMatchInlineSnapshot(`
      "Layer 1 → 2
      2 new, 3 changed, 1 of them under the same id, 1 removed; types: 1 new, 0 removed.
      code that reads values: breaking
      code that makes values and requests: breaking

      New constructors (1)
        + n: N

      New methods (1)
        + h: N

      Changed constructors (2)
        ~ a: A (breaking for writers)
            new field \`y:string\`
        ~ same: S (same id)
            new field \`new:flags.0?true\`

      Changed methods (1)
        ~ f: Vector<A> (breaking for readers)
            result: \`A\` → \`Vector<A>\`

      Removed constructors (1)
        - gone: A (breaking for readers and writers)
      "
    `)
  })

  it('prints Markdown', () => {
    expect(renderDiffMarkdown(diff(before, after))).toMatchInlineSnapshot(`
      "## Layer 1 → 2

      2 new, 3 changed, 1 of them under the same id, 1 removed; types: 1 new, 0 removed.

      - code that reads values: breaking
      - code that makes values and requests: breaking

      ### New constructors (1)

      - \`n\`: \`N\`

      ### New methods (1)

      - \`h\`: \`N\`

      ### Changed constructors (2)

      - \`a\`: \`A\` (breaking for writers)
        - new field \`y:string\`
      - \`same\`: \`S\` (same id)
        - new field \`new:flags.0?true\`

      ### Changed methods (1)

      - \`f\`: \`Vector<A>\` (breaking for readers)
        - result: \`A\` → \`Vector<A>\`

      ### Removed constructors (1)

      - \`gone\`: \`A\` (breaking for readers and writers)
      "
    `)
  })

  it('prints JSON', () => {
    expect(JSON.parse(renderDiffJson(diff(before, after)))).toMatchObject({
      version: 1,
      layerBefore: 1,
      layerAfter: 2,
      readers: 'breaking',
      writers: 'breaking',
      typesAdded: ['N'],
      typesRemoved: [],
      definitions: [
        { change: 'changed', name: 'a', fields: [{ change: 'added', name: 'y', after: 'string' }] },
        { change: 'removed', name: 'gone' },
        { change: 'added', name: 'n', result: 'N' },
        { change: 'changed', name: 'same', hidden: true, idBefore: '00000009', idAfter: '00000009' },
        { change: 'changed', name: 'f', result: 'Vector<A>', resultBefore: 'A' },
        { change: 'added', name: 'h' },
      ],
    })
  })
})
