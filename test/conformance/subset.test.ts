import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import * as api from '../../generated/telegram/api/index.js'
import type { SubsetOptions } from '../../generator/options.js'
import { bundle, makeOutput, type Output } from '../support/output.js'

const file = 'schema/telegram/api.tl'
const source = { name: file, text: readFileSync(join(import.meta.dirname, '../..', file), 'utf8') }

function subset(options: SubsetOptions): Promise<Output> {
  const schemas = [{ name: 'api', sources: [source], idRule: 'telegram' as const, subset: options }]
  return makeOutput('', { schemas })
}

interface Decoding {
  decodeResult(bytes: Uint8Array): object & { toBytes(): Uint8Array }
}

async function method(output: Output, path: string, name: string): Promise<Decoding> {
  const found = (await output.load(path))[name]
  return z.custom<Decoding>((value) => value !== undefined).parse(found)
}

describe('a part of the whole API', () => {
  test('is as small as what it needs, and has the same bytes', async () => {
    const output = await subset({ include: ['messages.sendEncrypted*', 'messages.getDhConfig'] })
    const contents = `import { messages } from './api/index.js'
import { InputEncryptedChat } from './api/types/input-encrypted-chat.js'
const request = new messages.SendEncrypted({ silent: true, peer: new InputEncryptedChat({ chatId: 43, accessHash: -4n }), randomId: 7n, data: new Uint8Array(8) })
export const bytes: Uint8Array = request.toBytes()
export const decode = (reply: Uint8Array): string => messages.SendEncrypted.decodeResult(reply)._
`
    const code = await bundle(output, contents)
    // 19 KB when this was written, everything of the subset included; the whole API has 800.
    expect(code.length).toBeLessThan(25_000)
    const shape = z.object({
      bytes: z.instanceof(Uint8Array),
      decode: z.custom<(reply: Uint8Array) => string>(),
    })
    const module = shape.parse({
      ...Object(await import(`data:text/javascript,${encodeURIComponent(code)}`)),
    })
    const peer = new api.InputEncryptedChat({ chatId: 43, accessHash: -4n })
    const fields = { silent: true, peer, randomId: 7n, data: new Uint8Array(8) }
    expect(module.bytes).toEqual(new api.messages.SendEncrypted(fields).toBytes())
    expect(module.decode(new api.messages.SentEncryptedMessage({ date: 5 }).toBytes())).toBe(
      'messages.sentEncryptedMessage',
    )
  })

  test('reads over everything that updates can hold, and compiles', { timeout: 120_000 }, async () => {
    const output = await subset({
      include: ['updates.getDifference', 'updateEncryption', 'updateNewEncryptedMessage'],
      exclude: ['Update', 'Message', 'Chat', 'User'],
      outside: 'unknown',
    })
    const peer = new api.PeerUser({ userId: 6n })
    const media = new api.MessageMediaContact({
      phoneNumber: '1',
      firstName: 'A',
      lastName: 'B',
      vcard: '',
      userId: 9n,
    })
    const entities = [new api.MessageEntityBold({ offset: 0, length: 2 })]
    const message = new api.Message({
      id: 1,
      peerId: peer,
      fromId: peer,
      date: 2,
      message: 'hello',
      media,
      entities,
    })
    const difference = new api.updates.Difference({
      newMessages: [message, new api.MessageEmpty({ id: 4 })],
      newEncryptedMessages: [],
      otherUpdates: [
        new api.UpdateNewMessage({ message, pts: 1, ptsCount: 1 }),
        new api.UpdateEncryption({ chat: new api.EncryptedChatDiscarded({ id: 3 }), date: 4 }),
        new api.UpdateUserTyping({ userId: 5n, action: new api.SendMessageTypingAction() }),
      ],
      chats: [],
      users: [new api.UserEmpty({ id: 8n })],
      state: new api.updates.State({ pts: 1, qts: 2, date: 3, seq: 4, unreadCount: 5 }),
    })
    const bytes = difference.toBytes()
    const getDifference = await method(output, 'api/functions/updates/get-difference.ts', 'GetDifference')
    const read = getDifference.decodeResult(bytes)
    expect(read).toMatchObject({
      newMessages: [
        { _: 'Message?', name: 'message' },
        { _: 'Message?', name: 'messageEmpty' },
      ],
      otherUpdates: [
        { _: 'Update?', name: 'updateNewMessage' },
        { _: 'updateEncryption', chat: { _: 'encryptedChatDiscarded', id: 3 } },
        { _: 'Update?', name: 'updateUserTyping' },
      ],
      users: [{ _: 'User?', name: 'userEmpty' }],
      state: { _: 'updates.state', unreadCount: 5 },
    })
    expect(read.toBytes()).toEqual(bytes)
    expect(await output.compile()).toBe('')
  })
})
