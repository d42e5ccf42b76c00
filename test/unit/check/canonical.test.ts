import { describe, expect, it } from 'vitest'
import {
  canonicalText,
  constructorId,
  formatId,
  type HashRule,
  type IdentifiedSyntax,
} from '../../../generator/check/canonical.js'
import { parseSchema } from '../../../generator/syntax/parse.js'

function parseOne(text: string): IdentifiedSyntax {
  const { schema, diagnostics } = parseSchema({ name: 'test.tl', text })
  expect(diagnostics).toEqual([])
  const [item] = schema.items
  if (item?.kind !== 'combinator' && item?.kind !== 'builtin') throw new Error(`no definition: ${text}`)
  return item
}

const idOf = (text: string, rule: HashRule) => formatId(constructorId(canonicalText(parseOne(text), rule)))

describe('constructorId', () => {
  it('is an unsigned CRC32', () => {
    expect(constructorId('123456789')).toBe(0xcbf43926)
    expect(constructorId('')).toBe(0)
  })

  it('takes the CRC32 of the UTF-8 bytes', () => {
    expect(formatId(constructorId('é'))).toBe('0e048d3e')
    expect(formatId(constructorId('😀'))).toBe('054db544')
  })

  it('is written with eight digits', () => {
    expect(formatId(0x89f5c4a)).toBe('089f5c4a')
  })
})

describe('the rule telegram', () => {
  it.each([
    [
      'messages.sendEncrypted flags:# silent:flags.0?true peer:InputEncryptedChat random_id:long data:bytes = messages.SentEncryptedMessage;',
      '44fa7a15',
    ],
    [
      'messages.sendEncryptedService peer:InputEncryptedChat random_id:long data:bytes = messages.SentEncryptedMessage;',
      '32d439a4',
    ],
    ['vector {t:Type} # [ t ] = Vector t;', '1cb5c415'],
    ['boolTrue = Bool;', '997275b5'],
    ['boolFalse = Bool;', 'bc799737'],
    ['true = True;', '3fedd339'],
    ['int ? = Int;', 'a8509bda'],
    ['invokeWithLayer {X:Type} layer:int query:!X = X;', 'da9b0d0d'],
    ['users.getUsers id:Vector<InputUser> = Vector<User>;', '0d91a548'],
    ['msg_copy orig_message:Message = MessageCopy;', 'e06046b2'],
    ['rpc_result req_msg_id:long result:Object = RpcResult;', 'f35c6d01'],
    ['future_salts req_msg_id:long now:int salts:vector<future_salt> = FutureSalts;', 'ae500895'],
  ])('%s', (text, id) => {
    expect(idOf(text, 'telegram')).toBe(id)
  })

  it.each([
    ['f flags:# a:flags.0?true b:flags.1?bytes = X;', 'f flags:# b:flags.1?string = X'],
    ['f a:Vector<bytes> b:%Bytes c:bytes = X;', 'f a:Vector bytes b:%Bytes c:string = X'],
    ['f a:true b:flags?true = X;', 'f a:true b:flags?true = X'],
    ['f {X:Type} q:!X = X;', 'f X:Type q:!X = X'],
    ['f (a b:bytes) = X;', 'f a:string b:string = X'],
    ['f  _:int\n  n:# v:n*[ a:int b:bytes ] = X;', 'f _:int n:# v:n*[ a:int b:string ] = X'],
  ])('%s', (text, canonical) => {
    expect(canonicalText(parseOne(text), 'telegram')).toBe(canonical)
  })
})

describe('the rule tdlib', () => {
  it.each([
    ['liteServer.query data:bytes = Object;', '798c06df'],
    ['liteServer.getMasterchainInfo = liteServer.MasterchainInfo;', '89b5e62e'],
    [
      'liteServer.listBlockTransactions id:tonNode.blockIdExt mode:# count:# after:mode.7?liteServer.transactionId3 reverse_order:mode.6?true want_proof:mode.5?true = liteServer.BlockTransactions;',
      'adfcc7da',
    ],
    ['pub.ed25519 key:int256 = PublicKey;', '4813b4c6'],
    ['int128 4*[ int ] = Int128;', '84ccf7b7'],
    ['int256 8*[ int ] = Int256;', '7bedeb5b'],
    ['int ? = Int;', 'a8509bda'],
    ['long ? = Long;', '22076cba'],
    ['double ? = Double;', '2210c154'],
    ['string ? = String;', 'b5286e24'],
    ['vector {t:Type} # [ t ] = Vector t;', '1cb5c415'],
    ['tuple {t:Type} {n:#} [ t ] = Tuple t n;', '9770768a'],
  ])('%s', (text, id) => {
    expect(idOf(text, 'tdlib')).toBe(id)
  })

  it.each([
    ['f mode:# a:mode.0?true b:bytes = X;', 'f mode:# a:mode.0?true b:bytes = X'],
    ['f {X:Type} q:!X = X;', 'f X:Type q:X = X'],
    ['f a:%Foo b:%foo c:%ns.Foo d:%Ns.foo = X;', 'f a:%Foo b:foo c:%ns.Foo d:Ns.foo = X'],
    ['f {t:Type} %(Vector %(Pair t t)) = X t;', 'f t:Type %Vector %Pair t t = X t'],
    ['f a:(1+32)*[ int ] = X;', 'f a:33*[ int ] = X'],
    ['f {n:#} a:(Tuple int (1+n+2)) = X n;', 'f n:# a:Tuple int n+3 = X n'],
  ])('%s', (text, canonical) => {
    expect(canonicalText(parseOne(text), 'tdlib')).toBe(canonical)
  })
})

it('takes another name', () => {
  const item = parseOne('sendMessageTypingAction8 = SendMessageAction;')
  expect(formatId(constructorId(canonicalText(item, 'telegram', 'sendMessageTypingAction')))).toBe('16bf744e')
})

it('hashes `=>` as `=` and leaves annotations out', () => {
  expect(canonicalText(parseOne('@read f a:int => Bool;'), 'tdlib')).toBe('f a:int = Bool')
})
