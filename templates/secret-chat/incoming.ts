import {
  EncryptedMessage,
  type TypeEncryptedMessage,
} from '../../generated/telegram/api/types/encrypted-message.js'
import { TlReadError } from '../../generated/telegram/runtime/errors.js'
import {
  DecryptedMessageActionResend,
  DecryptedMessageLayer,
  DecryptedMessageService,
  DecryptedMessageService8,
} from '../../generated/telegram/secret/index.js'
import { readHeld } from './delivery.js'
import type { EndCode, Refusal, RefusalCode } from './errors.js'
import type { Outcome, SecretChatContext, SecretChatRequest, SendRequest } from './outcome.js'
import { queueAction, requestOf } from './outgoing.js'
import { decryptPayload, type EncryptionVersion } from './payload.js'
import { requestKeyIfDue } from './rekey.js'
import { endOutcome } from './step.js'
import {
  bytesToText,
  newEncryptionLayer,
  optional,
  textToBytes,
  type HeldMessage,
  type ReadyChat,
  type SecretChatState,
} from './state.js'

/** How many messages one request may ask for again. */
const maxResend = 1000

const reasons: Readonly<Record<RefusalCode, string>> = {
  'not-ready': 'the chat is not ready for messages',
  'unknown-key': 'encrypted with a key that this chat does not have',
  'wrong-length': 'the length is not what it can be',
  'wrong-message-key': 'the bytes are not those that the sender encrypted',
  'wrong-padding': 'the padding has not 12 to 1,024 bytes',
  'old-encryption': 'encrypted with MTProto 1.0 by a peer that knows 2.0',
  reflected: 'a message of this side came back',
  repeated: 'the message came before',
  unreadable: 'no message of a layer that this side knows',
}

/** Takes a message for a chat that is ready. */
export function receiveReady(
  state: ReadyChat,
  packet: TypeEncryptedMessage,
  context: SecretChatContext,
): Outcome {
  const opened = open(state, packet.bytes, context)
  if ('code' in opened) return { state, requests: [], events: [], refusal: opened }
  const { whole, version } = opened
  const parity = parityOf(state, whole)
  if (parity === 'mine') {
    // 1.0 encrypts alike in both directions: the carrier can send a message back. With 2.0 only the peer could.
    return version === 1 ? refuse(state, 'reflected') : endOutcome(state, 'wrong-sequence')
  }
  if (parity === 'neither') return endOutcome(state, 'wrong-sequence')
  const seqNo = whole.outSeqNo >>> 1
  const inSeqNo = whole.inSeqNo >>> 1
  if (isTooOld(state, whole, version)) return refuse(state, 'old-encryption')
  if (seqNo < state.received || state.held.some((held) => held.seqNo === seqNo))
    return refuse(state, 'repeated')
  if (inSeqNo > state.sent) return endOutcome(state, 'wrong-sequence')
  return take(state, packet, whole, context)
}

function take(
  state: ReadyChat,
  packet: TypeEncryptedMessage,
  whole: DecryptedMessageLayer,
  context: SecretChatContext,
): Outcome {
  const resent = resendRequested(state, whole, context)
  if (typeof resent === 'string') return endOutcome(state, resent)
  const held: HeldMessage = {
    seqNo: whole.outSeqNo >>> 1,
    plain: bytesToText(whole.toBytes()),
    date: packet.date,
    ...optional('file', packet instanceof EncryptedMessage ? bytesToText(packet.file.toBytes()) : undefined),
  }
  const position = state.held.findIndex(({ seqNo }) => seqNo > held.seqNo)
  const at = position === -1 ? state.held.length : position
  const queue = [...state.held.slice(0, at), held, ...state.held.slice(at)]
  const delivered = readHeld({ ...state, held: queue }, context)
  if (delivered.state.phase !== 'ready') return delivered
  const { state: read, requests: answers } = delivered
  const asked = askForMissing(read, context)
  const due = requestKeyIfDue(asked.state, context)
  const keyRequests = (due.sent ?? []).map((item) => requestOf(due.state, item, context.crypto))
  return {
    state: due.state,
    requests: [...resent, ...answers, ...asked.requests, ...keyRequests],
    events: delivered.events,
  }
}

interface Opened {
  readonly whole: DecryptedMessageLayer
  readonly version: EncryptionVersion
}

/** Nothing came of a packet. */
export function refuse(state: SecretChatState, code: RefusalCode): Outcome {
  return { state, requests: [], events: [], refusal: refusal(code) }
}

function refusal(code: RefusalCode): Refusal {
  return { code, message: reasons[code] }
}

