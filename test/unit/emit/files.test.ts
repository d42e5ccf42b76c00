import { describe, expect, it } from 'vitest'
import { emit, run, runtimeFiles } from './support.js'

async function file(tl: string, path: string): Promise<string | undefined> {
  return (await emit(tl)).get(path)
}

describe('doc comments', () => {
  it('of a documented type', async () => {
    const tl = [
      '// LAYER 7',
      '//@class User @description A person, or a bot',
      '//@description A person *\/ with `ticks` {@link x}',
      '//@id Who it is',
      '//-and nobody else',
      'users.user id:long = User;',
    ].join('\n')
    expect(await file(tl, 'api/types/user.ts')).toMatchInlineSnapshot(`
      "import { none } from '../../runtime/none.js'
      import { TlObject } from '../../runtime/object.js'
      import { readLong } from '../../runtime/read-scalars.js'
      import { type Reader } from '../../runtime/reader.js'
      import { writeLong } from '../../runtime/write-scalars.js'
      import { type Writer } from '../../runtime/writer.js'
      import { schema } from '../schema.js'

      /**
       * A person, or a bot
       *
       * Type \`User\`: one constructor.
       */
      export type TypeUser = User

      /** Reads a \`User\` with its constructor id. */
      export function readTypeUser(reader: Reader): TypeUser {
        const id = reader.int()
        if (id === (0xbcde1f99 | 0)) return new User(none, reader)
        return reader.unknown(id, 'User', schema)
      }

      /** What a {@link User} is made from. */
      export interface UserFields {
        /** Who it is and nobody else — \`id:long\` */
        id: bigint
      }

      export interface User extends UserFields {}

      /**
       * A person *\\/ with \`ticks\` {\\@link x}
       *
       * Constructor \`users.user\` of \`User\` · id \`0xbcde1f99\` · namespace \`users\` · layer 7
       *
       * \`\`\`tl
       * users.user id:long = User;
       * \`\`\`
       */
      export class User extends TlObject {
        declare readonly _: 'users.user'

        constructor(fields: UserFields, reader?: Reader) {
          super()
          this._ = 'users.user'
          if (reader) {
            this.id = readLong(reader)
          } else {
            this.id = fields.id
          }
        }

        $api$User(writer: Writer): void {
          writer.id(0xbcde1f99 | 0)
          writeLong(writer, this.id)
        }
      }
      "
    `)
  })
})

describe('index files', () => {
  it('the module', async () => {
    const tl = 'a = A; b x:int = A; m.c = m.C; n.o.d = m.D;\n---functions---\nf = A; m.g x:int = A;'
    expect(await file(tl, 'api/index.ts')).toMatchInlineSnapshot(`
      "export { type TypeA, readTypeA, A, B, type BFields } from './types/a.js'
      export { F } from './functions/f.js'
      export * as m from './namespaces/m.js'
      export * as n from './namespaces/n.js'
      "
    `)
  })

  it('a namespace, its parent, and names that are reserved words', async () => {
    const files = await emit('package.class.a x:int = package.class.A; n.a = package.class.A;')
    expect([...files].filter(([path]) => /index|namespaces/.test(path))).toMatchInlineSnapshot(`
      [
        [
          "api/namespaces/package/class.ts",
          "export {
        type TypeA,
        readTypeA,
        PackageClassA as A,
        type PackageClassAFields as AFields,
      } from '../../types/package/class/a.js'
      ",
        ],
        [
          "api/namespaces/package.ts",
          "export * as class_ from './package/class.js'
      ",
        ],
        [
          "api/namespaces/n.ts",
          "export { NA as A } from '../types/package/class/a.js'
      ",
        ],
        [
          "api/index.ts",
          "export * as n from './namespaces/n.js'
      export * as package_ from './namespaces/package.js'
      ",
        ],
        [
          "index.ts",
          "export * from './api/index.js'
      ",
        ],
      ]
    `)
  })

  it('constructors of one type in several namespaces', async () => {
    const files = await emit('a.state x:int = State; b.state y:int = State; state = State;')
    expect([...files].filter(([path]) => /index|namespaces|registry|metadata/.test(path)))
      .toMatchInlineSnapshot(`
        [
          [
            "api/namespaces/a.ts",
            "export { AState as State, type AStateFields as StateFields } from '../types/state.js'
        ",
          ],
          [
            "api/namespaces/b.ts",
            "export { BState as State, type BStateFields as StateFields } from '../types/state.js'
        ",
          ],
          [
            "api/index.ts",
            "export { type TypeState, readTypeState, RootState as State } from './types/state.js'
        export * as a from './namespaces/a.js'
        export * as b from './namespaces/b.js'
        ",
          ],
          [
            "api/registry.ts",
            "import { ClassRegistry } from '../runtime/registry.js'
        import { schema } from './schema.js'
        import { AState, BState, RootState } from './types/state.js'
        /** Finds the class of any constructor id of the schema. */
        export const registry: ClassRegistry = /* @__PURE__ */ new ClassRegistry(schema, [AState, BState, RootState])
        ",
          ],
          [
            "api/metadata.ts",
            "import { type Metadata } from '../runtime/metadata.js'
        /** The fields of every definition: their TL names, properties and kinds. */
        export const metadata: Metadata = {
          'a.state': 'x:n',
          'b.state': 'y:n',
          state: '',
        }
        ",
          ],
          [
            "index.ts",
            "export * from './api/index.js'
        ",
          ],
        ]
      `)
  })

  it('namespaces that differ only in case', async () => {
    const files = await emit('Foo.bar = A; foo.baz = B;')
    expect([...files.keys()].filter((path) => path.includes('namespaces'))).toEqual([
      'api/namespaces/foo.ts',
      'api/namespaces/foo-2.ts',
    ])
  })

  it('an empty schema', async () => {
    expect([...(await emit(''))]).toMatchInlineSnapshot(`
      [
        [
          "api/index.ts",
          "export {}
      ",
        ],
        [
          "api/schema.ts",
          "/** Where an unknown constructor was looked for, in messages. */
      export const schema = 'api'
      ",
        ],
        [
          "api/registry.ts",
          "import { ClassRegistry } from '../runtime/registry.js'
      import { schema } from './schema.js'
      /** Finds the class of any constructor id of the schema. */
      export const registry: ClassRegistry = /* @__PURE__ */ new ClassRegistry(schema)
      ",
        ],
        [
          "api/metadata.ts",
          "import { type Metadata } from '../runtime/metadata.js'
      /** The fields of every definition: their TL names, properties and kinds. */
      export const metadata: Metadata = {}
      ",
        ],
        [
          "api/json.ts",
          "import { JsonCodec } from '../runtime/json.js'
      import { metadata } from './metadata.js'
      import { registry } from './registry.js'
      /** Turns objects of the schema into JSON and back: \`json.toJson(x)\`, \`json.fromJson(Class, text)\`. */
      export const json: JsonCodec = /* @__PURE__ */ new JsonCodec(metadata, registry.classes())
      ",
        ],
        [
          "index.ts",
          "export * from './api/index.js'
      ",
        ],
      ]
    `)
  })
})

