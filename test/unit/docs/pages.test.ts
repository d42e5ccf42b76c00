import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import type { Page } from '../../../generator/docs/model.js'
import { document, pagesOf, type DocumentOptions } from '../../../generator/pipeline.js'

const folder = join(import.meta.dirname, '../../../templates/docs')
const templates = new Map(
  readdirSync(folder).map((name) => [name.replace(/\.\w+$/, ''), readFileSync(join(folder, name), 'utf8')]),
)

const source = (text: string): { name: string; text: string } => ({ name: 'api.tl', text })

function options(text: string, more: Partial<DocumentOptions> = {}): DocumentOptions {
  const schemas = [{ name: 'api', sources: [source(text)], idRule: 'tdlib' as const }]
  return { schemas, main: 'api', title: 'Demo', specifier: 'demo', templates, form: 'markdown', ...more }
}

function pages(text: string, more: Partial<DocumentOptions> = {}): ReadonlyMap<string, Page> {
  const result = pagesOf(options(text, more))
  if (!result.pages) throw new Error(JSON.stringify(result.diagnostics))
  return new Map(result.pages.map((page) => [page.path, page]))
}

function markdown(text: string, more: Partial<DocumentOptions> = {}): ReadonlyMap<string, string> {
  const { files, diagnostics } = document(options(text, more))
  expect(diagnostics).toEqual([])
  return new Map(files.map((file) => [file.path, file.text]))
}

const schema = `// LAYER 3
chats.chat id:long title:string = chats.Chat;
chats.chatEmpty = chats.Chat;
inputPeer id:long = InputPeer;
---functions---
chats.get flags:# brief:flags.0?true peer:InputPeer note:flags.1?string = chats.Chat;
chats.all = Vector<chats.Chat>;
peers.self = InputPeer;
`

const errors = JSON.stringify({
  errors: [
    { code: 400, name: 'NOTE_TOO_LONG', description: 'The `note` of `chats.get` is too long.' },
    { code: 420, name: 'FLOOD_WAIT_%d', arguments: ['seconds'], description: 'Wait {seconds} seconds.' },
  ],
  common: ['420 FLOOD_WAIT_%d'],
  methods: { 'chats.get': { callers: 'both', business: true, errors: ['400 NOTE_TOO_LONG'] } },
})
const withErrors: Partial<DocumentOptions> = {
  schemas: [
    {
      name: 'api',
      sources: [source(schema)],
      idRule: 'tdlib',
      errors: [{ name: 'errors.json', text: errors }],
    },
  ],
}

