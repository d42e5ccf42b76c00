/* eslint-disable @typescript-eslint/consistent-type-assertions -- indexes are in range by construction */
import { i32, i64, TlError } from './scratch.js'
import { node } from './text.js'

const encoder = /* @__PURE__ */ new TextEncoder()
const utf8Write = node.utf8Write

export interface Writable {
  $write(w: Writer): void
}

export class Writer {
  pos = 0
  cap = 1024
  buf: Uint8Array<ArrayBuffer> = new Uint8Array(1024)
  view: DataView = new DataView(this.buf.buffer)
  grow(need: number): void {
    this.cap = Math.max(this.cap * 2, this.pos + need)
    const old = this.buf
    this.buf = new Uint8Array(this.cap)
    this.buf.set(old)
    this.view = new DataView(this.buf.buffer)
  }
  bad(value: unknown, type: string): never {
    throw new TlError(`expected ${type}, got ${typeof value} ${String(value)}`)
  }
  /** An id or a flag word: known to be in range. */
  id(v: number): void {
    const p = this.pos
    if (p + 4 > this.cap) this.grow(4)
    this.pos = p + 4
    this.view.setInt32(p, v, true)
  }
  int(v: number): void {
    if (v !== (v | 0)) this.bad(v, 'int')
    const p = this.pos
    if (p + 4 > this.cap) this.grow(4)
    this.pos = p + 4
    this.view.setInt32(p, v, true)
  }
  long(v: bigint): void {
    if (typeof v !== 'bigint') this.bad(v, 'long')
    i64[0] = v
    if (i64[0] !== v) this.bad(v, 'long')
    const p = this.pos
    if (p + 8 > this.cap) this.grow(8)
    this.pos = p + 8
    this.view.setInt32(p, i32[0] as number, true)
    this.view.setInt32(p + 4, i32[1] as number, true)
  }
  double(v: number): void {
    if (typeof v !== 'number') this.bad(v, 'double')
    const p = this.pos
    if (p + 8 > this.cap) this.grow(8)
    this.pos = p + 8
    this.view.setFloat64(p, v, true)
  }
  bool(v: boolean): void {
    if (typeof v !== 'boolean') this.bad(v, 'Bool')
    this.id(v ? 0x997275b5 : 0xbc799737)
  }
  bytes(v: Uint8Array): void {
    if (!(v instanceof Uint8Array)) this.bad(v, 'bytes')
    const n = v.length
    if (n > 0xffffff) this.bad(n, 'bytes')
    if (this.pos + n + 8 > this.cap) this.grow(n + 8)
    let p = this.pos
    if (n < 254) this.buf[p++] = n
    else {
      this.view.setInt32(p, (n << 8) | 254, true)
      p += 4
    }
    this.buf.set(v, p)
    this.pad(p + n)
  }
  private pad(p: number): void {
    const b = this.buf
    while (p & 3) b[p++] = 0
    this.pos = p
  }
  raw(v: Uint8Array, n: number): void {
    if (!(v instanceof Uint8Array) || v.length !== n) this.bad(v, `${n} bytes`)
    if (this.pos + n > this.cap) this.grow(n)
    this.buf.set(v, this.pos)
    this.pos += n
  }
  string(v: string): void {
    if (typeof v !== 'string') this.bad(v, 'string')
    const n = v.length
    if (this.pos + n * 3 + 8 > this.cap) this.grow(n * 3 + 8)
    if (n <= 24) {
      const b = this.buf
      const p = this.pos + 1
      let i = 0
      for (; i < n; i++) {
        const c = v.charCodeAt(i)
        if (c > 127) break
        b[p + i] = c
      }
      if (i === n) {
        b[p - 1] = n
        this.pad(p + n)
        return
      }
    }
    this.text(v)
  }
  private text(v: string): void {
    const p = this.pos
    const at = v.length < 254 ? 1 : 4
    const b = this.buf
    let n =
      utf8Write === undefined
        ? encoder.encodeInto(v, b.subarray(p + at)).written
        : utf8Write.call(b, v, p + at, this.cap - p - at)
    if (at === 1 && n > 253) {
      b.copyWithin(p + 4, p + 1, p + 1 + n)
      this.view.setInt32(p, (n << 8) | 254, true)
      n += 4
    } else if (at === 4) {
      if (n > 0xffffff) this.bad(n, 'string')
      this.view.setInt32(p, (n << 8) | 254, true)
      n += 4
    } else {
      b[p] = n
      n += 1
    }
    this.pad(p + n)
  }
  count(items: readonly unknown[]): number {
    if (!Array.isArray(items)) this.bad(items, 'Vector')
    this.id(0x1cb5c415)
    this.id(items.length)
    return items.length
  }
  vector(items: readonly Writable[]): void {
    const n = this.count(items)
    for (let i = 0; i < n; i++) (items[i] as Writable).$write(this)
  }
  each<T>(items: readonly T[], write: (w: Writer, item: T) => void): void {
    const n = this.count(items)
    for (let i = 0; i < n; i++) write(this, items[i] as T)
  }
  ints(items: readonly number[]): void {
    const n = this.count(items)
    for (let i = 0; i < n; i++) this.int(items[i] as number)
  }
  longs(items: readonly bigint[]): void {
    const n = this.count(items)
    if (n < 16) for (let i = 0; i < n; i++) this.long(items[i] as bigint)
    else this.manyLongs(items, n)
  }
  /** Written 8-aligned, then moved by four bytes where the vector does not begin so. */
  private manyLongs(items: readonly bigint[], n: number): void {
    if (this.pos + n * 8 + 8 > this.cap) this.grow(n * 8 + 8)
    const from = (this.pos + 7) & ~7
    const words = new BigInt64Array(this.buf.buffer, from, n)
    for (let i = 0; i < n; i++) {
      const v = items[i] as bigint
      if (typeof v !== 'bigint') this.bad(v, 'long')
      words[i] = v
      if (words[i] !== v) this.bad(v, 'long')
    }
    if (from !== this.pos) this.buf.copyWithin(this.pos, from, from + n * 8)
    this.pos += n * 8
  }
  strings(items: readonly string[]): void {
    const n = this.count(items)
    for (let i = 0; i < n; i++) this.string(items[i] as string)
  }
  byteses(items: readonly Uint8Array[]): void {
    const n = this.count(items)
    for (let i = 0; i < n; i++) this.bytes(items[i] as Uint8Array)
  }
  both(a: unknown, b: unknown, names: string): void {
    if ((a === undefined) !== (b === undefined)) throw new TlError(`${names} share a flag: give both or none`)
  }
  member(ok: boolean, type: string): void {
    if (!ok) throw new TlError(`expected ${type}`)
  }
}

let spare: Writer | undefined

/** One growable scratch for all; the caller gets an exact copy. */
export function encodeWith(fill: (w: Writer) => void): Uint8Array {
  const w = spare ?? new Writer()
  spare = undefined
  w.pos = 0
  fill(w)
  const bytes = w.buf.slice(0, w.pos)
  spare = w
  return bytes
}

export function encode(x: Writable): Uint8Array {
  const w = spare ?? new Writer()
  spare = undefined
  w.pos = 0
  x.$write(w)
  const bytes = w.buf.slice(0, w.pos)
  spare = w
  return bytes
}
