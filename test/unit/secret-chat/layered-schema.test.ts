import { expect, test } from 'vitest'
import { generate } from '../../../generator/pipeline.js'

const text = `
before = Thing;
===2===
thing a:int = Thing;
other = Other;
===5===
thing a:long b:string = Thing;
===9===
thing a:long = Thing;
`

async function layersOf(
  schema: string,
): Promise<{ readonly paths: readonly string[]; readonly layers: string }> {
  const { files, diagnostics } = await generate({
    schemas: [{ name: 'things', sources: [{ name: 'things.tl', text: schema }], idRule: 'auto' }],
    main: 'things',
    importExtension: 'js',
    package: { name: 'things', version: '1.0.0', description: '' },
    runtime: [],
    version: '0.0.0',
  })
  expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([])
  const find = (path: string): string => files.find((file) => file.path === path)?.text ?? ''
  const exported = [...find('package.json').matchAll(/"(\.[^"]*layers)": \{/g)].map(([, path]) => path ?? '')
  return { paths: exported, layers: find('things/layers.ts') }
}

test('any schema with layers gets the data of its layers', async () => {
  const { paths, layers } = await layersOf(text)
  expect(paths).toEqual(['./layers'])
  expect(layers.slice(layers.indexOf('type Names0'))).toBe(`type Names0 = 'before'

type Names2 = Names0 | 'thing2' | 'other'

type Names5 = Exclude<Names2, 'thing2'> | 'thing5'

type Names9 = Exclude<Names5, 'thing5'> | 'thing'

/** The layers at which the schema changed. */
export type Layer = 0 | 2 | 5 | 9

/** The values of \`_\` that a layer has, each in its newest form. */
export interface NamesByLayer {
  0: Names0
  2: Names2
  5: Names5
  9: Names9
}

/** The constructors of a type as one layer has them: \`AtLayer<TypeName, 17>\`. */
export type AtLayer<Type extends { readonly _: string }, At extends Layer> = Extract<
  Type,
  { readonly _: NamesByLayer[At] }
>

/** Brings values to the forms of a layer, and those of old peers to the newest. */
export const layers: Layers = /* @__PURE__ */ new Layers(metadata, [
  [0, [Before]],
  [2, [Thing2, Other]],
  [5, [Thing5]],
  [9, [Thing]],
])
`)
})

test('a schema without layers gets nothing', async () => {
  expect(await layersOf('thing a:int = Thing;')).toEqual({ paths: [], layers: '' })
})
