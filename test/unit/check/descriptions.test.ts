import { describe, expect, it } from 'vitest'
import { renderText } from '../../../generator/diagnostics/render-text.js'
import type { DescriptionsFile } from '../../../generator/options.js'
import { check, generate } from '../../../generator/pipeline.js'
import pc from 'picocolors'

const schema = `
user#00000001 flags:# self:flags.0?true id:long name:string = User;
//@description The comment of the schema.
//@id From the comment.
chat#00000002 id:long title:string = User;
---functions---
users.getUsers#00000003 id:long yes:int = Vector<User>;
`

function schemas(files: readonly (readonly [text: string, kind?: DescriptionsFile['kind']])[]) {
  const descriptions = files.map(([text, kind], index) => ({
    source: { name: `docs-${String(index + 1)}.yaml`, text },
    ...(kind && { kind }),
  }))
  const sources = [{ name: 'api.tl', text: schema }]
  return [{ name: 'api', sources, idRule: 'tdlib' as const, descriptions }]
}

/** What is reported of descriptions, but for the ids of the schema, which are made up. */
function report(...files: Parameters<typeof schemas>[0]): string[] {
  return check({ schemas: schemas(files) })
    .diagnostics.filter(({ code }) => code !== 'TL2003')
    .map((diagnostic) => renderText(diagnostic, pc.createColors(false)).trimEnd())
}

describe('descriptions beside a schema', () => {
  it('are fine where they speak of what there is', () => {
    expect(
      report(
        [
          'users.getUsers:\n  description: Tells\n  fields: { id: Who., yes: 1 }\n  see: [User, chat]',
          'methods',
        ],
        ['user:\n  fields:\n    flags: A mask.\n', 'constructors'],
        ['User: { description: Somebody, notes: [One., Two.] }', 'types'],
        ['', 'types'],
        ['# nothing yet\n', 'types'],
      ),
    ).toEqual([])
  })

  it('point at a definition that is not there', () => {
    expect(report(['users.getUser: { description: x }', 'methods'])).toMatchInlineSnapshot(`
      [
        "error[TL2019]: the schema \`api\` has no method \`users.getUser\` to describe
       --> docs-1.yaml:1:1
        |
      1 | users.getUser: { description: x }
        | ^^^^^^^^^^^^^
      hint: did you mean \`users.getUsers\`?",
      ]
    `)
    expect(report(['User: { description: x }', 'methods'])).toMatchInlineSnapshot(`
      [
        "error[TL2019]: the schema \`api\` has no method \`User\` to describe
       --> docs-1.yaml:1:1
        |
      1 | User: { description: x }
        | ^^^^",
      ]
    `)
    expect(report(['Usser: { description: x }'])).toMatchInlineSnapshot(`
      [
        "error[TL2019]: the schema \`api\` has nothing called \`Usser\` to describe
       --> docs-1.yaml:1:1
        |
      1 | Usser: { description: x }
        | ^^^^^
      hint: did you mean \`User\`?",
      ]
    `)
  })

  it('point at a field that is not there', () => {
    expect(report(['chat:\n  fields:\n    tittle: The name.\n', 'constructors'])).toMatchInlineSnapshot(`
      [
        "error[TL2019]: the constructor \`chat\` has no field \`tittle\` to describe
       --> docs-1.yaml:3:5
        |
      3 |     tittle: The name.
        |     ^^^^^^
      hint: did you mean \`title\`?",
      ]
    `)
    expect(report(['chat: { fields: { photograph: x } }', 'constructors'])).toMatchInlineSnapshot(`
      [
        "error[TL2019]: the constructor \`chat\` has no field \`photograph\` to describe
       --> docs-1.yaml:1:19
        |
      1 | chat: { fields: { photograph: x } }
        |                   ^^^^^^^^^^
      hint: it has id, title",
      ]
    `)
    expect(report(['User: { fields: { id: x } }', 'types'])).toMatchInlineSnapshot(`
      [
        "error[TL2019]: the type \`User\` has no fields to describe
       --> docs-1.yaml:1:19
        |
      1 | User: { fields: { id: x } }
        |                   ^^",
      ]
    `)
  })

  it('point at a page that is not there, and at a result of what has none', () => {
    expect(report(['chat: { see: [users.getChats], returns: Much. }', 'constructors']))
      .toMatchInlineSnapshot(`
      [
        "error[TL2019]: no schema has \`users.getChats\`, which the description of \`chat\` points to
       --> docs-1.yaml:1:15
        |
      1 | chat: { see: [users.getChats], returns: Much. }
        |               ^^^^^^^^^^^^^^
      hint: did you mean \`users.getUsers\`?",
        "error[TL2019]: \`chat\` is no method, so it has no result to describe
       --> docs-1.yaml:1:41
        |
      1 | chat: { see: [users.getChats], returns: Much. }
        |                                         ^^^^^",
      ]
    `)
  })

  it('describe everything once', () => {
    expect(report(['chat: { description: x }', 'constructors'], ['chat: { description: y }']))
      .toMatchInlineSnapshot(`
      [
        "error[TL4004]: \`chat\` is described twice
       --> docs-2.yaml:1:1
        |
      1 | chat: { description: y }
        | ^^^^
      note: first described here
       --> docs-1.yaml:1:1
        |
      1 | chat: { description: x }
        | ^^^^",
      ]
    `)
  })

  it('are YAML of texts', () => {
    expect(report(['chat:\n  feilds: { id: x }\n'])).toMatchInlineSnapshot(`
      [
        "error[TL4004]: unknown part \`feilds\` of a description
       --> docs-1.yaml:2:3
        |
      2 |   feilds: { id: x }
        |   ^^^^^^
      hint: did you mean \`fields\`?",
      ]
    `)
    expect(report(['chat:\n  description: [x]\n  fields: none\n'])).toMatchInlineSnapshot(`
      [
        "error[TL4004]: expected a text
       --> docs-1.yaml:2:16
        |
      2 |   description: [x]
        |                ^^^",
        "error[TL4004]: expected names and values in \`fields\`
       --> docs-1.yaml:3:11
        |
      3 |   fields: none
        |           ^^^^",
      ]
    `)
    expect(report(['chat: { description: x\n'])).toMatchInlineSnapshot(`
      [
        "error[TL4004]: not YAML: flow map in block collection must be sufficiently indented and end with a }
       --> docs-1.yaml:2:1
        |
      2 |
        | ^",
      ]
    `)
    expect(report(['chat: { description: x }\nchat: { description: y }\n'])).toMatchInlineSnapshot(`
      [
        "error[TL4004]: not YAML: map keys must be unique
       --> docs-1.yaml:2:1
        |
      2 | chat: { description: y }
        | ^",
        "error[TL4004]: \`chat\` is described twice
       --> docs-1.yaml:2:1
        |
      2 | chat: { description: y }
        | ^^^^
      note: first described here
       --> docs-1.yaml:1:1
        |
      1 | chat: { description: x }
        | ^^^^",
      ]
    `)
    expect(report(['- chat'])).toMatchInlineSnapshot(`
      [
        "error[TL4004]: expected names and values in the file
       --> docs-1.yaml:1:1
        |
      1 | - chat
        | ^^^^^^",
      ]
    `)
    expect(report(['chat: { description: "" }'])).toMatchInlineSnapshot(`
      [
        "error[TL4004]: expected a text
       --> docs-1.yaml:1:22
        |
      1 | chat: { description: "" }
        |                      ^^",
      ]
    `)
  })

  it('cannot make the reader run for ever', () => {
    const deep = ['[', '{', '[\n', '{a: ', '- ', '? ', 'a: [', '"[", ['].map((open) =>
      report([open.repeat(20_000)]),
    )
    deep.push(report([Array.from({ length: 400 }, (_, level) => `${' '.repeat(level)}a:\n`).join('')]))
    expect(deep.flat().filter((text) => !text.includes('[TL4004]'))).toEqual([])
    expect(deep.filter((texts) => texts.length !== 1)).toEqual([])
    // What a name stands for is not looked up: a billion texts are one.
    const bomb = `a: &a [x, x]\nb: &b [*a, *a]\nchat: { notes: *b }\n`
    expect(report([bomb]).join('\n')).toContain('expected a text')
  })
})

