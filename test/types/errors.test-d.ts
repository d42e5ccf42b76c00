import { messages, InvokeWithLayer, auth, bots } from '../../generated/telegram/index.js'
import {
  commonErrors,
  describeError,
  methodInfo,
  methods,
  RpcError,
  RpcErrorName,
  type BadRequestName,
  type BotMethod,
  type BusinessMethod,
  type CommonErrorKey,
  type ErrorsOf,
  type MethodWithoutLogin,
  type OwnErrorsOf,
  type RpcErrorKey,
  type RpcErrorOf,
  type UserMethod,
} from '../../generated/telegram/api/errors/index.js'
import { SendEncrypted } from '../../generated/telegram/api/errors/methods/messages.js'
import { expectType, type Same } from './expect.js'

declare const thrown: unknown
declare function never(value: never): never

// An error that was caught has a code and a name of any kind, and numbers that its name tells of.
if (thrown instanceof RpcError) {
  expectType<Same<typeof thrown.code, number>>()
  expectType<Same<typeof thrown.name, string>>()
  // @ts-expect-error whether it has seconds is not known yet
  void thrown.args.seconds

  // Its name tells its arguments, but not its code: the server may have sent another one than it used to.
  if (thrown.is('FLOOD_WAIT_%d')) {
    expectType<Same<typeof thrown.args.seconds, number>>()
    expectType<Same<typeof thrown.code, number>>()
    expectType<Same<typeof thrown.name, 'FLOOD_WAIT_%d'>>()
    // @ts-expect-error FLOOD_WAIT_%d has seconds
    void thrown.args.dc
  } else if (thrown.is('PEER_ID_INVALID')) {
    expectType<Same<typeof thrown.code, number>>()
    // @ts-expect-error this error has no arguments
    void thrown.args.seconds
  } else if (thrown.is('PREVIOUS_CHAT_IMPORT_ACTIVE_WAIT_%dMIN')) {
    expectType<Same<typeof thrown.args.minutes, number>>()
  } else if (thrown.is(RpcErrorName._2FA_CONFIRM_WAIT_X)) {
    expectType<Same<typeof thrown.name, '2FA_CONFIRM_WAIT_%d'>>()
    expectType<Same<typeof thrown.args.seconds, number>>()
  }

  // Code and name are told together.
  if (thrown.isOneOf(['400 PEER_ID_INVALID', '403 PEER_ID_INVALID'])) {
    expectType<Same<typeof thrown.code, 400 | 403>>()
  }

  // @ts-expect-error there is no such error
  thrown.is('FLOOD_WAIT_33')

  // What the errors of a method and the common ones leave over is unknown; a switch over the others ends.
  if (thrown.isOneOf(SendEncrypted.errors)) {
    switch (thrown.key) {
      case '400 CHAT_ID_INVALID':
      case '400 DATA_INVALID':
      case '400 DATA_TOO_LONG':
      case '400 ENCRYPTION_DECLINED':
      case '400 MSG_WAIT_FAILED':
      case '500 MSG_WAIT_FAILED':
        break
      case '403 USER_IS_BLOCKED':
        expectType<Same<typeof thrown.code, 403>>()
        break
      default:
        never(thrown)
    }
  } else if (thrown.isOneOf(commonErrors)) {
    expectType<Same<typeof thrown.key, CommonErrorKey>>()
  }
}

// The errors of a method can be exhausted by name, and a missing case does not compile.
export function retryable(error: OwnErrorsOf<messages.SendEncrypted>): boolean {
  switch (error.name) {
    case 'MSG_WAIT_FAILED':
      expectType<Same<typeof error.code, 400 | 500>>()
      return true
    case 'CHAT_ID_INVALID':
    case 'DATA_INVALID':
    case 'DATA_TOO_LONG':
    case 'ENCRYPTION_DECLINED':
    case 'USER_IS_BLOCKED':
      return false
    default:
      return never(error)
  }
}
export function incomplete(error: OwnErrorsOf<messages.SendEncrypted>): boolean {
  switch (error.name) {
    case 'MSG_WAIT_FAILED':
      return true
    default:
      // @ts-expect-error the other errors are left
      return never(error)
  }
}

