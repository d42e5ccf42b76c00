import { pathToFileURL } from 'node:url'
import {
  DecryptedMessageActionSetMessageTTL,
  DecryptedMessageService,
} from '../../generated/telegram/secret/index.js'
import { randomLong } from '../../generated/telegram/secret-chat/index.js'
import { Client } from './client.js'
import { FakeServer } from './server.js'

/** Two people talk in a secret chat; what each of them sees. */
export async function talk(log: (line: string) => void): Promise<void> {
  const server = new FakeServer()
  const alice = new Client('Alice', 1n, server, log)
  const bob = new Client('Bob', 2n, server, log)
  const settle = async (): Promise<void> => {
    while ((await alice.update()) || (await bob.update()));
  }

  const chatId = alice.ask(2n)
  await settle()
  alice.say(chatId, 'Hello, Bob')
  await settle()
  bob.say(chatId, 'Hello, Alice 👋')
  await settle()
  alice.say(chatId, 'A long story. '.repeat(400))
  await bob.sendFile(chatId, 'notes.txt', Buffer.from('Things that nobody else may read. '.repeat(100)))
  const action = new DecryptedMessageActionSetMessageTTL({ ttlSeconds: 60 })
  alice.serve(chatId, new DecryptedMessageService({ randomId: randomLong(), action }))
  await settle()

  bob.restart()
  for (let count = 1; count <= 100; count++) bob.say(chatId, `message ${String(count)}`)
  await settle()
  alice.leave(chatId)
  await settle()
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await talk(console.log)