describe('descriptions in the generated classes', () => {
  it('win over the comments of the schema', async () => {
    const { files } = await generate({
      schemas: schemas([
        [
          'users.getUsers:\n  description: |\n    Tells\n    about */ some.\n\n    More.\n  returns: The users.\n' +
            '  notes: A note.\n  see: [User, chat]\n  fields: { id: Who. }',
        ],
        ['chat: { description: A chat. }'],
        ['User: { description: Somebody., notes: [Or a chat.] }'],
      ]),
      main: 'api',
      importExtension: 'js',
      runtime: [],
      version: '1.0.0',
      idExceptions: {
        name: 'ids.json',
        text: JSON.stringify(
          ['user#1', 'chat#2', 'users.getUsers#3'].map((text) => {
            const [name, id] = text.split('#')
            return { schema: 'api', name, id, reason: 'unexplained', detail: 'made up' }
          }),
        ),
      },
    })
    const text = (path: string): string => files.find((file) => file.path === path)?.text ?? ''
    const method = text('api/functions/users/get-users.ts')
    expect(method).toContain(
      ' * Tells about *\\/ some.\n *\n * More.\n *\n * Result: The users.\n *\n * A note.\n',
    )
    expect(method).toContain(' * See also `User`, `chat`.\n')
    expect(method).toContain('/** Who. — `id:long` */')
    const type = text('api/types/user.ts')
    expect(type).toContain(' * A chat.\n')
    expect(type).not.toContain('The comment of the schema.')
    expect(type).toContain('/** From the comment. — `id:long` */')
    expect(type).toContain(' * Somebody.\n *\n * Or a chat.\n')
  })
})
