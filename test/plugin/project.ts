import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, readFile, realpath, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll } from 'vitest'

const run = promisify(execFile)

/** A schema of many: three namespaces, each with forty types and forty methods that nobody uses. */
function manySchema(): string {
  const namespaces = ['account', 'messages', 'stories']
  const numbers = Array.from({ length: 40 }, (_, at) => at + 1)
  const each = (make: (namespace: string, number: number) => string): string =>
    namespaces.flatMap((namespace) => numbers.map((number) => make(namespace, number))).join('\n')
  return `inputPeerEmpty#7f3b18ea = InputPeer;
inputPeerUser#dde8a54c user_id:long access_hash:long = InputPeer;
sendMessageTypingAction#16bf744e = SendMessageAction;
sendMessageUploadAction progress:int = SendMessageAction;
boolFalse#bc799737 = Bool;
boolTrue#997275b5 = Bool;
${each((space, at) => `${space}.unused${at} flags:# id:long text:flags.0?string items:Vector<bytes> = ${space}.Unused${at};`)}
---functions---
messages.setTyping#58943ee2 flags:# peer:InputPeer top_msg_id:flags.0?int action:SendMessageAction = Bool;
${each((space, at) => `${space}.doUnused${at} value:${space}.Unused${at} = ${space}.Unused${at};`)}
`
}

/** The files of a small project that uses two schemas. */
const files: Readonly<Record<string, string>> = {
  'package.json': '{ "private": true, "type": "module", "sideEffects": false }',
  'src/telegram.tl': manySchema(),
  'src/pong.tl': 'pong ping_id:long = Pong;\n---functions---\nping ping_id:long = Pong;\n',
  // Writes and reads, by bytes and by JSON, and asks whether both schemas have one runtime.
  'src/main.js': `import { InputPeerUser, SendMessageTypingAction, json, messages, registry, runtime } from './telegram.tl'
import { Ping, Pong, runtime as other } from './pong.tl'
const peer = new InputPeerUser({ userId: 5n, accessHash: -7n })
const sent = new messages.SetTyping({ peer, action: new SendMessageTypingAction() })
const read = messages.SetTyping.fromBytes(sent.toBytes())
console.log(JSON.stringify({
  bytes: Buffer.from(sent.toBytes()).toString('hex'),
  same: read.peer instanceof InputPeerUser && read.peer.accessHash === -7n,
  json: json.toJson(peer),
  classes: [...registry.classes()].length,
  pong: Ping.decodeResult(new Pong({ pingId: 9n }).toBytes()).pingId.toString(),
  oneRuntime: runtime.TlObject === other.TlObject && new Pong({ pingId: 9n }) instanceof runtime.TlObject,
}))
`,
  'src/one.js': `import { messages, InputPeerEmpty, SendMessageTypingAction } from './telegram.tl'
const request = new messages.SetTyping({ peer: new InputPeerEmpty(), action: new SendMessageTypingAction() })
console.log(Buffer.from(request.toBytes()).toString('hex'))
`,
}

/** What `main.js` prints in every bundle. */
export const mainOutput = {
  bytes: 'e23e945800000000' + '4ca5e8dd0500000000000000f9ffffffffffffff' + '4e74bf16',
  same: true,
  json: { _: 'inputPeerUser', user_id: '5', access_hash: '-7' },
  // 4 of those above, 240 unused ones, and setTyping.
  classes: 245,
  pong: '9',
  oneRuntime: true,
}

export interface TestProject {
  readonly root: string
  readonly path: (...parts: readonly string[]) => string
  readonly put: (path: string, text: string) => Promise<void>
  readonly read: (path: string) => Promise<string>
  /** Runs a bundle in Node and gives what it prints. */
  readonly run: (path: string) => Promise<string>
}

/** A folder with the project, for all tests of a file. */
export function useProject(more: Readonly<Record<string, string>> = {}): TestProject {
  let root = ''
  const path = (...parts: readonly string[]): string => join(root, ...parts)
  const put = async (name: string, text: string): Promise<void> => {
    await mkdir(dirname(path(name)), { recursive: true })
    await writeFile(path(name), text)
  }
  beforeAll(async () => {
    root = await realpath(await mkdtemp(join(tmpdir(), 'tlforge-plugin-')))
    for (const [name, text] of Object.entries({ ...files, ...more })) await put(name, text)
  })
  afterAll(() => rm(root, { recursive: true, force: true }))
  return {
    get root() {
      return root
    },
    path,
    put,
    read: (name) => readFile(path(name), 'utf8'),
    run: async (name) => (await run(process.execPath, [path(name)])).stdout.trim(),
  }
}
