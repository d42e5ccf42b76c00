import { EncryptedFile } from '../../generated/telegram/api/types/encrypted-file.js'
import {
  InputEncryptedFile,
  type TypeInputEncryptedFile,
} from '../../generated/telegram/api/types/input-encrypted-file.js'
import {
  SentEncryptedFile,
  type TypeSentEncryptedMessage,
} from '../../generated/telegram/api/types/messages/sent-encrypted-message.js'
import { DecryptedMessage, type TypeDecryptedMessage } from '../../generated/telegram/secret/index.js'
import { SecretChatError, type EndCode } from './errors.js'
import { askForMissing } from './incoming.js'
import { checkAction } from './internal-actions.js'
import { checkedLayer, upgrade } from './layer-rules.js'
import type { Outcome, SecretChatContext, SendRequest } from './outcome.js'
import { queueDeletion, queueLayer, queueMessage, requestOf, type Queued } from './outgoing.js'
import { requestKey, requestKeyIfDue } from './rekey.js'
import { splitMessage } from './split.js'
import {
  bytesToText,
  type ReadyChat,
  type SecretChatState,
  type SentKind,
  type SentMessage,
} from './state.js'
import { endOutcome } from './step.js'

/** A message for the peer. */
export interface NewMessage {
  readonly message: TypeDecryptedMessage
  /** How it goes to the server: service messages do not notify the user. */
  readonly kind: SentKind
  /** Does not make a sound at the peer's; by default what the message itself says. */
  readonly silent?: boolean
  readonly file?: TypeInputEncryptedFile
}

/**
 * Encrypts a message. A text that is too long for one goes out as several; a new key is asked for if the one in use
 * is due.
 * @throws TlLayerError for a message that the peer's layer cannot say; nothing has changed then
 * @throws SecretChatError `wrong-argument` for an action that the chat takes by itself
 */
export function sendMessage(
  before: SecretChatState,
  message: NewMessage,
  context: SecretChatContext,
): Outcome<ReadyChat, SendRequest> {
  let state = readyOf(before)
  const sent: SentMessage[] = []
  for (const [at, part] of partsOf(message.message).entries()) {
    const silent = message.silent ?? (part instanceof DecryptedMessage && part.silent === true)
    // What belongs to the message as a whole goes with its first part.
    const file = at === 0 && message.file ? { file: message.file } : {}
    const kind = at > 0 && message.kind === 'file' ? 'message' : message.kind
    const queued = queueMessage(state, { message: part, kind, silent, ...file })
    state = queued.state
    sent.push(...queued.sent)
  }
  return finish({ state, sent }, context)
}

function partsOf(message: TypeDecryptedMessage): readonly TypeDecryptedMessage[] {
  const newest = upgrade(message)
  if (newest instanceof DecryptedMessage) return splitMessage(newest)
  checkAction(newest.action)
  return [newest]
}

/** Deletes messages at the peer's, and takes back those that it has not acknowledged yet. */
export function deleteMessages(
  before: SecretChatState,
  randomIds: readonly bigint[],
  context: SecretChatContext,
): Outcome<ReadyChat, SendRequest> {
  return finish(queueDeletion(readyOf(before), randomIds), context)
}

/** To be called when this side was updated to a new layer; layers never fall. */
export function setLayer(
  before: SecretChatState,
  layer: number,
  context: SecretChatContext,
): Outcome<ReadyChat, SendRequest> {
  const state = readyOf(before)
  checkedLayer(layer)
  if (layer < state.myLayer) {
    throw new SecretChatError('wrong-argument', `the layer was ${String(state.myLayer)} and cannot fall`)
  }
  return layer === state.myLayer
    ? unchanged(state)
    : finish(queueLayer({ ...state, myLayer: layer }), context)
}

/** Asks for a new key at once, unless an exchange is going on. */
export function renewKey(
  before: SecretChatState,
  { crypto }: SecretChatContext,
): Outcome<ReadyChat, SendRequest> {
  const state = readyOf(before)
  if (state.exchange || state.previousKey) return unchanged(state)
  const { state: after, sent = [] } = requestKey(state, crypto)
  return { state: after, requests: requestsOf(after, sent, { crypto }), events: [] }
}

/** Asks again for what is missing: to be called when it has not come for a while (the request may be lost, too). */
export function askAgain(
  before: SecretChatState,
  context: SecretChatContext,
): Outcome<ReadyChat, SendRequest> {
  const state = readyOf(before)
  return { ...askForMissing({ ...state, askedUpTo: state.received }, context), events: [] }
}

/** The requests of which the server has not confirmed that it has them: to be sent after a start, in this order. */
export function pendingRequests(
  before: SecretChatState,
  { crypto }: Pick<SecretChatContext, 'crypto'>,
): readonly SendRequest[] {
  if (before.phase !== 'ready') return []
  return requestsOf(
    before,
    before.outbox.filter(({ confirmed }) => !confirmed),
    { crypto },
  )
}

/**
 * The server has answered the request of a message.
 * @param answer says where the server keeps the file, if there was one: it need not be uploaded to be sent again
 */
export function confirmSent(
  before: SecretChatState,
  randomId: bigint,
  answer?: TypeSentEncryptedMessage,
): SecretChatState {
  if (before.phase !== 'ready') return before
  const stored = answer instanceof SentEncryptedFile ? answer.file : undefined
  const outbox = before.outbox.map((item) => {
    if (item.randomId !== String(randomId)) return item
    if (item.file === undefined || !(stored instanceof EncryptedFile)) return { ...item, confirmed: true }
    const file = new InputEncryptedFile({ id: stored.id, accessHash: stored.accessHash })
    return { ...item, file: bytesToText(file.toBytes()), confirmed: true }
  })
  return { ...before, outbox }
}

/** Ends the chat. */
export function discardChat(
  state: SecretChatState,
  { deleteHistory = false, reason = 'discarded' }: { deleteHistory?: boolean; reason?: EndCode } = {},
): Outcome {
  return endOutcome(state, reason, deleteHistory)
}

function finish({ state, sent }: Queued, context: SecretChatContext): Outcome<ReadyChat, SendRequest> {
  const due = requestKeyIfDue(state, context)
  const all = [...sent, ...(due.sent ?? [])]
  return { state: due.state, requests: requestsOf(due.state, all, context), events: [] }
}

function requestsOf(
  state: ReadyChat,
  sent: readonly SentMessage[],
  { crypto }: Pick<SecretChatContext, 'crypto'>,
): readonly SendRequest[] {
  return sent.map((item) => requestOf(state, item, crypto))
}

function unchanged(state: ReadyChat): Outcome<ReadyChat, SendRequest> {
  return { state, requests: [], events: [] }
}

function readyOf(state: SecretChatState): ReadyChat {
  if (state.phase === 'ready') return state
  throw new SecretChatError('wrong-phase', `the secret chat is ${state.phase}, and not ready for messages`)
}
