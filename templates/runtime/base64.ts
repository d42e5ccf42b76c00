import { web } from './web.js'

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'
/** `btoa` takes its bytes as the characters of a string; so many at once fit the arguments of a call. */
const chunk = 0x8000

/** Base64 with padding. */
export function toBase64(bytes: Uint8Array): string {
  let binary = ''
  for (let at = 0; at < bytes.length; at += chunk) {
    binary += String.fromCharCode(...bytes.subarray(at, at + chunk))
  }
  return web.btoa(binary)
}

/** Undefined for a text that is not canonical base64. */
export function fromBase64(text: string): Uint8Array | undefined {
  if (text.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(text)) return undefined
  const binary = web.atob(text)
  const bytes = new Uint8Array(binary.length)
  for (let at = 0; at < binary.length; at++) bytes[at] = binary.charCodeAt(at)
  return hasCleanEnd(text, bytes.length) ? bytes : undefined
}

/** The bits of the last letter that no byte uses must be zero: two texts never mean the same bytes. */
function hasCleanEnd(text: string, length: number): boolean {
  const unused = [0, 0b1111, 0b11][length % 3] ?? 0
  const last = text.replace(/=+$/, '').at(-1)
  return last === undefined || (alphabet.indexOf(last) & unused) === 0
}
