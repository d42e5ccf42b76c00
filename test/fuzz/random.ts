/** Numbers by chance that are the same for the same seed (splitmix32): a run is known by the seed and its number. */
export class Random {
  #state: number

  constructor(seed: number, run = 0) {
    this.#state = (Math.imul(seed, 0x9e3779b1) ^ Math.imul(run + 1, 0x85ebca6b)) | 0
  }

  /** Any 32 bits, unsigned. */
  bits(): number {
    this.#state = (this.#state + 0x9e3779b9) | 0
    let mixed = this.#state ^ (this.#state >>> 16)
    mixed = Math.imul(mixed, 0x21f0aaad)
    mixed ^= mixed >>> 15
    mixed = Math.imul(mixed, 0x735a2d97)
    return (mixed ^ (mixed >>> 15)) >>> 0
  }

  /** From 0 to `count` - 1. */
  below(count: number): number {
    return Math.floor((this.bits() / 0x100000000) * count)
  }

  /** One in so many times. */
  oneIn(count: number): boolean {
    return this.below(count) === 0
  }

  pick<T>(items: readonly T[]): T {
    const item = items[this.below(items.length)]
    if (item === undefined) throw new Error('there is nothing to pick from')
    return item
  }

  bytes(length: number): Uint8Array<ArrayBuffer> {
    const bytes = new Uint8Array(length)
    for (let at = 0; at < length; at++) bytes[at] = this.bits()
    return bytes
  }
}
