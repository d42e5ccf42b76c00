import { beforeAll, describe, expect, it } from 'vitest'
import { decode } from '../../generated/telegram/runtime/decode.js'
import { readObject } from '../../generated/telegram/runtime/read-nested.js'
import type { ConstructorPage, MethodPage, Page } from '../../generator/docs/model.js'
import type { Definition } from '../../generator/ir/schema.js'
import { exampleCode, telegramPages } from '../support/docs.js'
import { parseJson } from '../support/json.js'
import { mtcuteApi } from '../support/mtcute.js'
import { loadTelegram, type ModuleName, type Telegram } from '../support/telegram.js'
import { isSameInTeleproto } from '../support/teleproto.js'
import { typeCheck } from '../support/type-check.js'

type DefinitionPage = MethodPage | ConstructorPage

let telegram: Telegram
let pages: readonly DefinitionPage[]

beforeAll(async () => {
  telegram = await loadTelegram()
  const all: readonly Page[] = await telegramPages()
  pages = all.filter((page) => page.kind === 'method' || page.kind === 'constructor')
})

const moduleNames: readonly ModuleName[] = ['api', 'mtproto', 'secret']

function definitionOf(page: DefinitionPage): { definition: Definition; module: Telegram[ModuleName] } {
  const name = moduleNames.find((candidate) => candidate === page.module)
  const module = name && telegram[name]
  const definition =
    page.kind === 'method'
      ? module?.schema.methods.get(page.name)
      : module?.schema.constructors.get(page.name)
  if (!module || !definition) throw new Error(`no definition of ${page.path}`)
  return { definition, module }
}

describe('the examples of all pages', () => {
  it('are there', () => {
    const without = pages.filter(({ examples }) => examples.length === 0).map(({ path }) => path)
    expect(without).toEqual([])
    expect(pages.filter(({ kind }) => kind === 'method').length).toBeGreaterThan(800)
    for (const page of pages) {
      const titles = page.examples.map(({ title }) => title)
      const all = ['TypeScript', 'JavaScript', 'teleproto', 'mtcute', 'JSON', 'Bytes']
      if (page.kind === 'method' && page.module === 'api') expect(titles).toEqual(all)
    }
  })

  it('are bytes and JSON of one value, which the classes read', () => {
    for (const page of pages) {
      const { definition, module } = definitionOf(page)
      const type = module.classes.get(definition.key)
      if (!type) throw new Error(`no class for ${definition.key}`)
      const bytes = Uint8Array.from(Buffer.from((exampleCode(page, 'Bytes') ?? '').replace(/\s/g, ''), 'hex'))
      const value = module.json.fromJson(type, parseJson(exampleCode(page, 'JSON') ?? ''))
      expect(Buffer.from(value.toBytes()).toString('hex'), page.path).toBe(Buffer.from(bytes).toString('hex'))
      const decoded = decode(bytes, readObject, { registry: module.registry })
      expect(module.json.toJson(decoded), page.path).toEqual(module.json.toJson(value))
      expect(decoded.toBytes(), page.path).toEqual(bytes)
    }
  })
})

/** The examples of a tab as files. */
function filesOf(
  title: string,
  extension: string,
  wanted: (page: DefinitionPage) => boolean,
): ReadonlyMap<string, string> {
  return new Map(
    pages.filter(wanted).flatMap((page): [string, string][] => {
      const code = exampleCode(page, title)
      return code === undefined ? [] : [[`${page.path.replaceAll('/', '-')}.${extension}`, code]]
    }),
  )
}

describe('the examples type-check', { timeout: 240_000 }, () => {
  it('with our classes, in TypeScript and JavaScript', async () => {
    const files = new Map([
      ...filesOf('TypeScript', 'ts', () => true),
      ...filesOf('JavaScript', 'js', () => true),
    ])
    expect(files.size).toBeGreaterThan(3000)
    expect(await typeCheck(files)).toEqual([])
  })

  it('through teleproto, where it has the same definition', async () => {
    const files = filesOf(
      'teleproto',
      'ts',
      (page) => page.module === 'api' && isSameInTeleproto(definitionOf(page).definition),
    )
    expect(files.size).toBeGreaterThan(500)
    expect(await typeCheck(files)).toEqual([])
  })

  it('through mtcute, where it has the same definition', async () => {
    const files = filesOf(
      'mtcute',
      'ts',
      (page) => page.module === 'api' && mtcuteApi.get(page.name)?.id === definitionOf(page).definition.id,
    )
    expect(files.size).toBeGreaterThan(700)
    expect(await typeCheck(files)).toEqual([])
  })

  it('and what is wrong is seen', async () => {
    const page = pages.find(({ name }) => name === 'messages.sendEncrypted')
    const code = page && exampleCode(page, 'TypeScript')
    const wrong = new Map([['wrong.ts', code?.replace('randomId:', 'randomIds:') ?? '']])
    expect((await typeCheck(wrong)).join('\n')).toContain("'randomIds' does not exist")
  })
})
