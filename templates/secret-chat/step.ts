import { DiscardEncryption } from '../../generated/telegram/api/functions/messages/discard-encryption.js'
import type { EndCode } from './errors.js'
import type { Outcome } from './outcome.js'
import { ended, type SecretChatState } from './state.js'

/** The chat is over: its keys are forgotten, and the server is told. */
export function endOutcome(state: SecretChatState, reason: EndCode, deleteHistory = false): Outcome {
  if (state.phase === 'ended') return { state, requests: [], events: [] }
  return {
    state: ended(state, reason),
    requests: [new DiscardEncryption({ chatId: state.chatId, deleteHistory })],
    events: [{ kind: 'ended', reason }],
  }
}
