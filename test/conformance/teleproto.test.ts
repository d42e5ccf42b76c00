import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { CreateGroupCall } from '../../generated/telegram/api/functions/phone/create-group-call.js'
import { ExportedChatlistInvite } from '../../generated/telegram/api/types/exported-chatlist-invite.js'
import { InputPeerSelf } from '../../generated/telegram/api/types/input-peer.js'
import type { TlObject } from '../../generated/telegram/runtime/object.js'
import type { Definition } from '../../generator/ir/schema.js'
import { SchemaArbitraries } from '../support/arbitrary.js'
import { tryAll } from '../support/runs.js'
import { expectBytes } from '../support/same.js'
import { definitionsOf, loadTelegram } from '../support/telegram.js'
import { isKnownToTeleproto, isSameInTeleproto, toTeleproto } from '../support/teleproto.js'
import { excludedDefinitions, kindsOf } from './judge-exceptions.js'

const telegram = await loadTelegram()
const excluded = excludedDefinitions('teleproto')

// It writes to the console whenever a value is not of the type that it guesses.
beforeAll(() => {
  vi.spyOn(console, 'error').mockImplementation(() => undefined)
})
afterAll(() => {
  vi.restoreAllMocks()
})

/** For each kind of difference a value that still shows it. */
const proofs: Readonly<Record<string, TlObject>> = {
  'plain-number-flags': new ExportedChatlistInvite({ flags: 1, title: '', url: '', peers: [] }),
  'zero-random-id': new CreateGroupCall({ peer: new InputPeerSelf(), randomId: 0 }),
}

it.each(kindsOf('teleproto'))('still differs: %s', (kind) => {
  const value = proofs[kind]
  if (!value) throw new Error('there is no proof')
  expect(() => expectBytes(value.toBytes(), toTeleproto(telegram.api.schema, value).getBytes())).toThrow()
})

describe.each([
  { name: 'api' as const, known: 2082, compared: 2050 },
  { name: 'mtproto' as const, known: 46, compared: 44 },
])('$name', ({ name, known, compared }) => {
  const { schema, classes } = telegram[name]
  const isExcluded = ({ key }: Definition): boolean => excluded.has(`${name} ${key}`)
  const arbitraries = new SchemaArbitraries(schema, classes, {
    allows: isSameInTeleproto,
    primitive: (type, _, { tlName }) => {
      if (type === 'nat') return fc.constant(0)
      return type === 'int' && tlName === 'random_id' ? fc.integer().filter((id) => id !== 0) : undefined
    },
  })
  const shared = definitionsOf(schema).filter(({ key }) => arbitraries.canMake(key))
  const trusted = shared.filter((definition) => !isExcluded(definition))
  let done = 0

  const compare = (key: string): void => {
    for (const presence of ['all', 'mixed'] as const) {
      tryAll(arbitraries.instance(key, presence), (value) => {
        expectBytes(value.toBytes(), toTeleproto(schema, value).getBytes())
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

  it('compares every definition that teleproto has in the same form', () => {
    expect(definitionsOf(schema).filter(isKnownToTeleproto).length).toBe(known)
    expect(shared).toHaveLength(compared)
    expect(done).toBe(trusted.length)
  })
})
