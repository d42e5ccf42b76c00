import { describe, expect, test } from 'vitest'
import { EncryptedChatRequested, InputUser } from '../../../generated/telegram/api/index.js'
import {
  DecryptedMessageActionAbortKey,
  DecryptedMessageActionAcceptKey,
  DecryptedMessageActionCommitKey,
  DecryptedMessageActionFlushHistory,
  DecryptedMessageActionNotifyLayer,
  DecryptedMessageActionRequestKey,
  DecryptedMessageActionResend,
  DecryptedMessageService,
  DecryptedMessageService8,
} from '../../../generated/telegram/secret/index.js'
import {
  SecretChatError,
  SecretChats,
  acceptChat,
  requestChat,
  sendMessage,
  setLayer,
} from '../../../templates/secret-chat/index.js'
import { agree, context, crypto, group } from './network.js'

function problemOf(work: () => unknown): string | undefined {
  try {
    work()
    return undefined
  } catch (error) {
    if (error instanceof SecretChatError) return `${error.code}: ${error.message}`
    throw error
  }
}

const userId = new InputUser({ userId: 2n, accessHash: 22n })

describe('a layer', () => {
  test.each([8, 45, 145, 999, 46.5, Number.NaN, -1])('%d is refused', (layer) => {
    const problem = `wrong-argument: a secret chat has a layer from 46 to 144, and not ${String(layer)}`
    const asked = requestChat({ userId, group }, context)
    const shared = { id: 5, accessHash: 9n, date: 1, adminId: 1n, participantId: 2n }
    const chat = new EncryptedChatRequested({ ...shared, gA: asked.request.gA })
    const works: readonly (() => unknown)[] = [
      () => new SecretChats({ crypto, layer }),
      () => requestChat({ userId, group, layer }, context),
      () => acceptChat({ chat, group, layer }, context),
      () => setLayer(agree({ alice: 46 }).alice, layer, context),
    ]
    for (const work of works) expect(problemOf(work)).toBe(problem)
  })

  test.each([46, 73, 144])('%i is taken', (layer) => {
    expect(() => new SecretChats({ crypto, layer })).not.toThrow()
  })
})

describe('what the chat says by itself', () => {
  const id = 1n
  const bytes = new Uint8Array(256)
  test.each([
    [new DecryptedMessageActionNotifyLayer({ layer: 144 }), 'resume'],
    [new DecryptedMessageActionResend({ startSeqNo: 0, endSeqNo: 0 }), 'askAgain'],
    [new DecryptedMessageActionRequestKey({ exchangeId: id, gA: bytes }), 'renewKey'],
    [new DecryptedMessageActionAcceptKey({ exchangeId: id, gB: bytes, keyFingerprint: 1n }), 'renewKey'],
    [new DecryptedMessageActionCommitKey({ exchangeId: id, keyFingerprint: 1n }), 'renewKey'],
    [new DecryptedMessageActionAbortKey({ exchangeId: id }), 'renewKey'],
  ])('$_ cannot be sent', (action, instead) => {
    const { alice } = agree()
    const chats = new SecretChats({ crypto, states: [alice] })
    const message = new DecryptedMessageService({ randomId: 1n, action })
    const old = new DecryptedMessageService8({ randomId: 1n, action, randomBytes: new Uint8Array(15) })
    const problem = `wrong-argument: ${action._} is said by the chat itself: use ${instead}`
    const peer = alice.chatId
    expect(problemOf(() => chats.sendEncryptedService({ peer, message }))).toBe(problem)
    expect(problemOf(() => chats.sendEncrypted({ peer, message }))).toBe(problem)
    expect(problemOf(() => sendMessage(alice, { message: old, kind: 'service' }, context))).toBe(problem)
    expect(chats.state(alice.chatId)).toBe(alice)
  })

  test('other service messages can', () => {
    const { alice } = agree()
    const action = new DecryptedMessageActionFlushHistory()
    const message = new DecryptedMessageService({ randomId: 1n, action })
    expect(sendMessage(alice, { message, kind: 'service' }, context).requests).toHaveLength(1)
  })
})