describe('registry, metadata, JSON', () => {
  it('all definitions', async () => {
    const tl =
      'a flags:# x_y:flags.0?int z:flags.1?true b:Bool = A; b m:Vector<Vector<long>> = B; c k:B d:double = C;\n' +
      '---functions---\nf data:bytes s:string n:# = A;'
    const files = await emit(tl)
    expect(['registry', 'metadata', 'json'].map((name) => files.get(`api/${name}.ts`)))
      .toMatchInlineSnapshot(`
        [
          "import { ClassRegistry } from '../runtime/registry.js'
        import { F } from './functions/f.js'
        import { schema } from './schema.js'
        import { A } from './types/a.js'
        import { B } from './types/b.js'
        import { C } from './types/c.js'
        /** Finds the class of any constructor id of the schema. */
        export const registry: ClassRegistry = /* @__PURE__ */ new ClassRegistry(schema, [A, B, C, F])
        ",
          "import { type Metadata } from '../runtime/metadata.js'
        /** The fields of every definition: their TL names, properties and kinds. */
        export const metadata: Metadata = {
          a: 'x_y=xY?:n z?:f b:B',
          b: 'm:**l',
          c: 'k:o d:d',
          f: 'data:b s:s n:n',
        }
        ",
          "import { JsonCodec } from '../runtime/json.js'
        import { metadata } from './metadata.js'
        import { registry } from './registry.js'
        /** Turns objects of the schema into JSON and back: \`json.toJson(x)\`, \`json.fromJson(Class, text)\`. */
        export const json: JsonCodec = /* @__PURE__ */ new JsonCodec(metadata, registry.classes())
        ",
        ]
      `)
  })

  it('a definition called __proto__', async () => {
    expect(await file('__proto__ x:int = A;', 'api/metadata.ts')).toContain(`['__proto__']: 'x:n'`)
  })
})

