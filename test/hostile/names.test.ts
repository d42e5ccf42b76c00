import { thrownBy } from '../unit/runtime/load.js'
import { expect, test } from 'vitest'
import type { Json, JsonObject } from '../../templates/runtime/json.js'
import { load, roundTrip } from './load.js'

/** Names that are something in JavaScript: as fields, all in one definition. */
const fieldNames = (
  'await break case catch class const continue debugger default delete do else enum eval export extends false ' +
  'finally for function if implements import in instanceof interface let new null package private protected ' +
  'public return static super switch this throw true try typeof undefined var void while with yield async of ' +
  'get set __proto__ constructor toString hasOwnProperty then length name prototype arguments caller ' +
  'from fields reader writer id tlName to_bytes decode_result value_of is_prototype_of toJSON'
).split(' ')

test('fields', async () => {
  const loaded = await load(`a ${fieldNames.map((name) => `${name}:int`).join(' ')} = A;`)
  // As the entries of an object literal, `__proto__` would be none of them.
  const entries = fieldNames.map((name, index): [string, Json] => [name, index])
  const value: JsonObject = Object.fromEntries<Json>([['_', 'a'], ...entries])
  expect(Object.entries(roundTrip(loaded, value))).toEqual(Object.entries(value))
})

test('conditional fields and masks', async () => {
  const fields = fieldNames
    .slice(0, 60)
    .map((name, index) => `${name}:flags${index < 30 ? '' : '2'}.${index % 30}?int`)
  const loaded = await load(`a flags:# flags2:# ${fields.join(' ')} = A;`)
  const value: JsonObject = { _: 'a', class: 1, function: 2, undefined: 3 }
  expect(roundTrip(loaded, value)).toEqual(value)
})

const definitionNames = (
  'error null true function object map date document reader writer tlObject tlMethod tlError array symbol ' +
  'uint8Array promise proxy number string2 boolean undefined infinity naN json metadata registry classRegistry ' +
  'jsonCodec set window globalThis __proto__ constructor toString hasOwnProperty then default static class ' +
  'length name await let'
).split(' ')

test('definitions', async () => {
  const text = definitionNames
    .map((name, index) => `${name}#${(index + 1).toString(16)} x:int = T${index};`)
    .join('\n')
  const loaded = await load(text)
  for (const name of definitionNames) {
    const value: JsonObject = { _: name, x: 7 }
    expect(roundTrip(loaded, value)).toEqual(value)
  }
})

test('constructors of one type, which is called like them', async () => {
  const loaded = await load(definitionNames.map((name) => `${name} x:T y:int = T;`).join('\n') + 'none = T;')
  for (const name of definitionNames) {
    const value: JsonObject = { _: name, x: { _: 'none' }, y: 1 }
    expect(roundTrip(loaded, value)).toEqual(value)
  }
})

const namespaces =
  'package default class messages __proto__ then constructor await static null a.b.c delete.x.if'.split(' ')

test('namespaces', async () => {
  const loaded = await load(
    namespaces.map((name) => `${name}.a x:${name}.B = ${name}.A; ${name}.b = ${name}.B;`).join('\n'),
  )
  for (const name of namespaces) {
    const value: JsonObject = { _: `${name}.a`, x: { _: `${name}.b` } }
    expect(roundTrip(loaded, value)).toEqual(value)
  }
  expect(Object.keys(loaded.api)).toEqual(
    expect.arrayContaining(['package_', 'default_', 'class_', 'messages', 'a']),
  )
})

test('one last segment in many namespaces and one type', async () => {
  const loaded = await load('pub.aes x:int = Key; pk.aes x:long = Key; aes y:Key = Key; rootAes = Key;')
  const value: JsonObject = { _: 'aes', y: { _: 'pk.aes', x: '5' } }
  expect(roundTrip(loaded, value)).toEqual(value)
})

test('what a type and its fields would both be called', async () => {
  const loaded = await load('x flags:# a:flags.0?int b:flags.0?int = XFields; y = XFields; z v:XFields = Z;')
  const value: JsonObject = { _: 'z', v: { _: 'x', a: 1, b: 2 } }
  expect(roundTrip(loaded, value)).toEqual(value)
})

test('bare values within themselves', async () => {
  const loaded = await load('node left:vector<%Node> key:int = Node; m m:# n:# x:m*[ n*[ int ] ] = M;')
  const value: JsonObject = { _: 'node', left: [{ _: 'node', left: [], key: 1 }], key: 2 }
  expect(roundTrip(loaded, value)).toEqual(value)
  const matrix: JsonObject = { _: 'm', m: 2, n: 1, x: [[1], [2]] }
  expect(roundTrip(loaded, matrix)).toEqual(matrix)
  const node = loaded.classes.get('node')
  const deep = new Int32Array(100_000).fill(1)
  deep[0] = Number(node?.id) | 0
  expect(() => node?.fromBytes(new Uint8Array(deep.buffer))).toThrow('nested deeper than allowed')
})

test('a mask that cannot be read, of a value that may hold itself', async () => {
  const loaded = await load('chain flags:# next:flags.0?Chain = Chain;')
  const chain = loaded.classes.get('chain')
  const input = (depth: number): Uint8Array => {
    const words = new Int32Array(depth * 2 + 1).map((_, at) => (at % 2 === 0 ? Number(chain?.id) | 0 : 1))
    return new Uint8Array(words.buffer)
  }
  const error = thrownBy(() => chain?.fromBytes(input(2)))
  expect(error).toMatchObject({
    message: 'next.next.flags: the input ends after 0 of 4 bytes (at offset 20)',
    path: 'next.next.flags',
  })
  expect(() => chain?.fromBytes(input(100_000))).toThrow('nested deeper than allowed')
  // So deep that looking for the path needs more stack than there is.
  expect(() => chain?.fromBytes(input(1_000), { maxDepth: 1e9 })).toThrow('the input ends after 0 of 4 bytes')
})