describe('the page of a method', () => {
  it('has everything that is known', () => {
    const text = markdown(schema, withErrors).get('methods/chats.get.md')
    expect(text).toMatchInlineSnapshot(`
      "---
      title: "chats.get"
      description: "Takes InputPeer and is answered with chats.Chat."
      redirect_from:
        - "/methods/chats_get"
      kind: method
      ---

      # chats.get

      [All methods](index.md)

      Takes [\`InputPeer\`](../types/InputPeer.md) and is answered with [\`chats.Chat\`](../types/chats.Chat.md).

      ## TL

      \`\`\`tl
      chats.get flags:# brief:flags.0?true peer:InputPeer note:flags.1?string = chats.Chat;
      \`\`\`

      Id \`0x45242ec2\`, class \`chats.Get\`, schema \`api\`.

      ## Parameters

      | Name | In TypeScript | Type | Required | Description |
      | ---- | ------------- | ---- | -------- | ----------- |
      | \`flags\` |  | [\`#\`](../basic-types.md#nat) | yes | A mask: its bits say whether 2 fields are there. Written and read without your doing. |
      | \`brief\` | \`brief\` | [\`true\`](../basic-types.md#true) | no: \`flags.0\` | Set or not. |
      | \`peer\` | \`peer\` | [\`InputPeer\`](../types/InputPeer.md) | yes | A value of the type InputPeer. |
      | \`note\` | \`note\` | [\`string\`](../basic-types.md#string) | no: \`flags.1\` | A text. |

      ## Result

      [\`chats.Chat\`](../types/chats.Chat.md)

      \`\`\`tl
      chats.chat id:long title:string = chats.Chat;
      chats.chatEmpty = chats.Chat;
      \`\`\`

      ## Who can call it

      | Users | Bots | Business connections | Before logging in |
      | ----- | ---- | -------------------- | ----------------- |
      | yes | yes | yes | no |

      ## Errors

      | Code | Name | Description |
      | ---- | ---- | ----------- |
      | 400 | [\`NOTE_TOO_LONG\`](../errors/NOTE_TOO_LONG.md) | The \`note\` of [\`chats.get\`](chats.get.md) is too long. |

      Besides, errors that [any method](../errors/index.md) may give.

      ## Long texts

      Nothing is cut and nothing is split: what is too long is refused with [\`NOTE_TOO_LONG\`](../errors/NOTE_TOO_LONG.md).

      ## Example

      ::: code-group

      \`\`\`ts [TypeScript]
      import { chats, InputPeer } from 'demo'

      // Carries bytes to the server and back: the connection is up to you.
      declare const send: (request: Uint8Array) => Promise<Uint8Array>

      const request = new chats.Get({ brief: true, peer: new InputPeer({ id: 1234567890n }) })
      const reply = await send(request.toBytes())
      const result: chats.TypeChat = chats.Get.decodeResult(reply)
      \`\`\`

      \`\`\`js [JavaScript]
      import { chats, InputPeer } from 'demo'

      const request = new chats.Get({ brief: true, peer: new InputPeer({ id: 1234567890n }) })
      const reply = await send(request.toBytes())
      const result = chats.Get.decodeResult(reply)
      \`\`\`

      \`\`\`json [JSON]
      {
        "_": "chats.get",
        "brief": true,
        "peer": {
          "_": "inputPeer",
          "id": "1234567890"
        }
      }
      \`\`\`

      \`\`\`text [Bytes]
      c22e2445 01000000 4ff5b29e d2029649
      00000000
      \`\`\`

      :::

      ## Related pages

      - Give chats.Chat, too: [\`chats.all\`](chats.all.md)
      - Give InputPeer: [\`peers.self\`](peers.self.md)
      - Namespace: [\`chats\`](../namespaces/chats.md)
      "
    `)
  })

  it('leaves out what is not known', () => {
    const page = pages(schema).get('methods/chats.get')
    expect(page).not.toHaveProperty('availability')
    expect(page).not.toHaveProperty('commonErrors')
    expect(markdown(schema).get('methods/chats.get.md')).toContain('Nothing is known of its errors.')
  })
})

