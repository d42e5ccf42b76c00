// A program of a library that uses the published package: type-checked strictly, then run.
import { constructorId, generate } from 'tlforge'
import { TlReadError, type ResultOf } from 'tlforge/runtime'
import { SecretChats, encodeForLayer } from 'tlforge/secret-chat'
import { nodeCrypto } from 'tlforge/secret-chat/node'
import { wasmCrypto } from 'tlforge/secret-chat/wasm'
import { InitConnection, InputEncryptedChat, InvokeWithLayer, help, messages } from 'tlforge/telegram'
import { RpcError, type ErrorsOf } from 'tlforge/telegram/errors'
import { SendEncrypted as SendEncryptedInfo } from 'tlforge/telegram/errors/messages'
import { json } from 'tlforge/telegram/json'
import { SendEncrypted } from 'tlforge/telegram/messages'
import { Ping } from 'tlforge/telegram/mtproto'
import { registry } from 'tlforge/telegram/registry'
import { DecryptedMessage } from 'tlforge/telegram/secret'
import { layers } from 'tlforge/telegram/secret/layers'

const check = (what: string, holds: boolean): void => {
  if (!holds) throw new Error(`failed: ${what}`)
}
const hex = (bytes: Uint8Array): string =>
  Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')

const request = new messages.SendEncrypted({
  silent: true,
  peer: new InputEncryptedChat({ chatId: 0x01020304, accessHash: 0x1122334455667788n }),
  randomId: 0x0102030405060708n,
  data: Uint8Array.of(1, 2, 3, 4, 5),
})
check(
  'bytes of messages.sendEncrypted',
  hex(request.toBytes()) ===
    '157afa4401000000e1b541f104030201887766554433221108070605040302010501020304050000',
)
check('the namespace and its own entry have one class', SendEncrypted === messages.SendEncrypted)
check('the registry finds it', registry.find(0x44fa7a15) === SendEncrypted)
check(
  'JSON and back',
  hex(json.fromJson(SendEncrypted, json.toJson(request)).toBytes()) === hex(request.toBytes()),
)

const reply = new messages.SentEncryptedMessage({ date: 5 })
const result: ResultOf<messages.SendEncrypted> = messages.SendEncrypted.decodeResult(reply.toBytes())
check('the result', result._ === 'messages.sentEncryptedMessage' && result.date === 5)

const query = new help.GetConfig()
const wrapped = new InvokeWithLayer({
  layer: 228,
  query: new InitConnection({
    apiId: 1,
    deviceModel: 'none',
    systemVersion: 'none',
    appVersion: '1',
    systemLangCode: 'en',
    langPack: '',
    langCode: 'en',
    query,
  }),
})
const decodeConfig: (reply: Uint8Array) => { readonly thisDc: number } = (bytes) =>
  wrapped.decodeResult(bytes)
check('a wrapper reads the result of its query', typeof decodeConfig === 'function')

let refused: unknown
try {
  messages.SendEncrypted.fromBytes(request.toBytes().subarray(0, 30))
} catch (error) {
  refused = error
}
check('input that ends early', refused instanceof TlReadError && refused.path === 'randomId')

const message = new DecryptedMessage({ randomId: 1n, ttl: 0, message: 'hi' })
check(
  'a form for an older layer',
  encodeForLayer(message, 17).length > 0 && layers.toLayer(message, 144)._ === 'decryptedMessage',
)
check('secret chats', typeof SecretChats === 'function' && typeof nodeCrypto === 'function')
check('their other cryptography', typeof wasmCrypto === 'function')

type Code = ErrorsOf<messages.SendEncrypted>['code']
const codes: readonly Code[] = [400, 403, 500]
check('errors', codes.length === 3 && SendEncryptedInfo.errors.includes('403 USER_IS_BLOCKED'))
const wait = RpcError.from(420, 'FLOOD_WAIT_33', 'messages.sendEncrypted')
check('the argument of an error', wait.is('FLOOD_WAIT_%d') && wait.args.seconds === 33)

check('MTProto', Ping.fromBytes(new Ping({ pingId: 1n }).toBytes()).pingId === 1n)
check('end to end', new DecryptedMessage({ randomId: 1n, ttl: 0, message: 'hi' }).toBytes().length > 0)
check('ids', constructorId('boolTrue = Bool') === 0x997275b5)
const generated = await generate({
  schemas: [{ name: 'tiny', sources: [{ name: 'tiny.tl', text: 'pong a:int = Pong;' }], idRule: 'auto' }],
  main: 'tiny',
  importExtension: 'js',
  runtime: [],
  version: '0.0.0',
})
check(
  'the generator as a library',
  generated.files.some(({ path }) => path === 'tiny/types/pong.ts'),
)
console.log('all fine')
