import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, test } from 'vitest'
import { checkModule } from '../../../generator/check/check-module.js'
import { checkNames } from '../../../generator/check/names.js'
import {
  bareMethodName,
  className,
  discriminant,
  fileName,
  namespaceName,
  ownFieldsName,
  propertyName,
  qualifiedName,
  unionName,
  writeMethodName,
} from '../../../generator/naming/names.js'
import { reservedProperties } from '../../../generator/naming/reserved.js'
import {
  camelCase,
  kebabCase,
  lastSegment,
  namespaceOf,
  pascalCase,
} from '../../../generator/naming/words.js'
import { parseSchema } from '../../../generator/syntax/parse.js'
import { TlMethod, TlObject } from '../../../templates/runtime/object.js'

type Table = readonly (readonly [given: string, want: string])[]

function check(name: string, convert: (given: string) => string, table: Table): void {
  describe(name, () => {
    it.each(table)('%s → %s', (given, want) => {
      expect(convert(given)).toBe(want)
    })
  })
}

check('camelCase', camelCase, [
  ['random_id', 'randomId'],
  ['srp_B', 'srpB'],
  ['A', 'A'],
  ['M1', 'M1'],
  ['signed_A', 'signedA'],
  ['eager_0', 'eager0'],
  ['Ab', 'ab'],
  ['ABc', 'ABc'],
  ['a__b', 'aB'],
  ['_a_', 'a'],
  ['___', ''],
])
check('pascalCase', pascalCase, [
  ['p_q_inner_data', 'PQInnerData'],
  ['resPQ', 'ResPQ'],
  ['_x', 'X'],
  ['', ''],
])
check('kebabCase', kebabCase, [
  ['SentEncryptedMessage', 'sent-encrypted-message'],
  ['P_Q_inner_data', 'p-q-inner-data'],
  ['resPQ', 'res-pq'],
  ['IPPort', 'ip-port'],
  ['a1B', 'a1-b'],
  ['__a__', 'a'],
])
check('lastSegment', lastSegment, [
  ['a', 'a'],
  ['a.b.c', 'c'],
])
check('namespaceOf', (name) => namespaceOf(name).join(' '), [
  ['a', ''],
  ['a.b.c', 'a b'],
])
check('propertyName', propertyName, [
  ['random_id', 'randomId'],
  ['default', 'default'],
  ['delete', 'delete'],
  ['length', 'length'],
  ['constructor', 'constructor_'],
  ['then', 'then_'],
  ['to_bytes', 'toBytes_'],
  ['toString', 'toString_'],
  ['hasOwnProperty', 'hasOwnProperty_'],
  ['__proto__', 'proto'],
  ['_', 'unnamed_'],
  ['_2fa', '_2fa'],
])
check('className', (name) => className(name), [
  ['messages.sendEncrypted', 'SendEncrypted'],
  ['error', 'Error'],
  ['null', 'Null'],
  ['function', 'Function_'],
  ['object', 'Object_'],
  ['array', 'Array_'],
  ['reader', 'Reader_'],
  ['tlObject', 'TlObject_'],
  ['map', 'Map'],
  ['_', '_'],
  ['_2fa', '_2fa'],
])
check('className of an older form', (name) => className(name, 8), [
  ['decryptedMessage', 'DecryptedMessage8'],
  ['function', 'Function8'],
])
check('discriminant', (name) => discriminant(name, 8), [['a.b', 'a.b8']])
check('unionName', unionName, [
  ['messages.SentEncryptedMessage', 'TypeSentEncryptedMessage'],
  ['P_Q_inner_data', 'TypePQInnerData'],
])
check('writeMethodName', (name) => writeMethodName('api', name), [
  ['messages.Foo', '$api$messages$Foo'],
  ['Foo', '$api$Foo'],
])
check('writeMethodName in a schema whose name is no identifier', (name) => writeMethodName('my-api', name), [
  ['Foo', '$my_api$Foo'],
])
check('bareMethodName', (name) => bareMethodName('api', name), [['a.foo8', '$$api$a$foo8']])
check('ownFieldsName', ownFieldsName, [['Foo', 'FooFields$']])
check('qualifiedName', (name) => qualifiedName(namespaceOf(name), lastSegment(name)), [
  ['raw.v3.State', 'RawV3State'],
  ['State', 'RootState'],
])
check('namespaceName', namespaceName, [
  ['messages', 'messages'],
  ['package', 'package_'],
  ['default', 'default_'],
  ['class', 'class_'],
  ['then', 'then'],
])
check('fileName', fileName, [
  ['messages.SentEncryptedMessage', 'sent-encrypted-message'],
  ['Con', 'con_'],
  ['Aux', 'aux_'],
  ['COM1', 'com1_'],
  ['_', 'unnamed'],
])

test('every member of generated objects is kept from fields', () => {
  const members = [TlObject.prototype, TlMethod.prototype, Object.prototype].flatMap((object) =>
    Object.getOwnPropertyNames(object),
  )
  // A name with a `$` is none in TL, and one with underscores around it is no property name.
  const open = members.filter((name) => !name.includes('$') && propertyName(name) === name)
  expect(open).toEqual([])
  for (const name of reservedProperties) expect(propertyName(name)).not.toBe(name)
})

const schemas = join(import.meta.dirname, '../../../schema/telegram')

test.each(readdirSync(schemas).filter((name) => name.endsWith('.tl')))('no names meet in %s', (name) => {
  const text = readFileSync(join(schemas, name), 'utf8')
  const input = { name: 'api', sources: [{ name, text }], idRule: 'telegram' as const }
  const { schema } = checkModule(
    input,
    input.sources.map((source) => parseSchema(source).schema),
    [],
  )
  expect(checkNames(schema)).toEqual([])
  expect(schema.constructors.size).toBeGreaterThan(0)
})
