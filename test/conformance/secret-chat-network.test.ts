import { expect, test } from 'vitest'
import { InputEncryptedFile, type TypeEncryptedMessage } from '../../generated/telegram/api/index.js'
import { TlLayerError } from '../../generated/telegram/runtime/index.js'
import { DecryptedMessage, type TypeDecryptedMessage } from '../../generated/telegram/secret/index.js'
import {
  askAgain,
  confirmSent,
  pendingRequests,
  receiveMessage,
  renewKey,
  sendMessage,
  setLayer,
  upgrade,
  type Outcome,
  type ReadyChat,
  type SecretChatRequest,
} from '../../templates/secret-chat/index.js'
import { pick, randomMessage, seeded } from '../unit/secret-chat/messages.js'
import { agree, at, crypto, deliver, ready, restored } from '../unit/secret-chat/network.js'

/** `TLFORGE_SECRET_MESSAGES=100000` for a longer run, `TLFORGE_SEED` to see one again. */
const total = Number(process.env['TLFORGE_SECRET_MESSAGES'] ?? 10_000)
const seed = Number(process.env['TLFORGE_SEED'] ?? 20_260_101)

/** A message under way to an endpoint. */
interface Flying {
  readonly arrives: number
  readonly packet: TypeEncryptedMessage
}

interface Counts {
  dropped: number
  repeated: number
  refused: number
  crashes: number
  keys: number
  withheld: number
}

/** One side: a state that may at any time be lost but for what was kept, and what it was sent and shown. */
class Endpoint {
  state: ReadyChat
  readonly inbox: Flying[] = []
  readonly sent: string[] = []
  readonly shown: string[] = []
  peer: Endpoint | undefined
  #after = 0
  readonly #random: () => number
  readonly #counts: Counts

  constructor(state: ReadyChat, random: () => number, counts: Counts) {
    this.state = state
    this.#random = random
    this.#counts = counts
  }

