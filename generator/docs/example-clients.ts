import { lastSegment } from '../naming/words.js'
import type { Field } from '../ir/schema.js'
import { printCode, textLiteral, type Code } from './code-text.js'
import type { ExampleValue, ObjectValue } from './example-value.js'

/** The request through a client of teleproto. */
export function teleprotoExample(value: ObjectValue): string {
  const request = printCode(teleprotoObject(value), '', 'const result = await client.invoke('.length)
  const needsBigInt = request.includes('bigInt(')
  return [
    ...(needsBigInt ? ["import bigInt from 'big-integer'"] : []),
    "import { Api, type TelegramClient } from 'teleproto'",
    '',
    'declare const client: TelegramClient // connected and logged in',
    '',
    `const result = await client.invoke(${request})`,
  ].join('\n')
}

function teleprotoObject({ definition, fields }: ObjectValue): Code {
  const name = ['Api', ...definition.namespace, upperFirst(lastSegment(definition.tlName))].join('.')
  // A class whose fields may all be left out still wants an object of them.
  if (fields.length === 0) return definition.fields.length > 0 ? `new ${name}({})` : `new ${name}()`
  const members = fields.map(({ field, value }) => ({
    before: `${teleprotoProperty(field.tlName)}: `,
    code: teleprotoValue(value, field),
  }))
  return { open: `new ${name}({`, members, close: '})' }
}

function teleprotoValue(value: ExampleValue, field: Field): Code {
  switch (value.kind) {
    case 'object':
      return teleprotoObject(value)
    case 'list':
      return listCode(value.items, (item) => teleprotoValue(item, field))
    case 'long':
      return `bigInt('${String(value.value)}')`
    case 'bytes':
      // Numbers of more than 64 bits are numbers to teleproto.
      return value.value.length === 8
        ? `Buffer.from('${hexOf(value.value)}', 'hex')`
        : `bigInt('${hexOf(value.value.toReversed())}', 16)`
    case 'text':
      return textLiteral(value.value)
    case 'number':
    case 'boolean':
      return String(value.value)
  }
}

/** `random_id` → `randomId`; teleproto leaves a trailing underscore. */
function teleprotoProperty(tlName: string): string {
  return tlName.replace(/_([a-z0-9])/gi, (_, letter: string) => letter.toUpperCase())
}

/** Fields whose longs are small enough for mtcute to have them as numbers. */
const smallLongs =
  /^(?:(?:chat|user|channel|(?:via_|guard_|via_business_|business_)?bot|linked_(?:community|monoforum|chat)|inviter|new_creator|community|personal_channel|bot_manager|broadcast|actor|from|admin|participant|contact|author|receiver)_id|promoted_by|kicked_by|approved_by|requested_by|user_id_hint|size|offset|(?:video|file)_size_max|file_max_size|channels|users|chats|recent_(?:requesters|viewers)|exclude_users|creator_chat_ids|joined_chat_ids|other_uids)$/

/** Fields whose names say less, by their definitions. */
const smallLongsOf: ReadonlySet<string> = new Set([
  'contacts.editCloseFriends.id',
  'messages.getChats.id',
  'messages.getCommonChats.max_id',
])

/** The request through a client of mtcute. */
export function mtcuteExample(value: ObjectValue): string {
  const call = printCode(mtcuteObject(value), '', 'const result = await client.call('.length)
  return [
    ...(call.includes('Long.') ? ["import { Long } from '@mtcute/core'"] : []),
    "import type { TelegramClient } from '@mtcute/core/client.js'",
    '',
    'declare const client: TelegramClient // connected and logged in',
    '',
    `const result = await client.call(${call})`,
  ].join('\n')
}

function mtcuteObject({ definition, fields }: ObjectValue): Code {
  const members = fields.map(({ field, value }) => ({
    before: `${mtcuteProperty(field.tlName)}: `,
    code: mtcuteValue(
      value,
      smallLongs.test(field.tlName) || smallLongsOf.has(`${definition.tlName}.${field.tlName}`),
    ),
  }))
  return {
    open: '{',
    members: [{ before: '_: ', code: textLiteral(definition.tlName) }, ...members],
    close: '}',
  }
}

function mtcuteValue(value: ExampleValue, isSmall: boolean): Code {
  switch (value.kind) {
    case 'object':
      return mtcuteObject(value)
    case 'list':
      return listCode(value.items, (item) => mtcuteValue(item, isSmall))
    case 'long':
      return isSmall ? String(value.value) : `Long.fromString('${String(value.value)}')`
    case 'bytes':
      return `new Uint8Array([${value.value.join(', ')}])`
    case 'text':
      return textLiteral(value.value)
    case 'number':
    case 'boolean':
      return String(value.value)
  }
}

function mtcuteProperty(tlName: string): string {
  return tlName.replace(/(?<!^|_)_[a-z0-9]/gi, (match) => match.slice(1).toUpperCase())
}

function listCode(items: readonly ExampleValue[], code: (item: ExampleValue) => Code): Code {
  return { open: '[', members: items.map((item) => ({ before: '', code: code(item) })), close: ']' }
}

function upperFirst(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1)
}

function hexOf(bytes: Uint8Array): string {
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}
