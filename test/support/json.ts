import { z } from 'zod'
import type { Json } from '../../generated/telegram/runtime/json.js'

/** JSON text to a value, with its type. */
export function parseJson(text: string): Json {
  return z.json().parse(JSON.parse(text))
}
