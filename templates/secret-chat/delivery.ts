import { readTypeEncryptedFile } from '../../generated/telegram/api/types/encrypted-file.js'
import { decode } from '../../generated/telegram/runtime/decode.js'
import {
  DecryptedMessage,
  DecryptedMessageActionAbortKey,
  DecryptedMessageActionAcceptKey,
  DecryptedMessageActionCommitKey,
  DecryptedMessageActionNotifyLayer,
  DecryptedMessageActionRequestKey,
  DecryptedMessageLayer,
  type TypeDecryptedMessageAction,
} from '../../generated/telegram/secret/index.js'
import { isInternal } from './internal-actions.js'
import { upgrade, type NewestMessage } from './layer-rules.js'
import type { Outcome, SecretChatContext, SecretChatEvent, SecretChatRequest } from './outcome.js'
import { requestOf } from './outgoing.js'
import {
  forgetPreviousKey,
  onAbortKey,
  onAcceptKey,
  onCommitKey,
  onRequestKey,
  type KeyStep,
} from './rekey.js'
import { optional, textToBytes, type HeldMessage, type ReadyChat } from './state.js'
import { endOutcome } from './step.js'

/** Reads the held messages whose turn it is, in order. */
export function readHeld(start: ReadyChat, context: SecretChatContext): Outcome {
  let state = start
  const requests: SecretChatRequest[] = []
  const events: SecretChatEvent[] = []
  for (;;) {
    const [next, ...held] = state.held
    if (next?.seqNo !== state.received) return { state, requests, events }
    const outcome = readMessage({ ...state, held, received: state.received + 1 }, next, context)
    // What was read before the peer broke a rule was right, and is shown.
    if (outcome.state.phase !== 'ready') {
      return { ...outcome, events: [...events, ...outcome.events] }
    }
    state = outcome.state
    requests.push(...outcome.requests)
    events.push(...outcome.events)
  }
}

/** Reads one message at its turn: end-to-end, "checking and handling in_seq_no". */
function readMessage(before: ReadyChat, held: HeldMessage, context: SecretChatContext): Outcome {
  const whole = DecryptedMessageLayer.fromBytes(textToBytes(held.plain))
  const inSeqNo = whole.inSeqNo >>> 1
  if (inSeqNo < before.acknowledged) return endOutcome(before, 'wrong-sequence')
  if (whole.layer < before.peerMessageLayer) return endOutcome(before, 'fallen-layer')
  const state = forgetPreviousKey(
    {
      ...before,
      acknowledged: inSeqNo,
      outbox: before.outbox.filter(({ seqNo }) => seqNo >= inSeqNo),
      peerMessageLayer: whole.layer,
      peerLayer: Math.max(before.peerLayer, whole.layer),
      key: { ...before.key, uses: before.key.uses + 1 },
    },
    inSeqNo,
  )
  const message = upgrade(whole.message)
  const step = message instanceof DecryptedMessage ? { state } : actOn(state, message.action, context)
  if (step.ends) return endOutcome(state, step.ends)
  return {
    state: step.state,
    requests: (step.sent ?? []).map((item) => requestOf(step.state, item, context.crypto)),
    events: [
      ...layerEvents(before, step.state),
      ...(step.events ?? []),
      ...messageEvents(message, held, inSeqNo),
    ],
  }
}

/** What a service message does to the chat itself. */
function actOn(state: ReadyChat, action: TypeDecryptedMessageAction, context: SecretChatContext): KeyStep {
  if (action instanceof DecryptedMessageActionNotifyLayer) {
    return { state: { ...state, peerLayer: Math.max(state.peerLayer, action.layer) } }
  }
  if (action instanceof DecryptedMessageActionRequestKey) return onRequestKey(state, action, context.crypto)
  if (action instanceof DecryptedMessageActionAcceptKey) return onAcceptKey(state, action, context)
  if (action instanceof DecryptedMessageActionCommitKey) return onCommitKey(state, action, context)
  if (action instanceof DecryptedMessageActionAbortKey) return onAbortKey(state, action)
  return { state }
}

function layerEvents(before: ReadyChat, { peerLayer }: ReadyChat): readonly SecretChatEvent[] {
  return peerLayer > before.peerLayer ? [{ kind: 'layer', layer: peerLayer }] : []
}

function messageEvents(
  message: NewestMessage,
  { date, file }: HeldMessage,
  after: number,
): readonly SecretChatEvent[] {
  if (message instanceof DecryptedMessage) {
    const found = file === undefined ? undefined : decode(textToBytes(file), readTypeEncryptedFile)
    return [{ kind: 'message', message, date, after, ...optional('file', found) }]
  }
  const { action, randomId } = message
  if (isInternal(action)) return []
  return [{ kind: 'service', action, randomId, date, after }]
}
