import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { RpcErrorBase, RpcErrorNames, describeWith } from '../../../templates/runtime/rpc-error.js'
import { cpuTime } from '../../support/cpu-time.js'

const names = new RpcErrorNames(
  'FLOOD_WAIT_%d:seconds FILE_PART_%d_MISSING:part FILE_PART_0_MISSING 2FA_CONFIRM_WAIT_%d:seconds ' +
    'PREVIOUS_CHAT_IMPORT_ACTIVE_WAIT_%dMIN:minutes MOVE_%d_TO_%d:from:to',
)

describe('the names of errors', () => {
  it.each([
    ['FLOOD_WAIT_33', 'FLOOD_WAIT_%d', { seconds: 33 }],
    ['FILE_PART_7_MISSING', 'FILE_PART_%d_MISSING', { part: 7 }],
    ['PREVIOUS_CHAT_IMPORT_ACTIVE_WAIT_5MIN', 'PREVIOUS_CHAT_IMPORT_ACTIVE_WAIT_%dMIN', { minutes: 5 }],
    ['2FA_CONFIRM_WAIT_604800', '2FA_CONFIRM_WAIT_%d', { seconds: 604800 }],
    ['MOVE_1_TO_2', 'MOVE_%d_TO_%d', { from: 1, to: 2 }],
    ['FLOOD_WAIT_0', 'FLOOD_WAIT_%d', { seconds: 0 }],
    // A name that looks like another one with a number is meant as it stands.
    ['FILE_PART_0_MISSING', 'FILE_PART_0_MISSING', {}],
    ['FILE_PART_00_MISSING', 'FILE_PART_%d_MISSING', { part: 0 }],
  ])('%s', (text, name, args) => {
    expect(names.parse(text)).toEqual({ name, args })
  })

  it.each([
    'USER_IS_BLOCKED',
    'Timeout',
    'FLOOD_WAIT_',
    'FLOOD_WAIT_X',
    'FLOOD_WAIT_3_MORE',
    'MD5_CHECKSUM_INVALID',
    '3FA_CONFIRM_WAIT_1',
    'MOVE_1_TO_',
    'constructor',
    '__proto__',
    '',
    'Something went wrong: 12 of 13 servers',
    `FLOOD_WAIT_${'9'.repeat(400)}`,
  ])('keeps what it does not know: %s', (text) => {
    expect(names.parse(text)).toEqual({ name: text, args: {} })
  })

  it.each([
    ['FLOOD_WAIT_%d', 'FLOOD_WAIT_%%d'],
    ['MOVE_%d_TO_3', 'MOVE_%%d_TO_3'],
    ['MOVE_1_TO_%d', 'MOVE_1_TO_%%d'],
    ['FLOOD_WAIT_%%d', 'FLOOD_WAIT_%%%d'],
    ['FLOOD_WAIT_%s', 'FLOOD_WAIT_%s'],
  ])('does not take %s of the server for a number that it does not have', (text, name) => {
    expect(names.parse(text)).toEqual({ name, args: {} })
  })

  it('never fails, and loses nothing', () => {
    const known = fc.constantFrom(
      'FLOOD_WAIT_',
      'FILE_PART_',
      '_MISSING',
      '2FA_CONFIRM_WAIT_',
      '1',
      '0',
      '%d',
    )
    const text = fc.oneof(
      fc.string(),
      fc.array(known).map((parts) => parts.join('')),
    )
    fc.assert(
      fc.property(text, (message) => {
        const { name, args } = names.parse(message)
        // With its numbers back in place the name is the message, but for leading zeros.
        const numbers = Object.values(args).map(String)
        const again = message.includes('%d')
          ? name.replaceAll('%%d', '%d')
          : name.replace(/%d/g, () => numbers.shift() ?? '?')
        expect(again.replace(/\d+/g, (digits) => String(Number(digits)))).toBe(
          message.replace(/\d+/g, (digits) => String(Number(digits))),
        )
      }),
    )
  })

  it('does not search: a thousand times the names take about the same time', () => {
    const many = new RpcErrorNames(
      Array.from({ length: 30_000 }, (_, at) => `E${'ABCDEFGH'[at % 8] ?? ''}${letters(at)}_%d:n`).join(' '),
    )
    const time = (table: RpcErrorNames): number => {
      const start = cpuTime()
      for (let at = 0; at < 20_000; at++) table.parse('FLOOD_WAIT_33')
      return cpuTime() - start
    }
    time(names)
    const [few, lots] = [time(names), time(many)]
    expect(lots).toBeLessThan(few * 20 + 50)
  })
})

function letters(value: number): string {
  return value.toString(26).replace(/\d/g, (digit) => 'QRSTUVWXYZ'[Number(digit)] ?? '')
}

describe('an error', () => {
  const error = new RpcErrorBase(420, 'FLOOD_WAIT_33', names.parse('FLOOD_WAIT_33'), 'messages.sendMessage')

  it('says what happened', () => {
    expect(error).toBeInstanceOf(Error)
    expect(error.message).toBe('messages.sendMessage: 420 FLOOD_WAIT_33')
    expect(error).toMatchObject({
      code: 420,
      name: 'FLOOD_WAIT_%d',
      key: '420 FLOOD_WAIT_%d',
      text: 'FLOOD_WAIT_33',
      args: { seconds: 33 },
      method: 'messages.sendMessage',
    })
  })

  it('knows the request by its name, its class or itself', () => {
    const method = (request?: ConstructorParameters<typeof RpcErrorBase>[3]): string | undefined =>
      new RpcErrorBase(400, 'A', names.parse('A'), request).method
    expect(method('a.b')).toBe('a.b')
    expect(method({ tlName: 'a.b' })).toBe('a.b')
    expect(method({ _: 'a.b' })).toBe('a.b')
    expect(method()).toBeUndefined()
    expect(new RpcErrorBase(-503, 'Timeout', names.parse('Timeout')).message).toBe('-503 Timeout')
  })

  it('is described with its numbers', () => {
    const descriptions = { 'FLOOD_WAIT_%d': 'Wait {seconds} seconds.', '400 A': 'One.', A: 'Another.' }
    expect(describeWith(descriptions, error)).toBe('Wait 33 seconds.')
    const of = (code: number, text: string): string | undefined =>
      describeWith(descriptions, new RpcErrorBase(code, text, names.parse(text)))
    expect(of(400, 'A')).toBe('One.')
    expect(of(403, 'A')).toBe('Another.')
    expect(of(400, 'constructor')).toBeUndefined()
  })
})