describe('layers', () => {
  const tl = '===8===\na x:int = A;\nb = A;\n===17===\na x:long = A;\n'

  it('older forms carry the layer of their block', async () => {
    expect(await file(tl, 'api/types/a.ts')).toMatchInlineSnapshot(`
      "import { none } from '../../runtime/none.js'
      import { TlObject } from '../../runtime/object.js'
      import { readLong } from '../../runtime/read-scalars.js'
      import { type Reader } from '../../runtime/reader.js'
      import { writeLong } from '../../runtime/write-scalars.js'
      import { type Writer } from '../../runtime/writer.js'
      import { schema } from '../schema.js'

      /** Type \`A\`: 3 constructors. */
      export type TypeA = A8 | B | A

      /** Reads a \`A\` with its constructor id. */
      export function readTypeA(reader: Reader): TypeA {
        const id = reader.int()
        if (id === (0xd2aa78f6 | 0)) return new A8(none, reader)
        if (id === 0x3d0e5f69) return new B()
        if (id === (0xebb72629 | 0)) return new A(none, reader)
        return reader.unknown(id, 'A', schema)
      }

      /** What a {@link A8} is made from. */
      export interface A8Fields {
        /** \`x:int\` */
        x: number
      }

      export interface A8 extends A8Fields {}

      /**
       * Constructor \`a\` of \`A\` · id \`0xd2aa78f6\` · layer 8
       *
       * \`\`\`tl
       * a x:int = A;
       * \`\`\`
       */
      export class A8 extends TlObject {
        declare readonly _: 'a8'

        constructor(fields: A8Fields, reader?: Reader) {
          super()
          this._ = 'a8'
          if (reader) {
            this.x = reader.int()
          } else {
            this.x = fields.x
          }
        }

        static override get tlName(): string {
          return 'a'
        }

        $api$A(writer: Writer): void {
          writer.id(0xd2aa78f6 | 0)
          writer.int(this.x)
        }
      }

      /**
       * Constructor \`b\` of \`A\` · id \`0x3d0e5f69\` · layer 8
       *
       * \`\`\`tl
       * b = A;
       * \`\`\`
       */
      export class B extends TlObject {
        declare readonly _: 'b'

        constructor() {
          super()
          this._ = 'b'
        }

        $api$A(writer: Writer): void {
          writer.id(0x3d0e5f69)
        }
      }

      /** What a {@link A} is made from. */
      export interface AFields {
        /** \`x:long\` */
        x: bigint
      }

      export interface A extends AFields {}

      /**
       * Constructor \`a\` of \`A\` · id \`0xebb72629\` · layer 17
       *
       * \`\`\`tl
       * a x:long = A;
       * \`\`\`
       */
      export class A extends TlObject {
        declare readonly _: 'a'

        constructor(fields: AFields, reader?: Reader) {
          super()
          this._ = 'a'
          if (reader) {
            this.x = readLong(reader)
          } else {
            this.x = fields.x
          }
        }

        $api$A(writer: Writer): void {
          writer.id(0xebb72629 | 0)
          writeLong(writer, this.x)
        }
      }
      "
    `)
  })

  it('the index exports all forms', async () => {
    expect(await file(tl, 'api/index.ts')).toMatchInlineSnapshot(`
      "export { type TypeA, readTypeA, A8, type A8Fields, B, A, type AFields } from './types/a.js'
      "
    `)
  })
})

describe('file names', () => {
  it.each([
    ['a = Con;', 'api/types/con_.ts'],
    ['a = FooBAR; b = Foobar; c = fooBar.Baz;', 'api/types/foo-bar.ts'],
    ['a = Ab; b = AB;', 'api/types/ab-2.ts'],
    ['p_q_inner_data = P_Q_inner_data;', 'api/types/p-q-inner-data.ts'],
  ])('%s', async (tl, path) => {
    expect([...(await emit(tl)).keys()]).toContain(path)
  })
})