// By key, code and name together are told apart.
declare const service: OwnErrorsOf<messages.SendEncryptedService>
if (service.key === '403 USER_IS_BLOCKED') expectType<Same<typeof service.code, 403>>()
if (service.code === 500) expectType<Same<typeof service.name, 'MSG_WAIT_FAILED'>>()
if (service.is('USER_IS_BLOCKED')) expectType<Same<typeof service.code, 400 | 403>>()
expectType<
  Same<
    typeof service.key,
    | '400 DATA_INVALID'
    | '400 DATA_TOO_LONG'
    | '400 ENCRYPTION_DECLINED'
    | '400 ENCRYPTION_ID_INVALID'
    | '400 MSG_WAIT_FAILED'
    | '400 USER_IS_BLOCKED'
    | '403 USER_DELETED'
    | '403 USER_IS_BLOCKED'
    | '500 MSG_WAIT_FAILED'
  >
>()

// Every method may give the common errors.
declare const any: ErrorsOf<messages.SendEncrypted>
expectType<Same<typeof any.key, OwnErrorsOf<messages.SendEncrypted>['key'] | CommonErrorKey>>()
if (any.name === 'FLOOD_WAIT_%d') expectType<Same<typeof any.args.seconds, number>>()
if (any.code === -503) expectType<Same<typeof any.name, 'MSG_WAIT_TIMEOUT' | 'Timedout' | 'Timeout'>>()

// Names and keys are literal types.
expectType<Same<Extract<BadRequestName, 'CHAT_ID_INVALID'>, 'CHAT_ID_INVALID'>>()
expectType<
  Same<Extract<RpcErrorKey, `${number} USER_IS_BLOCKED`>, '400 USER_IS_BLOCKED' | '403 USER_IS_BLOCKED'>
>()
expectType<Same<RpcErrorOf<'FLOOD_WAIT_%d'>['key'], `${number} FLOOD_WAIT_%d`>>()
expectType<Same<RpcErrorOf<'FLOOD_WAIT_%d'>['args']['seconds'], number>>()
expectType<Same<(typeof RpcErrorName)['FLOOD_WAIT_X'], 'FLOOD_WAIT_%d'>>()

// A bot library refuses what is for users only, and the other way round.
declare function callAsBot<Result>(request: BotMethod<Result>): Result
declare function callAsUser<Result>(request: UserMethod<Result>): Result
declare function callForBusiness(request: BusinessMethod): void
declare function callBeforeLogin(request: MethodWithoutLogin): void
declare const sendMessage: messages.SendMessage
declare const sendEncrypted: messages.SendEncrypted
declare const setCommands: bots.SetBotCommands
declare const sendCode: auth.SendCode
expectType<Same<ReturnType<typeof callAsBot<boolean>>, boolean>>()
callAsBot(sendMessage)
callAsBot(setCommands)
callAsUser(sendMessage)
callAsUser(sendEncrypted)
callForBusiness(sendMessage)
callBeforeLogin(sendCode)
// @ts-expect-error only users have secret chats
callAsBot(sendEncrypted)
// @ts-expect-error only bots have commands
callAsUser(setCommands)
// @ts-expect-error secret chats do not go through a business connection
callForBusiness(sendEncrypted)
// @ts-expect-error a message needs somebody who is logged in
callBeforeLogin(sendMessage)
callAsBot(new InvokeWithLayer({ layer: 1, query: sendMessage }))

// The same as data.
expectType<Same<typeof SendEncrypted.availability.bots, false>>()
expectType<Same<typeof methods.messages.SendEncrypted, typeof SendEncrypted>>()
expectType<Same<(typeof methodInfo)['messages.sendEncrypted'], typeof SendEncrypted>>()
expectType<Same<ReturnType<typeof describeError>, string | undefined>>()
