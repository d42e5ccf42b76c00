import { expect, test } from 'vitest'
import { talk } from './main.js'

test('two clients talk through a server that cannot read them', async () => {
  const lines: string[] = []
  await talk((line) => lines.push(line))
  const many = lines.filter((line) => line.startsWith('Alice: reads "message '))
  expect(many).toEqual(Array.from({ length: 100 }, (_, at) => `Alice: reads "message ${String(at + 1)}"`))
  // Both ask for a new key at about the same time: whose exchange goes on is chance.
  const keys = lines.filter((line) => line.endsWith('a new key is in use'))
  expect(keys.sort()).toEqual(['Alice: a new key is in use', 'Bob: a new key is in use'])
  expect(lines.filter((line) => !many.includes(line) && !keys.includes(line))).toEqual([
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
    'Bob: the chat has ended: discarded',
  ])
})
