import fc, { type Arbitrary } from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Message } from '../../generated/telegram/api/types/message.js'
import { InputPeerChat } from '../../generated/telegram/api/types/input-peer.js'
import { ExportedChatlistInvite } from '../../generated/telegram/api/types/exported-chatlist-invite.js'
import { PeerUser } from '../../generated/telegram/api/types/peer.js'
import { SaveFilePart } from '../../generated/telegram/api/functions/upload/save-file-part.js'
import type { TlObject } from '../../generated/telegram/runtime/object.js'
import type { Definition, Field } from '../../generator/ir/schema.js'
import type { PrimitiveName } from '../../generator/ir/type-ref.js'
import { SchemaArbitraries } from '../support/arbitrary.js'
import {
  MtcuteForm,
  hasReader,
  hasWriter,
  mtcuteApi,
  mtcuteDecode,
  mtcuteEncode,
  mtcuteMtproto,
} from '../support/mtcute.js'
import { plainText } from '../support/primitives.js'
import { tryAll } from '../support/runs.js'
import { expectBytes, expectSame } from '../support/same.js'
import { definitionsOf, loadTelegram } from '../support/telegram.js'
import { excludedDefinitions, kindsOf } from './judge-exceptions.js'

const telegram = await loadTelegram()
const excluded = excludedDefinitions('mtcute')

/** Integers of 53 bits that mtcute writes right. */
const int53: Arbitrary<bigint> = fc
  .maxSafeInteger()
  .filter((value) => value >= 0 || BigInt.asUintN(32, BigInt(value)) > 1n)
  .map(BigInt)

const forms = {
  api: new MtcuteForm(telegram.api.schema, mtcuteApi),
  mtproto: new MtcuteForm(telegram.mtproto.schema, mtcuteMtproto, 'mt_'),
}

describe.each([
  // All of mtcute's definitions but four of its own.
  { name: 'api' as const, entries: mtcuteApi, own: 4, compared: 2448, readable: 1641 },
  { name: 'mtproto' as const, entries: mtcuteMtproto, own: 0, compared: 41, readable: 41 },
])('$name', ({ name, entries, own, compared, readable }) => {
  const { schema, classes } = telegram[name]
  const form = forms[name]
  const isShared = (definition: Definition): boolean => form.entry(definition)?.id === definition.id
  const isExcluded = ({ key }: Definition): boolean => excluded.has(`${name} ${key}`)
  const primitive = (
    type: PrimitiveName,
    definition: Definition,
    field: Field,
  ): Arbitrary<unknown> | undefined => {
    if (type === 'nat') return fc.constant(0)
    if (type === 'string') return plainText
    return type === 'long' && form.isNumber(definition, field) ? int53 : undefined
  }
  const arbitraries = new SchemaArbitraries(schema, classes, {
    allows: isShared,
    primitive,
    minOptionalItems: 1,
  })
  const shared = definitionsOf(schema).filter(isShared)
  const trusted = shared.filter((definition) => !isExcluded(definition))
  let done = 0
  const read = new Set<string>()

  const compare = (key: string): void => {
    for (const presence of ['all', 'mixed'] as const) {
      tryAll(arbitraries.instance(key, presence), (value) => {
        const theirs = form.convert(value)
        const bytes = value.toBytes()
        expectBytes(bytes, mtcuteEncode(theirs))
        // What only a client sends, it has no reader for.
        if (hasReader(value)) {
          expectSame(mtcuteDecode(bytes), theirs)
          read.add(key)
        }
      })
    }
  }

  it.each(trusted.map(({ key }) => key))('%s', (key) => {
    compare(key)
    done++
  })

  it.each(shared.filter(isExcluded).map(({ key }) => key))('still differs: %s', (key) => {
    expect(() => compare(key)).toThrow('Property failed')
  })

  it('compares every definition that mtcute has', () => {
    expect(entries.size - own).toBe(compared + shared.filter(isExcluded).length)
    expect([...entries.keys()].filter((key) => !hasWriter(key) && !key.startsWith('mtcute.'))).toEqual([])
    expect(done).toBe(compared)
    expect(read.size).toBe(readable)
  })
})

/** For each kind of difference a value that still shows it. */
const proofs: Readonly<Record<string, () => boolean>> = {
  'empty-optional-vector': () => differs(message({ entities: [] })),
  'int53-negative': () => differs(new InputPeerChat({ chatId: -(2n ** 32n) })),
  'leading-feff': () => !sameWhenRead(message({ message: '\ufeffx' })),
  'plain-number-flags': () =>
    differs(new ExportedChatlistInvite({ flags: 1, title: '', url: '', peers: [] })),
  'long-bytes': () =>
    differs(new SaveFilePart({ fileId: 0n, filePart: 0, bytes: new Uint8Array(0x1000000) })),
}

it.each(kindsOf('mtcute'))('still differs: %s', (kind) => {
  expect(proofs[kind]?.()).toBe(true)
})

it('sees no difference where there is none', () => {
  expect(differs(message({ message: 'x' }))).toBe(false)
  expect(sameWhenRead(message({ message: 'x' }))).toBe(true)
})

function message(fields: { message?: string; entities?: [] }): TlObject {
  const peerId = new PeerUser({ userId: 1n })
  return new Message({ id: 1, peerId, date: 2, message: '', ...fields })
}

function differs(value: TlObject): boolean {
  return (
    Buffer.compare(Buffer.from(value.toBytes()), Buffer.from(mtcuteEncode(forms.api.convert(value)))) !== 0
  )
}

function sameWhenRead(value: TlObject): boolean {
  try {
    expectSame(mtcuteDecode(value.toBytes()), forms.api.convert(value))
    return true
  } catch {
    return false
  }
}
