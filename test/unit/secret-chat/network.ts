import * as nodeModule from 'node:crypto'
import {
  EncryptedChat,
  EncryptedChatRequested,
  EncryptedFile,
  EncryptedFileEmpty,
  EncryptedMessage,
  EncryptedMessageService,
  InputUser,
  messages,
  type TypeEncryptedMessage,
} from '../../../generated/telegram/api/index.js'
import { nodeCrypto } from '../../../templates/secret-chat/node.js'
import {
  acceptChat,
  confirmChat,
  parseState,
  requestChat,
  type DhGroup,
  type Outcome,
  type ReadyChat,
  type SecretChatContext,
  type SecretChatRequest,
  type SecretChatState,
} from '../../../templates/secret-chat/index.js'

export const crypto = nodeCrypto(nodeModule)

/** The prime that Telegram's servers give. */
export const telegramPrime = Buffer.from(
  'c71caeb9c6b1c9048e6c522f70f13f73980d40238e3e21c14934d037563d930f48198a0aa7c14058229493d22530f4dbfa336f6e0ac9' +
    '25139543aed44cce7c3720fd51f69458705ac68cd4fe6b6b13abdc9746512969328454f18faf8c595f642477fe96bb2a941d5bcd1d4a' +
    'c8cc49880708fa9b378e3c4f3a9060bee67cf9a4a4a695811051907e162753b56b0f6b410dba74d8a84b2a14b3144e0ef1284754fd17' +
    'ed950d5965b4b9dd46582db1178d169c6bc465b0d6ff9ca3928fef5b9ae4e418fc15e83ebea0f87fa9ff5eed70050ded2849f47bf959' +
    'd956850ce929851f0d8115f635b105ee2e4e15d04b2454bf6f4fadf034b10403119cd8e3b92fcc5b',
  'hex',
)
export const group: DhGroup = { g: 3, p: new Uint8Array(telegramPrime) }

export const at = (now: number): SecretChatContext => ({ crypto, now })
export const context = at(1_700_000_000)

export interface Pair {
  readonly alice: ReadyChat
  readonly bob: ReadyChat
  /** What confirming the chat gave to send: each side tells its layer. */
  readonly fromAlice: readonly SecretChatRequest[]
  readonly fromBob: readonly SecretChatRequest[]
}

/** Two sides that have agreed on a key, and have told each other nothing yet. */
export function agree(layers: { alice?: number; bob?: number } = {}): Pair {
  const userId = new InputUser({ userId: 2n, accessHash: 22n })
  const asked = requestChat({ userId, group, layer: layers.alice ?? 144 }, context)
  const shared = { id: asked.state.chatId, date: 1, adminId: 1n, participantId: 2n }
  const requested = new EncryptedChatRequested({ ...shared, accessHash: 20n, gA: asked.request.gA })
  const accepted = acceptChat({ chat: requested, group, layer: layers.bob ?? 144 }, context)
  const { gB, keyFingerprint } = accepted.request
  const atAlice = new EncryptedChat({ ...shared, accessHash: 10n, gAOrB: gB, keyFingerprint })
  const atBob = new EncryptedChat({ ...shared, accessHash: 20n, gAOrB: asked.request.gA, keyFingerprint })
  const alice = confirmChat(asked.state, atAlice, context)
  const bob = confirmChat(accepted.state, atBob, context)
  return {
    alice: ready(alice.state),
    bob: ready(bob.state),
    fromAlice: alice.requests,
    fromBob: bob.requests,
  }
}

export function ready(state: SecretChatState): ReadyChat {
  if (state.phase !== 'ready') throw new Error(`the chat is ${state.phase}: ${JSON.stringify(state)}`)
  return state
}

/** What the server makes of a request for the other side; undefined for one that is no message. */
export function deliver(request: SecretChatRequest, date = 1): TypeEncryptedMessage | undefined {
  if (request instanceof messages.SendEncryptedService) {
    const { randomId, peer, data } = request
    return new EncryptedMessageService({ randomId, chatId: peer.chatId, date, bytes: data })
  }
  if (request instanceof messages.SendEncrypted) {
    const { randomId, peer, data } = request
    const file = new EncryptedFileEmpty()
    return new EncryptedMessage({ randomId, chatId: peer.chatId, date, bytes: data, file })
  }
  if (!(request instanceof messages.SendEncryptedFile)) return undefined
  const { randomId, peer, data, file } = request
  const keyFingerprint = 'keyFingerprint' in file ? file.keyFingerprint : 0
  const stored = new EncryptedFile({ id: 5n, accessHash: 6n, size: 16n, dcId: 2, keyFingerprint })
  return new EncryptedMessage({ randomId, chatId: peer.chatId, date, bytes: data, file: stored })
}

/** The one packet of an outcome. */
export function packetOf({ requests }: Pick<Outcome, 'requests'>): TypeEncryptedMessage {
  const [packet, ...more] = requests.flatMap((request) => deliver(request) ?? [])
  if (!packet || more.length > 0) throw new Error(`${String(requests.length)} packets instead of one`)
  return packet
}

/** A state as it comes back from a disk. */
export function restored(state: SecretChatState): ReadyChat {
  return ready(parseState(JSON.stringify(state)))
}
