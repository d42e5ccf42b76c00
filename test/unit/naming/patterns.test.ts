import { describe, expect, it } from 'vitest'
import { fieldPattern, namePattern } from '../../../generator/naming/patterns.js'

const names = ['user', 'updates.getDifference', 'messages.sendEncrypted', 'messages.a.b', 'messages2.x']

describe('namePattern', () => {
  it.each([
    ['user', ['user']],
    ['use*', ['user']],
    ['*', ['user']],
    ['**', names],
    ['updates.get*', ['updates.getDifference']],
    // A namespace, with the namespaces in it; not one that begins alike.
    ['messages', ['messages.sendEncrypted', 'messages.a.b']],
    ['messages.*', ['messages.sendEncrypted']],
    ['messages.**', ['messages.sendEncrypted', 'messages.a.b']],
    ['{user,messages.a.b}', ['user', 'messages.a.b']],
    ['messages?.x', ['messages2.x']],
    ['[tu]ser', ['user']],
    ['User', []],
    ['!user', []],
    ['', []],
  ])('%s means %j', (pattern, expected) => {
    expect(names.filter(namePattern(pattern).matches)).toEqual(expected)
  })
})

describe('fieldPattern', () => {
  it.each([
    ['*.date', 'messages.sendMessage', 'date', true],
    ['*.date', 'message', 'date', true],
    ['*.date', 'message', 'date_edit', false],
    ['*.date*', 'message', 'date_edit', true],
    ['date', 'message', 'date', true],
    ['messages.*:hash', 'messages.getAllStickers', 'hash', true],
    ['messages.*:hash', 'contacts.getContacts', 'hash', false],
    ['messages.getAllStickers.hash', 'messages.getAllStickers', 'hash', true],
    ['messages:hash', 'messages.getAllStickers', 'hash', true],
    ['user:*', 'user', 'id', true],
  ])('%s of %s:%s: %j', (pattern, definition, field, expected) => {
    expect(fieldPattern(pattern).matches(definition, field)).toBe(expected)
  })
})