describe('other pages', () => {
  it('tell who uses a type', () => {
    const page = pages(schema).get('types/chats.Chat')
    expect(page).toMatchObject({
      constructors: [{ link: { text: 'chats.chat' } }, { link: { text: 'chats.chatEmpty' } }],
      returnedBy: [{ link: { text: 'chats.get' } }, { link: { text: 'chats.all' } }],
    })
  })

  it('tell which methods give an error', () => {
    const all = pages(schema, withErrors)
    expect(all.get('errors/NOTE_TOO_LONG')).toMatchObject({
      codes: [{ code: 400, methods: [{ link: { text: 'chats.get' } }] }],
    })
    expect(all.get('errors/FLOOD_WAIT_X')).toMatchObject({
      name: 'FLOOD_WAIT_%d',
      arguments: ['seconds'],
      codes: [{ common: true }],
    })
    const page = markdown(schema, withErrors).get('errors/NOTE_TOO_LONG.md')
    expect(page).toContain('description: "The note of chats.get is too long."')
    expect(page).toContain('The `note` of [`chats.get`](../methods/chats.get.md) is too long.')
    expect(all.get('errors/index')).toMatchObject({
      groups: [{}, { title: '400', entries: [{ about: 'The note of chats.get is too long.' }] }, {}],
    })
  })

  it('tell which methods bots can call, and of which that is not known', () => {
    expect(pages(schema, withErrors).get('bots')).toMatchObject({
      about: [[{ text: '1 method. Bots can call it.' }]],
      groups: [
        { title: 'chats', entries: [{ link: { text: 'chats.get' } }] },
        {
          title: 'Who can call these is not known',
          entries: [{ link: { text: 'chats.all' } }, { link: { text: 'peers.self' } }],
        },
      ],
    })
  })

  it('link only to pages that there are', () => {
    const all = pages(schema, withErrors)
    const links = [...all.values()].flatMap((page) =>
      [...JSON.stringify(page).matchAll(/"page":"([^"#]+)/g)].map(([, path]) => path),
    )
    expect(links.length).toBeGreaterThan(50)
    expect(links.filter((path) => path === undefined || !all.has(path))).toEqual([])
  })

  it('know names that differ only in case, and those that Windows keeps', () => {
    const names = [...pages('aB = A;\nab = B;\nnul = C;\nindex = D;\n---functions---\n').keys()]
    expect(new Set(names.map((name) => name.toLowerCase())).size).toBe(names.length)
    expect(names).toContain('constructors/nul_')
    expect(names).toContain('constructors/index_')
  })
})

describe('the history of a definition', () => {
  const layer = (n: number, text: string) => ({
    name: 'api',
    sources: [{ name: `api-${String(n)}.tl`, text: `// LAYER ${String(n)}\n${text}` }],
    idRule: 'tdlib' as const,
  })
  const older = [
    layer(2, 'chats.chat id:int = chats.Chat;\n---functions---\npeers.self = chats.Chat;\n'),
    layer(1, 'chats.chat name:string = chats.Chat;\n---functions---\n'),
  ]

  it('is told by older schemas', () => {
    const all = pages(schema, { older })
    expect(all.get('constructors/chats.chat')).toMatchObject({ history: { since: 'layer 1 or earlier' } })
    expect(all.get('methods/peers.self')).toMatchObject({
      history: { since: 'layer 2', changes: [{ when: 'Layer 3' }] },
    })
    expect(all.get('methods/chats.get')).toMatchObject({ history: { since: 'layer 3', changes: [] } })
    const text = markdown(schema, { older }).get('constructors/chats.chat.md') ?? ''
    expect(text.slice(text.indexOf('## Changes'), text.indexOf('## Related'))).toMatchInlineSnapshot(`
      "## Changes

      ### Layer 3

      - New: \`title\`.
      - \`id\`\\: \`int\` became \`long\`.
      - The id: \`0x457f5feb\` became \`0x58073afb\`.

      Before:

      \`\`\`tl
      chats.chat id:int = chats.Chat;
      \`\`\`

      ### Layer 2

      - New: \`id\`.
      - Gone: \`name\`.
      - The id: \`0x255c3182\` became \`0x457f5feb\`.

      Before:

      \`\`\`tl
      chats.chat name:string = chats.Chat;
      \`\`\`

      "
    `)
  })
})

describe('layers that are not known', () => {
  const layer = (n: number, text: string) => ({
    name: 'api',
    sources: [{ name: `api-${String(n)}.tl`, text: `// LAYER ${String(n)}\n${text}` }],
    idRule: 'tdlib' as const,
  })

  it('are between those that are', () => {
    const older = [layer(1, 'a x:int = A;\n'), layer(5, 'a x:long = A;\nb = B;\n')]
    const all = pages('// LAYER 9\na x:long = A;\nb = B;\nc = C;\n', { older })
    expect(all.get('constructors/a')).toMatchObject({
      history: { since: 'layer 1 or earlier', changes: [{ when: 'A layer from 2 to 5' }] },
    })
    expect(all.get('constructors/b')).toMatchObject({ history: { since: 'a layer from 2 to 5' } })
    expect(all.get('constructors/c')).toMatchObject({ history: { since: 'a layer from 6 to 9' } })
  })

  it('are none within a schema that has all of them', () => {
    const all = pages('===8===\na x:int = A;\n===73===\na x:long = A;\nb = B;\n')
    expect(all.get('constructors/a')).toMatchObject({
      history: { since: 'layer 73 (the name since layer 8)', changes: [{ when: 'Layer 73' }] },
    })
    expect(all.get('constructors/b')).toMatchObject({ history: { since: 'layer 73' } })
  })
})

describe('fields that share a bit', () => {
  it('are told to come together', () => {
    const all = markdown('a flags:# x:flags.0?int y:flags.0?string z:flags.1?int w:flags.1?true = A;\n')
    const table = all.get('constructors/a.md') ?? ''
    expect(table.match(/no: .*?(?= \|)/g)).toEqual([
      'no: `flags.0`, together with `y`',
      'no: `flags.0`, together with `x`',
      'no: `flags.1`, together with `w`',
      'no: `flags.1`, together with `z`',
    ])
  })
})

describe('the forms of a documentation', () => {
  it('are JSON for programs', () => {
    const { files } = document(options(schema, { form: 'json' }))
    const list = z
      .array(z.object({ path: z.string() }))
      .parse(JSON.parse(files.find(({ path }) => path === 'pages.json')?.text ?? ''))
    expect(list.map(({ path }) => `${path}.json`).sort()).toEqual(
      files
        .map(({ path }) => path)
        .filter((path) => path !== 'pages.json')
        .sort(),
    )
  })

  it('are one text for language models', () => {
    const { files } = document(options(schema, { ...withErrors, form: 'llms' }))
    expect(files).toHaveLength(1)
    expect(files[0]?.text).toMatchInlineSnapshot(`
      "# Demo

      > Methods, constructors, types and errors of a TL schema: what goes over the wire, and what it is in TypeScript.

      ## chats.get (method)

      Takes InputPeer and is answered with chats.Chat.

          chats.get flags:# brief:flags.0?true peer:InputPeer note:flags.1?string = chats.Chat;

      Class chats.Get of api. For users and bots, business connections.

      - brief?: true. Set or not.
      - peer: InputPeer. A value of the type InputPeer.
      - note?: string. A text.
      Errors: 400 NOTE_TOO_LONG

      ## chats.all (method)

      A request, answered with Vector<chats.Chat>.

          chats.all = Vector<chats.Chat>;

      Class chats.All of api.

      ## peers.self (method)

      A request, answered with InputPeer.

          peers.self = InputPeer;

      Class peers.Self of api.

      ## chats.chat (constructor)

      One of the 2 constructors of chats.Chat, with 2 fields.

          chats.chat id:long title:string = chats.Chat;

      Class chats.Chat of api.

      - id: long. A whole number of 64 bits.
      - title: string. A text.

      ## chats.chatEmpty (constructor)

      One of the 2 constructors of chats.Chat, without fields.

          chats.chatEmpty = chats.Chat;

      Class chats.ChatEmpty of api.

      ## inputPeer (constructor)

      The only constructor of InputPeer, with one field.

          inputPeer id:long = InputPeer;

      Class InputPeer of api.

      - id: long. A whole number of 64 bits.

      ## chats.Chat (type)

      A type with 2 constructors.

      Constructors: chats.chat, chats.chatEmpty

      ## InputPeer (type)

      A type with one constructor.

      Constructors: inputPeer

      ## FLOOD_WAIT_%d (error 420)

      Wait {seconds} seconds.

      ## NOTE_TOO_LONG (error 400)

      The note of chats.get is too long.
      "
    `)
  })

  it('follow the skeletons that they are given', () => {
    const own = new Map([...templates, ['method', '<%= page.name %>: <%= "a|b" %> <%~ "a|b" %>\n']])
    expect(markdown(schema, { templates: own }).get('methods/chats.get.md')).toBe('chats.get: a\\|b a|b\n')
  })

  it('are a diagnostic where a skeleton is wrong', () => {
    for (const text of ['<% if (', '<%= page.nothing.more %>']) {
      const { files, diagnostics } = document(
        options(schema, { templates: new Map([...templates, ['method', text]]) }),
      )
      expect(files).toEqual([])
      expect(diagnostics.map(({ code, message }) => `${code} ${message.split(':')[0] ?? ''}`)).toEqual([
        'TL4004 the template `method` cannot make a page',
      ])
    }
  })

  it('take descriptions for data', () => {
    const evil = '<script>x</script> {{ 1 + 1 }} | <%= 1 + 1 %> `a|b` [x](y)'
    const descriptions = [
      {
        source: {
          name: 'd.yaml',
          text: JSON.stringify({ 'chats.get': { description: evil, fields: { peer: evil } } }),
        },
      },
    ]
    const schemas = [{ name: 'api', sources: [source(schema)], idRule: 'tdlib' as const, descriptions }]
    const text = markdown(schema, { schemas }).get('methods/chats.get.md') ?? ''
    expect(text).not.toContain('<script>')
    expect(text).not.toContain('{{')
    const safe = '&lt;script&gt;x&lt;/script&gt; &#123;&#123; 1 + 1 &#125;&#125; \\| &lt;%= 1 + 1 %&gt; '
    expect(text).toContain(`\n${safe}\`a|b\` \\[x\\](y)\n`)
    expect(text).toContain(`| yes | ${safe}\`a\\|b\` \\[x\\](y) |`)
  })
})
