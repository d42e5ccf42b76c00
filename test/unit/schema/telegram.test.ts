import { readFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { parseIdExceptions } from '../../../generator/check/id-exceptions.js'
import { checkIds, verifyId, type IdItem } from '../../../generator/check/ids.js'
import { detectIdRule } from '../../../generator/check/ids-rule.js'
import { importMtcute } from '../../../generator/import/mtcute.js'
import { mtcuteSchemaPath } from '../../../generator/import/telegram-main.js'
import type { SourceText } from '../../../generator/diagnostics/diagnostic.js'
import { parseSchema } from '../../../generator/syntax/parse.js'
import { printSchema } from '../../../generator/syntax/print.js'

async function read(name: string): Promise<SourceText> {
  return { name, text: await readFile(new URL(`../../../schema/telegram/${name}`, import.meta.url), 'utf8') }
}

async function itemsOf(schema: string): Promise<readonly IdItem[]> {
  const source = await read(`${schema}.tl`)
  const parsed = parseSchema(source)
  expect(parsed.diagnostics).toEqual([])
  let isFunction = false
  return parsed.schema.items.flatMap((item) => {
    if (item.kind === 'section') isFunction = item.section === 'functions'
    return item.kind === 'combinator' || item.kind === 'builtin' ? [{ item, source, isFunction }] : []
  })
}

const exceptionFile = parseIdExceptions(await read('id-exceptions.json'))

describe.each([
  // mtcute's 2,452 entries without the four of its own
  { schema: 'api', types: 1641, functions: 807, explained: 2 },
  { schema: 'mtproto', types: 50, functions: 10, explained: 2 },
  { schema: 'secret', types: 85, functions: 0, explained: 1 },
])('$schema', ({ schema, types, functions, explained }) => {
  it('has every definition', async () => {
    const items = await itemsOf(schema)
    expect(items.filter(({ isFunction }) => !isFunction)).toHaveLength(types)
    expect(items.filter(({ isFunction }) => isFunction)).toHaveLength(functions)
  })

  it('is written as the printer writes it', async () => {
    const source = await read(`${schema}.tl`)
    expect(printSchema(parseSchema(source).schema) === source.text).toBe(true)
  })

  it('has an explicit id everywhere, verified or explained', async () => {
    const items = await itemsOf(schema)
    const { counts, diagnostics } = checkIds(items, {
      schema,
      rule: 'telegram',
      exceptions: exceptionFile.exceptions,
    })
    expect(diagnostics).toEqual([])
    const verified = types + functions - explained
    expect(counts).toEqual({ verified, explained, unexplained: 0, computed: 0 })
    expect(detectIdRule(items.map(({ item }) => item))).toBe('telegram')
  })
})

describe('id-exceptions.json', () => {
  const { exceptions, diagnostics } = exceptionFile

  it('is well-formed and sorted', () => {
    expect(diagnostics).toEqual([])
    const keys = exceptions.map(({ schema, name, id }) => `${schema} ${name} ${id}`)
    expect(keys).toEqual([...keys].sort())
  })

  it.each(exceptions)('gives the right reason for $name', async ({ schema, name, id, reason }) => {
    const definition = (await itemsOf(schema)).find(
      ({ item }) => item.name.text === name && item.id?.value === id,
    )
    if (definition === undefined) throw new Error('not found')
    expect(verifyId(definition.item, id, 'telegram')).toMatchObject({
      kind: 'explained',
      deviation: { reason },
    })
  })
})

describe('api.tl', () => {
  it('is what the importer makes of the installed package', async () => {
    const { schema, diagnostics } = importMtcute(await readFile(mtcuteSchemaPath(), 'utf8'))
    expect(diagnostics).toEqual([])
    expect(printSchema(schema) === (await read('api.tl')).text).toBe(true)
  })

  it('has one definition on each line and names its layer first', async () => {
    const lines = (await read('api.tl')).text.split('\n')
    expect(lines[0]).toBe('// LAYER 228')
    const others = lines.slice(1).filter((line) => line !== '' && line !== '---functions---')
    expect(others).toHaveLength(2448)
    expect(others.filter((line) => !/^[\w.]+#[0-9a-f]{1,8} (.* )?= [\w.<>]+;$/.test(line))).toEqual([])
  })
})
