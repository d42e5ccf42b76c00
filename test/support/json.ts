import type { Json } from '../../generated/telegram/runtime/json.js'

/** JSON text to a value, with its type. */
export const parseJson: (text: string) => Json = (text) => parse(text)

const parse: (text: string) => Json = JSON.parse
