// The workloads: seeded trees of plain objects with TL names, texts in ASCII, Cyrillic and emoji.
import { loadApi } from '../shape/schema.js'
import { Values, workloads, type Tree } from '../shape/values.js'

export interface Workload {
  readonly name: string
  readonly tree: Tree
  /** Its class is read as well; a request is only written. */
  readonly decodes: boolean
}

/** mtcute has the names of MTProto with `mt_` before them. */
export const isMtproto = (name: string): boolean => name.startsWith('mt_')

export function codecWorkloads(): readonly Workload[] {
  const api = loadApi()
  const { small, incoming, messages, updates, longs } = workloads(api)
  const v = new Values(api, 7)
  const text = 'Лекция в 19:00 in the big hall, bring @ivan 🎉 https://example.org/x'
  const entities = ['messageEntityBold', 'messageEntityUrl', 'messageEntityMention', 'messageEntityTextUrl']
  const send: Tree = {
    _: 'messages.sendMessage',
    silent: true,
    peer: { _: 'inputPeerUser', userId: 2 ** 32 + v.next(2 ** 31), accessHash: v.long() },
    message: text,
    randomId: v.long(),
    entities: [...entities, ...entities].map((name) => v.build(name, 0, 100)),
  }
  const file: Tree = {
    _: 'upload.file',
    type: { _: 'storage.filePartial' },
    mtime: 1700000000,
    bytes: v.bytes(512 * 1024),
  }
  return [
    { name: 'sendEncrypted', tree: small, decodes: false },
    { name: 'encryptedMessage', tree: incoming, decodes: true },
    { name: 'sendMessage', tree: send, decodes: false },
    { name: 'messages', tree: messages, decodes: true },
    { name: 'updates', tree: updates, decodes: true },
    { name: 'longs', tree: { _: 'mt_msgs_ack', msgIds: longs }, decodes: true },
    {
      name: 'ints',
      tree: {
        _: 'updateDeleteMessages',
        messages: Array.from({ length: 10_000 }, () => v.next(2 ** 31)),
        pts: 1,
        ptsCount: 2,
      },
      decodes: true,
    },
    { name: 'file', tree: file, decodes: true },
    { name: 'msgsAck', tree: { _: 'mt_msgs_ack', msgIds: [v.long(), v.long(), v.long()] }, decodes: true },
    { name: 'pong', tree: { _: 'mt_pong', msgId: v.long(), pingId: v.long() }, decodes: true },
  ]
}