describe('the package', () => {
  const about = { name: '@x/y', version: '1.2.3', description: 'Things.' }

  it('the root index exports the main module; package.json and README name all', async () => {
    const schemas = ['api', 'extra'].map((name) => ({
      name,
      sources: [{ name: `${name}.tl`, text: `${name} = ${name === 'api' ? 'Api' : 'Extra'};` }],
      idRule: 'tdlib' as const,
    }))
    const { files } = await run('', { schemas, package: about })
    const names = ['index.ts', 'package.json', 'README.md']
    expect(files.filter(({ path }) => names.includes(path))).toMatchInlineSnapshot(`
      [
        {
          "path": "index.ts",
          "text": "// Generated by tlforge 1.0.0. Do not edit: the next run writes it again.
      /* eslint-disable */
      export * from './api/index.js'
      ",
        },
        {
          "path": "package.json",
          "text": "{
        "name": "@x/y",
        "version": "1.2.3",
        "description": "Things.",
        "license": "UNLICENSED",
        "type": "module",
        "sideEffects": false,
        "engines": {
          "node": ">=20"
        },
        "exports": {
          ".": {
            "types": "./dist/index.d.ts",
            "default": "./dist/index.js"
          },
          "./registry": {
            "types": "./dist/api/registry.d.ts",
            "default": "./dist/api/registry.js"
          },
          "./json": {
            "types": "./dist/api/json.d.ts",
            "default": "./dist/api/json.js"
          },
          "./extra": {
            "types": "./dist/extra/index.d.ts",
            "default": "./dist/extra/index.js"
          },
          "./extra/registry": {
            "types": "./dist/extra/registry.d.ts",
            "default": "./dist/extra/registry.js"
          },
          "./extra/json": {
            "types": "./dist/extra/json.d.ts",
            "default": "./dist/extra/json.js"
          },
          "./runtime": {
            "types": "./dist/runtime/index.d.ts",
            "default": "./dist/runtime/index.js"
          },
          "./*": {
            "types": "./dist/api/namespaces/*.d.ts",
            "default": "./dist/api/namespaces/*.js"
          },
          "./package.json": "./package.json"
        },
        "files": [
          "dist"
        ],
        "scripts": {
          "prepack": "tsc -p tsconfig.json"
        }
      }
      ",
        },
        {
          "path": "README.md",
          "text": "# @x/y

      Things. Generated by tlforge 1.0.0; do not edit: change the schema and generate again.

      | schema | layer | constructors | methods | types |
      |---|---|---|---|---|
      | \`api\` | – | 1 | 0 | 1 |
      | \`extra\` | – | 1 | 0 | 1 |

      | import | what it is |
      |---|---|
      | \`@x/y\` | the classes of the schema \`api\` |
      | \`@x/y/registry\` | the class of any id |
      | \`@x/y/json\` | objects to JSON and back |
      | \`@x/y/extra\` | the classes of the schema \`extra\` |
      | \`@x/y/extra/registry\` | the class of any id |
      | \`@x/y/extra/json\` | objects to JSON and back |
      | \`@x/y/runtime\` | reader, writer, errors and JSON |
      | \`@x/y/*\` | a namespace of the schema \`api\` by itself |
      ",
        },
      ]
    `)
  })

  it('gives other entries to namespaces that are called as one', async () => {
    const text = 'json.a = A; extra.b.c = B; runtime.d = D; free.e = E;'
    const schemas = ['api', 'extra'].map((name) => ({
      name,
      sources: [{ name: `${name}.tl`, text: name === 'api' ? text : 'f = F;' }],
      idRule: 'tdlib' as const,
    }))
    const { files } = await run('', { schemas, package: about })
    const json = files.find(({ path }) => path === 'package.json')?.text ?? ''
    const paths = [...json.matchAll(/"(\.\/[^"]*)": \{/g)].map(([, path]) => path)
    expect(paths).toEqual([
      './registry',
      './json',
      './extra',
      './extra/registry',
      './extra/json',
      './runtime',
      './namespaces/json',
      './namespaces/extra',
      './namespaces/runtime',
      './*',
    ])
    expect(json).toContain('./dist/api/namespaces/json.d.ts')
    const readme = files.find(({ path }) => path === 'README.md')?.text
    expect(readme).toContain(
      '| `@x/y/namespaces/json` | the namespace `json`, whose name another entry has |',
    )
  })

  it('says under which licence it is, and carries that of the runtime', async () => {
    const runtime = [...runtimeFiles(), { path: 'LICENSE', text: 'the notice\n' }]
    const own = { ...about, license: 'ISC', licenseText: 'do as you like\n' }
    const { files } = await run('a = A;', { runtime, package: own })
    const texts = new Map(files.map(({ path, text }) => [path, text]))
    expect(texts.get('LICENSE')).toBe('do as you like\n')
    expect(texts.get('runtime/LICENSE')).toBe('the notice\n')
    expect(texts.get('package.json')).toContain('"license": "ISC"')
    expect(texts.get('package.json')).toMatch(/"files": \[\s*"dist",\s*"runtime\/LICENSE"\s*\]/)
    const without = await run('a = A;', { runtime, package: about, runtimeFrom: 'imported' })
    expect(without.files.map(({ path }) => path).filter((path) => path.endsWith('LICENSE'))).toEqual([])
  })

  it('says what made each file', async () => {
    const { files } = await run('a = A;')
    for (const { path, text } of files) {
      if (path.endsWith('.ts')) expect(text).toMatch(/^\/\/ Generated by tlforge 1\.0\.0\. Do not edit/)
    }
  })
})

it('the index of a module says which schema it has', async () => {
  const stamp = async (text: string): Promise<string | undefined> =>
    (await run(text)).files.find(({ path }) => path === 'api/index.ts')?.text.split('\n')[1]
  expect(await stamp('// LAYER 5\na = A;')).toMatch(/^\/\/ From layer 5, 1 definition, sha256 [0-9a-f]{16}$/)
  expect(await stamp('a = A;\n---functions---\nf = A;')).toMatch(/^\/\/ From 2 definitions, sha256 /)
  expect(await stamp('a x:int = A;')).not.toBe(await stamp('a y:int = A;'))
  expect(await stamp('a  x : int = A; // and a comment')).toBe(await stamp('a x:int = A;'))
})
