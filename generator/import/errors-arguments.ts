import { camelCase } from '../naming/words.js'

/** What the number in a name usually is; the first that fits. */
const usual: readonly (readonly [pattern: RegExp, argument: string])[] = [
  [/MIGRATE_%d$|^INTERDC_%d/, 'dc'],
  [/WAIT_%dMIN$/, 'minutes'],
  [/(?:WAIT|DELAY|FRESH|EARLY|FLOOD(?:_\w+)?)_%d$/, 'seconds'],
  [/PART_%d_/, 'part'],
]

/** How many numbers the message of an error has. */
export function countArguments(name: string): number {
  return name.split('%d').length - 1
}

/**
 * Names for the numbers in an error's message.
 * @param hints what a source calls them: `new_dc`; used where the name of the error does not tell
 */
export function argumentNames(name: string, hints: readonly string[] = []): readonly string[] {
  const count = countArguments(name)
  if (count === 0) return []
  const found = count === 1 ? usual.find(([pattern]) => pattern.test(name))?.[1] : undefined
  if (found !== undefined) return [found]
  const hinted = hints.map(camelCase)
  if (hinted.length === count && new Set(hinted).size === count) return hinted
  return count === 1 ? ['value'] : Array.from({ length: count }, (_, at) => `value${at + 1}`)
}

/** The words in braces of a description: `A wait of {seconds} seconds`. */
export function bracedWords(description: string): readonly string[] {
  return Array.from(description.matchAll(/\{(\w+)\}/g), ([, word = '']) => word)
}
