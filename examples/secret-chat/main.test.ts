import { expect, test } from 'vitest'
import { talk } from './main.js'

test('two clients talk through a server that cannot read them', async () => {
  const lines: string[] = []
  await talk((line) => lines.push(line))
  const many = lines.filter((line) => line.startsWith('Alice: reads "message '))
  expect(many).toEqual(Array.from({ length: 100 }, (_, at) => `Alice: reads "message ${String(at + 1)}"`))
  expect(lines.filter((line) => !many.includes(line))).toEqual([
    'Bob: the chat is ready',
    'Alice: the chat is ready',
    'Alice: the peer knows layer 144',
    'Bob: the peer knows layer 144',
    'Bob: reads "Hello, Bob"',
    'Alice: reads "Hello, Alice 👋"',
    'Alice: reads ""',
    'Alice: has notes.txt: Things that nobody e…',
    'Bob: reads 4096 letters',
    'Bob: reads 1504 letters',
    'Bob: is told decryptedMessageActionSetMessageTTL',
    'Bob: back after a restart',
    'Bob: a new key is in use',
    'Alice: a new key is in use',
    'Bob: the chat has ended: discarded',
  ])
})
