import { describe, expect, it } from 'vitest'
import { SendEncryptedService } from '../../generated/telegram/api/functions/messages/send-encrypted-service.js'
import { SendEncrypted } from '../../generated/telegram/api/functions/messages/send-encrypted.js'
import { InputEncryptedChat } from '../../generated/telegram/api/types/input-encrypted-chat.js'
import { DecryptedMessageMediaDocument } from '../../generated/telegram/secret/index.js'
import type { JsonClass } from '../../generated/telegram/runtime/json.js'
import { discriminantOf } from '../../generated/telegram/runtime/object.js'
import { definitionsOf, loadTelegram } from '../support/telegram.js'
import { hex } from '../support/same.js'

const telegram = await loadTelegram()
const peer = new InputEncryptedChat({ chatId: 0x01020304, accessHash: 0x1122334455667788n })
const randomId = 0x0102030405060708n
const data = Uint8Array.of(1, 2, 3, 4, 5)

/** On the wire; other implementations write the same. */
describe('golden bytes', () => {
  const silent = '157afa4401000000e1b541f104030201887766554433221108070605040302010501020304050000'
  const service = 'a439d432e1b541f104030201887766554433221108070605040302010501020304050000'

  it('messages.sendEncrypted, silent', () => {
    const request = new SendEncrypted({ silent: true, peer, randomId, data })
    expect(hex(request.toBytes())).toBe(silent)
    expect(SendEncrypted.fromBytes(Buffer.from(silent, 'hex'))).toEqual(request)
  })

  it('messages.sendEncrypted, not silent', () => {
    const request = new SendEncrypted({ peer, randomId, data })
    expect(hex(request.toBytes())).toBe(silent.replace('4401', '4400'))
  })

  it('messages.sendEncryptedService', () => {
    const request = new SendEncryptedService({ peer, randomId, data })
    expect(hex(request.toBytes())).toBe(service)
    expect(SendEncryptedService.fromBytes(Buffer.from(service, 'hex'))).toEqual(request)
  })
})

/** Ids as Telegram's documentation gives them: `module name` → hexadecimal. */
const publishedIds: Readonly<Record<string, string>> = {
  'api messages.sendEncrypted': '44fa7a15',
  'api messages.sendEncryptedService': '32d439a4',
  'api messages.sendEncryptedFile': '5559481d',
  'api messages.getDhConfig': '26cf8950',
  'api messages.requestEncryption': 'f64daf43',
  'api messages.acceptEncryption': '3dbc0415',
  'api messages.discardEncryption': 'f393aea0',
  'api messages.setEncryptedTyping': '791451ed',
  'api messages.readEncryptedHistory': '7f4b690a',
  'api messages.receivedQueue': '55a5bb66',
  'api messages.reportEncryptedSpam': '4b0c8c0f',
  'api messages.uploadEncryptedFile': '5057c497',
  'api inputEncryptedChat': 'f141b5e1',
  'api encryptedChat': '61f0d4c7',
  'api encryptedMessage': 'ed18c118',
  'api encryptedMessageService': '23734b06',
  'api messages.sentEncryptedMessage': '560f8935',
  'api messages.sentEncryptedFile': '9493ff32',
  'api updateNewEncryptedMessage': '12bcbd9a',
  'mtproto msg_container': '73f1f8dc',
  'mtproto gzip_packed': '3072cfa1',
  'mtproto future_salts': 'ae500895',
  'secret decryptedMessage8': '1f814f1f',
  'secret decryptedMessage17': '204d3878',
  'secret decryptedMessage45': '36b091de',
  'secret decryptedMessage': '91cc4674',
  'secret decryptedMessageService8': 'aa48327d',
  'secret decryptedMessageService': '73164160',
  'secret decryptedMessageLayer': '1be31789',
  'secret decryptedMessageMediaDocument': '6abd9782',
  'secret decryptedMessageActionNotifyLayer': 'f3048883',
  'secret documentAttributeVideo': 'ef02ce6',
  'secret messageEntityCustomEmoji': 'c8cf05f8',
}

describe('constructor ids', () => {
  it.each(Object.entries(publishedIds))('%s is %s', (name, id) => {
    const [module = '', key = ''] = name.split(' ')
    const found = Object.entries(telegram).find(([of]) => of === module)?.[1]
    expect([...(found?.classes.values() ?? [])].find((type) => nameOf(type) === key)).toHaveProperty(
      'id',
      Number.parseInt(id, 16),
    )
  })

  it('is unique within each schema, and of 32 bits', () => {
    for (const { schema } of Object.values(telegram)) {
      const ids = definitionsOf(schema).map(({ id }) => id)
      expect(new Set(ids).size).toBe(ids.length)
      for (const id of ids) expect(id).toBe(id >>> 0)
    }
  })

  it('stands before the fields of every value', () => {
    const media = new DecryptedMessageMediaDocument({
      ...{ thumb: data, thumbW: 1, thumbH: 2, mimeType: '', size: 2n ** 40n },
      ...{ key: data, iv: data, attributes: [], caption: '' },
    })
    expect(hex(media.toBytes()).slice(0, 8)).toBe('8297bd6a')
    expect(DecryptedMessageMediaDocument.id).toBe(0x6abd9782)
  })
})

function nameOf(type: JsonClass): string {
  return discriminantOf(type)
}
