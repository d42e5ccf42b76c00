import type { TypeDecryptedMessageAction } from '../../generated/telegram/secret/index.js'
import { SecretChatError } from './errors.js'

/** What the chat says by itself, and what an application calls instead of saying it. */
const instead: ReadonlyMap<string, string> = /* @__PURE__ */ new Map([
  ['decryptedMessageActionNotifyLayer', 'resume'],
  ['decryptedMessageActionResend', 'askAgain'],
  ['decryptedMessageActionRequestKey', 'renewKey'],
  ['decryptedMessageActionAcceptKey', 'renewKey'],
  ['decryptedMessageActionCommitKey', 'renewKey'],
  ['decryptedMessageActionAbortKey', 'renewKey'],
])

/** What the machine does by itself is no event of the application. */
export function isInternal({ _: name }: TypeDecryptedMessageAction): boolean {
  return instead.has(name) || name === 'decryptedMessageActionNoop'
}

/**
 * Refuses an action that would contradict what the chat itself says: a layer that it does not have, a key that nobody
 * has made. `decryptedMessageActionNoop` says nothing, and may be sent.
 * @throws SecretChatError `wrong-argument`
 */
export function checkAction({ _: name }: TypeDecryptedMessageAction): void {
  const method = instead.get(name)
  if (method === undefined) return
  throw new SecretChatError('wrong-argument', `${name} is said by the chat itself: use ${method}`)
}
