// Straight-line codecs for two workloads, everything inlined and nothing checked: a ceiling, not a product.
let buffer = new Uint8Array(1 << 16)
let view = new DataView(buffer.buffer)
const halves = new Int32Array(2)
const whole = new BigInt64Array(halves.buffer)

export const encode = (x) => buffer.slice(0, x.write())
/** Only to the buffer that is kept; the first time for who compares what is written. */
export const write = (x, target) => {
  const length = x.write()
  if (target[0] === 0) target.set(buffer.subarray(0, length))
  return length
}

export class encryptedMessage {
  constructor(from) {
    this.randomId = from.randomId
    this.chatId = from.chatId
    this.date = from.date
    this.bytes = from.bytes
    this.file = from.file
  }
  write() {
    view.setInt32(0, 0xed18c118 | 0, true)
    whole[0] = this.randomId
    view.setInt32(4, halves[0], true)
    view.setInt32(8, halves[1], true)
    view.setInt32(12, this.chatId, true)
    view.setInt32(16, this.date, true)
    const { bytes, file } = this
    let at = 20
    if (bytes.length < 254) buffer[at++] = bytes.length
    else {
      view.setInt32(at, (bytes.length << 8) | 254, true)
      at += 4
    }
    buffer.set(bytes, at)
    at += bytes.length
    while (at & 3) buffer[at++] = 0
    return file.write(at)
  }
  static read(bytes) {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
    halves[0] = view.getInt32(4, true)
    halves[1] = view.getInt32(8, true)
    const randomId = whole[0]
    const chatId = view.getInt32(12, true)
    const date = view.getInt32(16, true)
    let at = 21
    let length = bytes[20]
    if (length === 254) {
      length = view.getInt32(20, true) >>> 8
      at = 24
    }
    const data = new Uint8Array(bytes.buffer, bytes.byteOffset + at, length)
    at = (at + length + 3) & ~3
    const file =
      view.getInt32(at, true) === (0xa8008cd8 | 0) ? encryptedFile.read(view, at) : new encryptedFileEmpty()
    return new encryptedMessage({ randomId, chatId, date, bytes: data, file })
  }
}

export class encryptedFileEmpty {
  write(at) {
    view.setInt32(at, 0xc21f497e | 0, true)
    return at + 4
  }
}

export class encryptedFile {
  constructor(from) {
    this.id = from.id
    this.accessHash = from.accessHash
    this.size = from.size
    this.dcId = from.dcId
    this.keyFingerprint = from.keyFingerprint
  }
  write(at) {
    view.setInt32(at, 0xa8008cd8 | 0, true)
    whole[0] = this.id
    view.setInt32(at + 4, halves[0], true)
    view.setInt32(at + 8, halves[1], true)
    whole[0] = this.accessHash
    view.setInt32(at + 12, halves[0], true)
    view.setInt32(at + 16, halves[1], true)
    whole[0] = this.size
    view.setInt32(at + 20, halves[0], true)
    view.setInt32(at + 24, halves[1], true)
    view.setInt32(at + 28, this.dcId, true)
    view.setInt32(at + 32, this.keyFingerprint, true)
    return at + 36
  }
  static read(view, at) {
    const long = (p) => {
      halves[0] = view.getInt32(p, true)
      halves[1] = view.getInt32(p + 4, true)
      return whole[0]
    }
    return new encryptedFile({
      id: long(at + 4),
      accessHash: long(at + 12),
      size: long(at + 20),
      dcId: view.getInt32(at + 28, true),
      keyFingerprint: view.getInt32(at + 32, true),
    })
  }
}

export class updateDeleteMessages {
  constructor(from) {
    this.messages = from.messages
    this.pts = from.pts
    this.ptsCount = from.ptsCount
  }
  write() {
    const { messages } = this
    if (buffer.length < messages.length * 4 + 64) {
      buffer = new Uint8Array(messages.length * 8)
      view = new DataView(buffer.buffer)
    }
    view.setInt32(0, 0xa20db0e5 | 0, true)
    view.setInt32(4, 0x1cb5c415, true)
    view.setInt32(8, messages.length, true)
    let at = 12
    for (let i = 0; i < messages.length; i++, at += 4) view.setInt32(at, messages[i], true)
    view.setInt32(at, this.pts, true)
    view.setInt32(at + 4, this.ptsCount, true)
    return at + 8
  }
  static read(bytes) {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
    const count = view.getInt32(8, true)
    const messages = []
    let at = 12
    for (let i = 0; i < count; i++, at += 4) messages.push(view.getInt32(at, true))
    return new updateDeleteMessages({
      messages,
      pts: view.getInt32(at, true),
      ptsCount: view.getInt32(at + 4, true),
    })
  }
}
