import { chat, json, runtime } from './chat.tl'

/** What is typed into one field is written as bytes into the other, and read from there. */
const text = element('text')
const bytes = element('bytes')

function element(id: string): HTMLInputElement {
  const found = document.getElementById(id)
  if (found instanceof HTMLInputElement) return found
  throw new Error(`there is no field ${id}`)
}

function toHex(data: Uint8Array): string {
  return Array.from(data, (byte) => byte.toString(16).padStart(2, '0')).join('')
}

function fromHex(hex: string): Uint8Array {
  return Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16))
}

/** The request as JSON, or what is wrong with the bytes. */
function describe(data: Uint8Array): string {
  try {
    const { message } = chat.Send.fromBytes(data)
    const who = message instanceof chat.Joined ? message.name : message.text
    return `${who}\n${JSON.stringify(json.toJson(message), undefined, 2)}`
  } catch (error) {
    if (error instanceof runtime.TlReadError) return error.message
    throw error
  }
}

function show(): void {
  const value = document.getElementById('value')
  if (value) value.textContent = describe(fromHex(bytes.value))
}

text.addEventListener('input', () => {
  const message = new chat.Text({ id: 1n, text: text.value, silent: true })
  bytes.value = toHex(new chat.Send({ message }).toBytes())
  show()
})
bytes.addEventListener('input', show)