/** Decrypts with the key that the packet names, in the newer way first. */
function open(state: ReadyChat, data: Uint8Array, { crypto }: SecretChatContext): Opened | Refusal {
  if (data.length < 24) return refusal('wrong-length')
  const fingerprint = String(new DataView(data.buffer, data.byteOffset, 8).getBigInt64(0, true))
  const key = findKey(state, fingerprint)
  if (key === undefined) return refusal('unknown-key')
  let problem: RefusalCode | undefined
  for (const version of [2, 1] as const) {
    const opened = decryptPayload(data, { key, version, fromOriginator: !state.originator }, crypto)
    if (typeof opened !== 'string') return parse(opened, version)
    problem ??= opened
    // The right key of the message with anything else wrong: the other version would only hide what it is.
    if (opened !== 'wrong-message-key') break
  }
  return refusal(problem ?? 'wrong-message-key')
}

/** The key in use, the one before, or the one that the peer may use already. */
function findKey({ key, previousKey, exchange }: ReadyChat, fingerprint: string): Uint8Array | undefined {
  if (key.fingerprint === fingerprint) return textToBytes(key.bytes)
  if (previousKey?.fingerprint === fingerprint) return textToBytes(previousKey.bytes)
  if (exchange?.kind === 'accepted' && exchange.fingerprint === fingerprint) return textToBytes(exchange.key)
  return undefined
}

function parse(plain: Uint8Array, version: EncryptionVersion): Opened | Refusal {
  try {
    return { whole: DecryptedMessageLayer.fromBytes(plain), version }
  } catch (error) {
    if (error instanceof TlReadError) return refusal('unreadable')
    throw error
  }
}

/** Whose numbers they are: the originator's out_seq_no are odd and its in_seq_no even, the other side's reversed. */
function parityOf(
  { originator }: ReadyChat,
  { inSeqNo, outSeqNo }: DecryptedMessageLayer,
): 'peer' | 'mine' | 'neither' {
  if (inSeqNo < 0 || outSeqNo < 0 || (inSeqNo & 1) === (outSeqNo & 1)) return 'neither'
  return (outSeqNo & 1) === (originator ? 0 : 1) ? 'peer' : 'mine'
}

/**
 * A peer of layer 73 or more must not use MTProto 1.0: neither in a message of such a layer, nor after it has read
 * that this side knows 2.0. What it sent before it could know that may still be on its way.
 */
function isTooOld(state: ReadyChat, whole: DecryptedMessageLayer, version: EncryptionVersion): boolean {
  if (version === 2) return false
  if (whole.layer >= newEncryptionLayer) return true
  const knows = state.announced !== undefined && whole.inSeqNo >>> 1 > state.announced
  return state.peerLayer >= newEncryptionLayer && knows
}

/**
 * Answers a request to send messages again, at once even if it came ahead of others: two sides that miss something
 * would else wait for each other. It is not looked at again when its turn comes.
 */
function resendRequested(
  state: ReadyChat,
  { message }: DecryptedMessageLayer,
  { crypto }: SecretChatContext,
): readonly SecretChatRequest[] | EndCode {
  if (!(message instanceof DecryptedMessageService || message instanceof DecryptedMessageService8)) return []
  const { action } = message
  if (!(action instanceof DecryptedMessageActionResend)) return []
  const parity = state.originator ? 1 : 0
  const { startSeqNo, endSeqNo } = action
  if ((startSeqNo & 1) !== parity || (endSeqNo & 1) !== parity) return 'wrong-resend'
  const first = startSeqNo >> 1
  const last = endSeqNo >> 1
  if (first < state.acknowledged || last < first || last >= state.sent || last - first >= maxResend) {
    return 'wrong-resend'
  }
  return state.outbox
    .filter(({ seqNo }) => seqNo >= first && seqNo <= last)
    .map((item) => requestOf(state, item, crypto))
}

/** Asks for what is missing before the first message that was held, once. */
export function askForMissing(
  state: ReadyChat,
  { crypto }: SecretChatContext,
): { readonly state: ReadyChat; readonly requests: readonly SendRequest[] } {
  const [next] = state.held
  const from = Math.max(state.received, state.askedUpTo)
  if (!next || from >= next.seqNo) return { state, requests: [] }
  const end = Math.min(next.seqNo, from + maxResend)
  const parity = state.originator ? 0 : 1
  const asked = queueAction(
    { ...state, askedUpTo: end },
    new DecryptedMessageActionResend({ startSeqNo: 2 * from + parity, endSeqNo: 2 * (end - 1) + parity }),
  )
  return { state: asked.state, requests: asked.sent.map((item) => requestOf(asked.state, item, crypto)) }
}
