/* eslint-disable @typescript-eslint/consistent-type-assertions -- indexes are in range by construction */
import { i32, i64, TlError } from './scratch.js'
import { decodeText } from './text.js'

export class Reader {
  pos = 0
  readonly end: number
  readonly view: DataView
  readonly buf: Uint8Array
  constructor(buf: Uint8Array) {
    this.buf = buf
    this.end = buf.length
    this.view = new DataView(buf.buffer, buf.byteOffset, buf.length)
  }
  short(need: number): never {
    throw new TlError(`input ends at ${this.end}, ${need} more bytes were needed at ${this.pos}`)
  }
  unknown(type: string): never {
    const id = this.view
      .getUint32(this.pos - 4, true)
      .toString(16)
      .padStart(8, '0')
    throw new TlError(`unknown constructor 0x${id} at offset ${this.pos - 4}, expected ${type}`)
  }
  int(): number {
    const p = this.pos
    if (p + 4 > this.end) this.short(4)
    this.pos = p + 4
    return this.view.getInt32(p, true)
  }
  long(): bigint {
    const p = this.pos
    if (p + 8 > this.end) this.short(8)
    this.pos = p + 8
    i32[0] = this.view.getInt32(p, true)
    i32[1] = this.view.getInt32(p + 4, true)
    return i64[0] as bigint
  }
  double(): number {
    const p = this.pos
    if (p + 8 > this.end) this.short(8)
    this.pos = p + 8
    return this.view.getFloat64(p, true)
  }
  bool(): boolean {
    const id = this.int()
    if (id === (0x997275b5 | 0)) return true
    if (id === (0xbc799737 | 0)) return false
    return this.unknown('Bool')
  }
  /** Leaves `pos` at the content, returns its length; `skip` moves behind it. */
  private head(): number {
    const p = this.pos
    if (p >= this.end) this.short(4)
    const n = this.buf[p] as number
    if (n < 254) {
      this.pos = p + 1
      return n
    }
    if (n === 255 || p + 4 > this.end) this.short(4)
    this.pos = p + 4
    return this.view.getUint32(p, true) >>> 8
  }
  private skip(n: number): number {
    const p = this.pos
    const next = p + n + (-(p + n) & 3)
    if (next > this.end) this.short(next - p)
    this.pos = next
    return p
  }
  bytes(): Uint8Array {
    const n = this.head()
    const p = this.skip(n)
    return new Uint8Array(this.buf.buffer, this.buf.byteOffset + p, n)
  }
  string(): string {
    const n = this.head()
    const p = this.skip(n)
    return n === 0 ? '' : decodeText(this.buf, p, n)
  }
  raw(n: number): Uint8Array {
    const p = this.pos
    if (p + n > this.end) this.short(n)
    this.pos = p + n
    return new Uint8Array(this.buf.buffer, this.buf.byteOffset + p, n)
  }
  count(): number {
    if (this.int() !== 0x1cb5c415) this.unknown('Vector')
    const n = this.int()
    if (n < 0 || n * 4 > this.end - this.pos) this.short(n * 4)
    return n
  }
  vector<T>(read: (r: Reader) => T): T[] {
    const n = this.count()
    const items: T[] = []
    for (let i = 0; i < n; i++) items.push(read(this))
    return items
  }
  ints(): number[] {
    const n = this.count()
    const items: number[] = []
    for (let i = 0; i < n; i++) items.push(this.int())
    return items
  }
  longs(): bigint[] {
    const n = this.count()
    if (n * 8 > this.end - this.pos) this.short(n * 8)
    const items: bigint[] = []
    if (n < 16) for (let i = 0; i < n; i++) items.push(this.long())
    else {
      const p = this.pos
      this.pos = p + n * 8
      const words = new BigInt64Array(this.buf.slice(p, this.pos).buffer)
      for (let i = 0; i < n; i++) items.push(words[i] as bigint)
    }
    return items
  }
  strings(): string[] {
    const n = this.count()
    const items: string[] = []
    for (let i = 0; i < n; i++) items.push(this.string())
    return items
  }
  byteses(): Uint8Array[] {
    const n = this.count()
    const items: Uint8Array[] = []
    for (let i = 0; i < n; i++) items.push(this.bytes())
    return items
  }
}
