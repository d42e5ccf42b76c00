import { createServer, type Server } from 'node:http'
import { readFile } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fetchBytes } from '../../../generator/cli/fetch-text.js'
import { useWorkspace } from './run.js'

const workspace = useWorkspace()
const tl = 'user#d23c81a3 id:int first_name:string last_name:string = User;\n'
const official = JSON.stringify({
  constructors: [
    { id: '-767794781', predicate: 'user', params: [{ name: 'id', type: 'int' }], type: 'User' },
  ],
  methods: [],
})
const mtcute = JSON.stringify({
  l: 7,
  e: [{ kind: 'class', name: 'a', id: 1, type: 'A', arguments: [] }],
  u: {},
})

let server: Server
let address = ''
beforeAll(async () => {
  server = createServer((request, response) => {
    const path = request.url ?? ''
    const loop = /^\/loop\/(\d+)/.exec(path)?.[1]
    if (path === '/api.tl') response.end(tl)
    else if (path === '/old.tl') response.writeHead(301, { location: '/api.tl' }).end()
    else if (loop !== undefined) response.writeHead(302, { location: `/loop/${Number(loop) + 1}` }).end()
    else if (path === '/file') response.writeHead(302, { location: 'file:///etc/hostname' }).end()
    else if (path === '/large') response.end('x'.repeat(3000))
    else if (path === '/endless') {
      response.write('//')
      const more = setInterval(() => response.write('x'.repeat(500)), 5)
      response.on('close', () => clearInterval(more))
    } else if (path !== '/silent') response.writeHead(404).end('no')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const info: AddressInfo | string | null = server.address()
  if (info === null || typeof info === 'string') throw new Error('the server has no port')
  address = `http://127.0.0.1:${info.port}`
})
afterAll(() => {
  server.closeAllConnections()
  server.close()
})

describe('a schema from elsewhere', () => {
  it.each(['/api.tl', '/old.tl'])('comes from the URL %s', async (path) => {
    expect(await workspace.run(['check', `${address}${path}`])).toEqual({
      code: 0,
      stdout: 'no mistakes in 1 definition; ids: 1 verified\n',
      stderr: '',
    })
  })

  it.each([
    ['/none', 'the server says 404 Not Found'],
    ['/loop/1', 'the server redirects too often'],
    ['/file', 'the server leads to file:, which is not followed'],
  ])('does not come from %s', async (path, reason) => {
    const { code, stderr } = await workspace.run(['check', `${address}${path}`])
    expect(code).toBe(1)
    expect(stderr).toContain(`error[TL4007]: cannot fetch ${address}${path}: ${reason}`)
  })

  it.each([
    ['/large', 'the file has more than 0.001 MiB'],
    ['/endless', 'the file has more than 0.001 MiB'],
    ['/silent', 'the server has not answered within 1 s'],
  ])('is bounded: %s', async (path, reason) => {
    const limits = { timeout: 1000, maxBytes: 0.001 * 1024 * 1024, maxRedirects: 5 }
    const result = await fetchBytes(`${address}${path}`, limits)
    const messages = result.kind === 'failed' ? result.diagnostics.map(({ message }) => message) : []
    expect(messages).toEqual([`cannot fetch ${address}${path}: ${reason}`])
  })

  it('needs a server', async () => {
    const { code, stderr } = await workspace.run(['check', 'http://127.0.0.1:9/api.tl'])
    expect(code).toBe(1)
    expect(stderr).toMatch(/error\[TL4007\]: cannot fetch http:.*(?:ECONNREFUSED|bad port)/)
  })

  it('comes from a package, in TL or the JSON of mtcute', async () => {
    await workspace.put({
      'node_modules/@scope/a/package.json': '{}',
      'node_modules/@scope/a/tl/api-schema.json': mtcute,
      'node_modules/b/package.json': '{}',
      'node_modules/b/x/y.tl': tl,
      'inner/x': '',
      'tlforge.config.json': JSON.stringify({
        targets: [{ name: 'demo', output: 'out', schemas: [{ name: 'api', files: ['npm:b/x/y.tl'] }] }],
      }),
    })
    expect((await workspace.run(['check', 'npm:b/x/y.tl'])).code).toBe(0)
    expect((await workspace.run(['regenerate', '--quiet'])).code).toBe(0)
    expect(await readFile(join(workspace.cwd, 'out/api/types/user.ts'), 'utf8')).toContain('class User')
    const { stderr } = await workspace.run(['check', 'npm:@scope/a'])
    expect(stderr).toContain('error[TL2003]')
    expect(stderr).toContain('npm:@scope/a (as TL):')
  })

  it.each([
    ['npm:none', 'the package none is not installed\nhint: npm install --save-dev none'],
    ['npm:empty', 'the package empty does not have a schema where tlforge would look for one'],
    ['npm:empty/../../api.tl', 'the package empty does not have ../../api.tl'],
    ['npm:', 'npm: does not name a package'],
  ])('does not come from %s', async (name, message) => {
    await workspace.put({ 'node_modules/empty/package.json': '{}', 'api.tl': tl })
    const { code, stderr } = await workspace.run(['check', name])
    expect(code).toBe(1)
    expect(stderr).toContain(`error[TL4001]: ${message}`)
  })

  it.each([
    ['{', 'x.json is not JSON: '],
    ['{"a":1}', "x.json is neither Telegram's JSON (constructors, methods) nor that of mtcute (l, e)"],
    ['{"constructors":1,"methods":[]}', 'x.json: constructors'],
  ])('is not %s', async (text, message) => {
    await workspace.put({ 'x.json': text })
    expect((await workspace.run(['check', 'x.json'])).stderr).toContain(`error[TL4004]: ${message}`)
  })
})

describe('update', () => {
  const text = async (): Promise<string> => readFile(join(workspace.cwd, 'api.tl'), 'utf8')

  it('shows what is new and writes it, once', async () => {
    await workspace.put({ 'api.tl': tl, 'new.tl': `${tl}chat = Chat;\n` })
    const dry = await workspace.run(['update', '--dry-run', 'api.tl', 'new.tl'])
    expect(dry.stdout).toContain('  + chat: Chat\n')
    expect(dry.stdout).toContain('api.tl is not written')
    expect(await text()).toBe(tl)
    const { code, stdout } = await workspace.run(['update', 'api.tl', 'new.tl'])
    expect(code).toBe(0)
    expect(stdout).toContain('1 new, 0 changed, 0 removed; types: 1 new, 0 removed.')
    expect(await text()).toBe(`${tl}chat = Chat;\n`)
    expect((await workspace.run(['update', 'api.tl', 'new.tl'])).stdout).toBe('api.tl is up to date\n')
  })

  it('writes a file that is not there yet, from JSON', async () => {
    await workspace.put({ 'new.json': official.replace('-767794781', '-766799452') })
    const { stderr } = await workspace.run(['update', 'api.tl', 'new.json'])
    const computed = /error\[TL2003\].*?([0-9a-f]{8})/.exec(stderr)
    expect(computed).not.toBeNull()
    await expect(text()).rejects.toThrow()
    const right = (await workspace.run(['id', 'user id:int = User'])).stdout.trim()
    await workspace.put({ 'new.json': official.replace('-767794781', String(parseInt(right, 16) | 0)) })
    expect((await workspace.run(['update', '--quiet', 'api.tl', 'new.json'])).code).toBe(0)
    expect(await text()).toBe(`user#${right} id:int = User;\n`)
  })

  it('leaves the file as it is when the new one has mistakes or does not come', async () => {
    await workspace.put({ 'api.tl': tl, 'new.tl': 'chat owner:Nobody = Chat;\n' })
    for (const from of ['new.tl', 'none.tl', `${address}/none`]) {
      expect((await workspace.run(['update', 'api.tl', from])).code).toBe(1)
      expect(await text()).toBe(tl)
    }
  })
})

describe('diff', () => {
  it('compares files of different notations', async () => {
    await workspace.put({ 'a.json': official, 'b.tl': tl })
    const { code, stdout } = await workspace.run(['diff', 'a.json', 'b.tl', '--fail-on', 'breaking'])
    expect(code).toBe(1)
    expect(stdout).toContain('  ~ user: User (breaking for writers)\n')
    expect((await workspace.run(['diff', 'b.tl', 'b.tl', '--fail-on', 'any'])).code).toBe(0)
    expect((await workspace.run(['diff', 'b.tl', 'none.tl'])).stderr).toContain('error[TL4001]')
    expect((await workspace.run(['diff', 'a.json', 'b.tl', '--format', 'markdown'])).stdout).toContain(
      '## From',
    )
  })
})