  /** Keeps the new state; then crashes, or sends. */
  keep({ state, requests, events }: Outcome, now: number): void {
    this.state = ready(state)
    for (const event of events) {
      if (event.kind === 'key') this.#counts.keys++
      if (event.kind !== 'message' && event.kind !== 'service') continue
      expect(event.after).toBeGreaterThanOrEqual(this.#after)
      this.#after = event.after
      this.shown.push(event.kind === 'message' ? fingerprint(event.message) : fingerprint(event.action))
    }
    if (this.#random() < 0.02) {
      this.#counts.crashes++
      this.state = restored(this.state)
      this.post(pendingRequests(this.state, { crypto }), now)
    } else {
      this.post(requests, now)
    }
  }

  /** Brings requests to the server, which tells so in most cases, and loses, repeats and delays what it has. */
  post(requests: readonly SecretChatRequest[], now: number): void {
    for (const request of requests) {
      const packet = deliver(request, now)
      if (!packet || !('randomId' in request)) throw new Error(`${request._} is no message`)
      if (this.#random() < 0.9) this.state = ready(confirmSent(this.state, BigInt(request.randomId)))
      this.#fly(packet, now)
    }
  }

  #fly(packet: TypeEncryptedMessage, now: number): void {
    const random = this.#random()
    const copies = random < 0.06 ? 0 : random < 0.12 ? 2 : 1
    if (copies === 0) this.#counts.dropped++
    if (copies === 2) this.#counts.repeated++
    for (let copy = 0; copy < copies; copy++) {
      const delay = this.#random() < 0.9 ? 1 + this.#random() * 3 : this.#random() * 40
      this.peer?.inbox.push({ arrives: now + delay, packet })
    }
  }

  /** Sends a message of any kind; one that the peer's layer cannot say is refused and changes nothing. */
  say(message: TypeDecryptedMessage, now: number): void {
    const withFile = message instanceof DecryptedMessage && this.#random() < 0.05
    const kind = !(message instanceof DecryptedMessage) ? 'service' : withFile ? 'file' : 'message'
    const file = { file: new InputEncryptedFile({ id: 1n, accessHash: 2n }) }
    const before = JSON.stringify(this.state)
    try {
      const outcome = sendMessage(this.state, { message, kind, ...(withFile ? file : {}) }, at(now))
      const newest = upgrade(message)
      this.sent.push(newest instanceof DecryptedMessage ? fingerprint(newest) : fingerprint(newest.action))
      this.keep(outcome, now)
    } catch (error) {
      if (!(error instanceof TlLayerError)) throw error
      this.#counts.withheld++
      expect(JSON.stringify(this.state)).toBe(before)
    }
  }

  /** Takes all that has arrived, whatever its order. */
  listen(now: number): void {
    const arrived = this.inbox.filter(({ arrives }) => arrives <= now)
    this.inbox.splice(0, this.inbox.length, ...this.inbox.filter(({ arrives }) => arrives > now))
    for (const { packet } of arrived) {
      const before = this.state
      const outcome = receiveMessage(before, packet, at(now))
      if (outcome.refusal) {
        this.#counts.refused++
        expect(outcome.state).toBe(before)
        expect(['repeated', 'unknown-key']).toContain(outcome.refusal.code)
      } else {
        this.keep(outcome, now)
      }
    }
  }
}

function fingerprint(value: { toBytes(): Uint8Array }): string {
  return Buffer.from(value.toBytes()).toString('base64')
}

test(
  `${String(total)} messages over a network that drops, repeats, reorders and delays`,
  { timeout: 600_000 },
  () => {
    const random = seeded(seed)
    const counts: Counts = { dropped: 0, repeated: 0, refused: 0, crashes: 0, keys: 0, withheld: 0 }
    const { alice: aliceState, bob: bobState, fromAlice, fromBob } = agree({ alice: 46, bob: 66 })
    const alice = new Endpoint(aliceState, random, counts)
    const bob = new Endpoint(bobState, random, counts)
    alice.peer = bob
    bob.peer = alice
    let now = 1_700_000_000
    alice.post(fromAlice, now)
    bob.post(fromBob, now)

    const updates = new Map([
      [0.2, () => alice.keep(setLayer(alice.state, 66, at(now)), now)],
      [0.3, () => bob.keep(setLayer(bob.state, 73, at(now)), now)],
      [0.45, () => alice.keep(setLayer(alice.state, 101, at(now)), now)],
      [0.6, () => bob.keep(setLayer(bob.state, 144, at(now)), now)],
      [0.75, () => alice.keep(setLayer(alice.state, 144, at(now)), now)],
    ])
    const step = (): void => {
      now++
      for (const side of [alice, bob]) {
        side.listen(now)
        if (now % 60 === 0 && side.state.held.length > 0) side.keep(askAgain(side.state, at(now)), now)
      }
    }
    while (alice.sent.length + bob.sent.length < total) {
      pick([alice, bob], random).say(randomMessage(random), now)
      if (random() < 0.7) step()
      if (random() < 0.005) {
        // Both ask for a new key without having heard of each other.
        for (const side of [alice, bob]) side.keep(renewKey(side.state, at(now)), now)
      }
      for (const [share, update] of updates) {
        if ((alice.sent.length + bob.sent.length) / total < share) continue
        updates.delete(share)
        update()
      }
    }
    settle()

    /** Lets both sides come to rest: a word from each shows what the end of the other's is missing. */
    function settle(): void {
      for (let round = 0; round < 200 && !isQuiet(); round++) {
        for (const side of [alice, bob]) side.say(randomMessage(random), now)
        for (let wait = 0; wait < 60; wait++) step()
      }
    }
    function isQuiet(): boolean {
      const exchanging = [alice, bob].some(({ state }) => state.exchange ?? state.previousKey)
      return !exchanging && bob.shown.length === alice.sent.length && alice.shown.length === bob.sent.length
    }

    expect(bob.shown).toEqual(alice.sent)
    expect(alice.shown).toEqual(bob.sent)
    expect(alice.state.key.bytes).toBe(bob.state.key.bytes)
    expect(alice.state.key.bytes).not.toBe(aliceState.key.bytes)
    expect([alice.state.peerLayer, bob.state.peerLayer]).toEqual([144, 144])
    expect(alice.state.exchange ?? alice.state.previousKey).toBeUndefined()
    expect(counts.keys).toBeGreaterThan(total / 100)
    console.log(
      `secret chats: ${String(alice.sent.length + bob.sent.length)} messages, ${JSON.stringify(counts)}`,
    )
  },
)
