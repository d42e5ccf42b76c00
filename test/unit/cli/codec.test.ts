import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { useWorkspace } from './run.js'

const workspace = useWorkspace()
const schema = `int ? = Int; long ? = Long; string ? = String; bytes ? = Bytes;
vector#1cb5c415 {t:Type} # [ t ] = Vector t;
user#11 flags:# bot:flags.0?true id:long name:flags.2?string tags:Vector<int> = User;
nobody#12 = User;
box#13 inner:User = Box;
pair#14 count:# items:count*[ int ] raw:bytes = Pair;
---functions---
get#15 user:User = User;
`
const user = '110000000500000007000000000000000362696215c4b51c0200000001000000feffffff'

async function run(
  args: readonly string[],
  stdin?: string,
): Promise<{ code: number; stdout: string; stderr: string }> {
  await workspace.put({ 'api.tl': schema })
  return workspace.run(args, stdin === undefined ? {} : { stdin })
}
const decode = (...args: readonly string[]): ReturnType<typeof run> =>
  run(['decode', '--schema', 'api.tl', ...args])
const encode = (...args: readonly string[]): ReturnType<typeof run> =>
  run(['encode', '--schema', 'api.tl', ...args])

describe('decode', () => {
  it('shows ids, names, values and offsets', async () => {
    expect(await decode(`13000000${user}`)).toEqual({
      code: 0,
      stderr: '',
      stdout: ` 0  box#00000013
 4    inner: user#00000011
 8      flags: # 0x00000005 (bits 0, 2)
12      bot: true true
12      id: long 7
20      name: string "bib"
24      tags: Vector 2 items
32        [0]: int 1
36        [1]: int -2
`,
    })
  })

  it.each([
    ['base64', [Buffer.from(user, 'hex').toString('base64')]],
    ['hexadecimal digits with spaces', [`0x${user.replace(/(..)/g, '$1 ')}`]],
  ])('takes %s', async (_, args) => {
    expect((await decode(...args)).stdout).toBe((await decode(user)).stdout)
  })

  it('takes files and stdin', async () => {
    await writeFile(join(workspace.cwd, 'user.bin'), Buffer.from(user, 'hex'))
    expect((await decode('user.bin')).stdout).toBe((await decode(user)).stdout)
    const stdin = await run(['decode', '--schema', 'api.tl', '--input', 'hex', '-'], `${user}\n`)
    expect(stdin.stdout).toBe((await decode(user)).stdout)
  })

  it('takes a type', async () => {
    expect((await decode('--type', 'vector<int>', '--value', '020000000100000002000000')).stdout).toBe(
      '[\n  1,\n  2\n]\n',
    )
    expect((await decode('--type', 'Usr', user)).stderr).toContain('error[TL2001]')
  })

  it.each([
    ['0f000000', '0  ? unknown constructor #0000000f where a value was expected', '(at offset 0)'],
    [user.slice(0, 40), '16    name: string "bib"', 'the input ends after 0 of 4 bytes'],
    [`1300000013000000`, '4    inner: ? box (#00000013) where User was expected', 'inner: box (#00000013)'],
    [`1400000002000000`, '8      [0]: ? the input ends', 'items[0]: the input ends after 0 of 4 bytes'],
    [`${user}00000000`, 'tags: Vector', '4 bytes are left over behind the value (at offset 36)'],
    ['', '? the input ends after 0 of 4 bytes', 'TL4005'],
  ])('shows %s up to where it breaks', async (bytes, line, message) => {
    const { code, stdout, stderr } = await decode('--input', 'hex', bytes)
    expect(stdout).toContain(line)
    expect(stderr).toContain('error[TL4005]: ')
    expect(stderr).toContain(message)
    expect(code).toBe(1)
  })

  it('is not taken in by counts', async () => {
    const { code, stderr } = await decode('--type', 'vector<true>', 'ffffff7f')
    expect(stderr).toContain('more than 1000000 values')
    expect(code).toBe(1)
    expect((await decode('--type', 'vector<int>', 'ffffffff01000000')).stderr).toContain(
      '[1]: the input ends',
    )
  })

  it('gives JSON', async () => {
    expect(JSON.parse((await decode('--json', '12000000')).stdout)).toEqual({
      version: 1,
      errors: 0,
      warnings: 0,
      diagnostics: [],
      bytes: 4,
      rest: 0,
      root: { kind: 'object', name: 'nobody', id: '00000012', start: 0, end: 4, fields: [] },
    })
  })

  it('wants bytes', async () => {
    expect(await decode('hello!')).toMatchObject({ code: 2, stdout: '' })
    expect((await decode('--input', 'raw', 'none.bin')).stderr).toContain(
      'error[TL4001]: cannot read none.bin',
    )
    expect((await run(['decode', '12000000'])).code).toBe(2)
  })
})

describe('encode', () => {
  it('is the reverse', async () => {
    const value = (await decode('--value', user)).stdout
    expect(await encode(value)).toEqual({ code: 0, stderr: '', stdout: `${user}\n` })
    expect((await run(['encode', '--schema', 'api.tl', '-', '--output', 'base64'], value)).stdout).toBe(
      `${Buffer.from(user, 'hex').toString('base64')}\n`,
    )
    expect((await encode('--type', 'vector<int>', '[1,2]')).stdout).toBe('020000000100000002000000\n')
  })

  it.each([
    ['{"_":"usr"}', 'the schema has no "usr"'],
    ['{"_":"user","id":7,"tags":[]}', 'id: 7 is not a long'],
    ['{"_":"user","id":"7"}', 'tags: user needs this field'],
    ['{"_":"user","id":"7","tags":[],"x":1}', 'x: user has no such field'],
    ['{"_":"user","id":"7","tags":[4294967296]}', 'tags[0]: 4294967296 is not an int'],
    ['{"_":"box","inner":{"_":"pair"}}', 'inner: pair is not a User'],
    ['{"_":"pair","count":3,"items":[1],"raw":""}', 'items: 1 elements where 3 must be'],
    ['{"_":"pair","count":1,"items":[1],"raw":"?"}', 'raw: "?" is not a bytes'],
    ['{', 'the argument is not JSON: '],
  ])('says what is wrong with %s', async (json, message) => {
    const { code, stdout, stderr } = await encode(json)
    expect(stderr).toContain(`error[TL4006]: ${message}`)
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' })
  })
})
