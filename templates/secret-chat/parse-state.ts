import { fromBase64 } from '../../generated/telegram/runtime/base64.js'
import { claim } from '../../generated/telegram/runtime/claim.js'
import { SecretChatError, type EndCode } from './errors.js'
import { firstLayer } from './layer-rules.js'
import type {
  AcceptedChat,
  AcceptedKey,
  ChatKey,
  EndedChat,
  HeldMessage,
  PreviousKey,
  ReadyChat,
  RequestedChat,
  RequestedKey,
  SecretChatState,
  SentKind,
  SentMessage,
} from './state.js'

/** What is wrong with a value that stands at a path; undefined where nothing is. */
type Check = (value: unknown, path: string) => string | undefined

const check =
  (isRight: (value: unknown) => boolean, what: string): Check =>
  (value, path) =>
    isRight(value) ? undefined : `\`${path}\` is not ${what}`

const integer = (from: number, to: number): Check =>
  check(
    (value) => typeof value === 'number' && Number.isInteger(value) && value >= from && value <= to,
    `an integer from ${String(from)} to ${String(to)}`,
  )

const maxInt = 2 ** 31 - 1
const int = integer(-(2 ** 31), maxInt)
const count = integer(0, maxInt)
const layer = integer(firstLayer, maxInt)
const seconds = check((value) => Number.isFinite(value), 'a number of seconds')
const flag = check((value) => typeof value === 'boolean', 'true or false')

const long = check(
  (value) =>
    typeof value === 'string' &&
    /^-?\d{1,19}$/.test(value) &&
    BigInt.asIntN(64, BigInt(value)) === BigInt(value),
  'an int64 in decimal digits',
)

const bytes = (from: number, to = Number.MAX_SAFE_INTEGER): Check =>
  check(
    (value) => {
      const length = typeof value === 'string' ? fromBase64(value)?.length : undefined
      return length !== undefined && length >= from && length <= to
    },
    from === to ? `${String(from)} bytes in base64` : `${String(from)} bytes or more in base64`,
  )

const oneOf = (values: readonly unknown[]): Check =>
  check(
    (value) => values.includes(value),
    values.length === 1 ? String(values[0]) : `one of ${values.join(', ')}`,
  )

const optional =
  (inner: Check): Check =>
  (value, path) =>
    value === undefined ? undefined : inner(value, path)

const list =
  (inner: Check): Check =>
  (value, path) => {
    if (!Array.isArray(value)) return `\`${path}\` is not a list`
    const items: readonly unknown[] = value
    return firstProblem(items.map((item, index) => () => inner(item, `${path}.${String(index)}`)))
  }

/** Every field of a type has to be named; fields that are not may be there. */
const fields =
  <T>(checks: { readonly [Key in keyof Required<T>]: Check }): Check =>
  (value, path) => {
    const found = entriesOf(value)
    if (!found) return `\`${path}\` is not an object`
    return firstProblem(
      Object.entries<Check>(checks).map(([key, inner]) => () => {
        const at = path === '' ? key : `${path}.${key}`
        const problem = inner(found.get(key), at)
        return problem !== undefined && !found.has(key) ? `\`${at}\` is missing` : problem
      }),
    )
  }

/** The object of one of several types, told by one of its fields. */
const variant =
  (key: string, checks: Readonly<Record<string, Check>>): Check =>
  (value, path) => {
    const found = entriesOf(value)
    if (!found) return `\`${path}\` is not an object`
    const at = path === '' ? key : `${path}.${key}`
    const name = found.get(key)
    const inner = typeof name === 'string' && Object.hasOwn(checks, name) ? checks[name] : undefined
    return inner ? inner(value, path) : oneOf(Object.keys(checks))(name, at)
  }

function entriesOf(value: unknown): ReadonlyMap<string, unknown> | undefined {
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value)
  return isObject ? new Map(Object.entries(value)) : undefined
}

function firstProblem(problems: readonly (() => string | undefined)[]): string | undefined {
  for (const problem of problems) {
    const found = problem()
    if (found !== undefined) return found
  }
  return undefined
}

/** What has been looked at already, to know which fields there must be. */
const known: Check = () => undefined
const base = { format: known, phase: known, chatId: int, accessHash: long, originator: flag }
const exchanging = { ...base, g: integer(2, 7), p: bytes(256), myLayer: layer }

const keyFields = { bytes: bytes(256, 256), fingerprint: long, since: seconds, uses: count }
const key = fields<ChatKey>(keyFields)
const previousKey = fields<PreviousKey>({ ...keyFields, until: count })
const exchange = variant('kind', {
  requested: fields<RequestedKey>({ kind: known, id: long, secret: bytes(256, 256) }),
  accepted: fields<AcceptedKey>({ kind: known, id: long, key: bytes(256, 256), fingerprint: long }),
})

const kinds: Readonly<Record<SentKind, true>> = { message: true, file: true, service: true }
const sentMessage = fields<SentMessage>({
  seqNo: count,
  randomId: long,
  kind: oneOf(Object.keys(kinds)),
  silent: flag,
  file: optional(bytes(4)),
  plain: bytes(4),
  confirmed: flag,
})
const heldMessage = fields<HeldMessage>({
  seqNo: count,
  plain: bytes(4),
  date: int,
  file: optional(bytes(4)),
})

const reasons: Readonly<Record<EndCode, true>> = {
  discarded: true,
  'unsafe-key-exchange': true,
  'different-keys': true,
  'wrong-sequence': true,
  'wrong-resend': true,
  'fallen-layer': true,
}

const phases: Readonly<Record<SecretChatState['phase'], Check>> = {
  requested: fields<RequestedChat>({
    ...exchanging,
    secret: bytes(256, 256),
    early: optional(list(bytes(4))),
  }),
  accepted: fields<AcceptedChat>({ ...exchanging, key: bytes(256, 256), gA: bytes(1), gB: bytes(256, 256) }),
  ready: fields<ReadyChat>({
    ...exchanging,
    visualisation: bytes(36, 36),
    key,
    previousKey: optional(previousKey),
    exchange: optional(exchange),
    peerLayer: layer,
    peerMessageLayer: count,
    ...{ sent: count, received: count, acknowledged: count, askedUpTo: count, announced: optional(count) },
    outbox: list(sentMessage),
    held: list(heldMessage),
  }),
  ended: fields<EndedChat>({ ...base, reason: oneOf(Object.keys(reasons)) }),
}
const state = variant('phase', phases)

/**
 * The state that `JSON.stringify` wrote.
 * @throws SecretChatError `wrong-argument` for a text that is none: it says which field is wrong
 */
export function parseState(text: string): SecretChatState {
  const value = parseJson(text)
  const found = entriesOf(value)
  if (!found) throw noState('it is not an object')
  const problem = oneOf([1])(found.get('format'), 'format') ?? state(value, '')
  if (problem !== undefined) throw noState(problem)
  // Every field was seen to be what its type says.
  return claim<SecretChatState>(value)
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw noState('it is not JSON')
  }
}

function noState(problem: string): SecretChatError {
  return new SecretChatError('wrong-argument', `the text is no state of a secret chat: ${problem}`)
}
