import { format, type Options } from 'prettier'
import { printWidth } from '../emit/layout.js'
import type { OutputFile } from '../options.js'
import { cannotBeParsed } from './cannot-be-parsed.js'

/** The style of everything generated. Written out here: no configuration is ever read from the disk. */
const style = {
  semi: false,
  singleQuote: true,
  printWidth,
  endOfLine: 'lf',
  // There is nothing of another language in what is emitted, and to look for it takes a while.
  embeddedLanguageFormatting: 'off',
} as const satisfies Options

/** babel-ts gives the same text as prettier's typescript parser in two thirds of the time. */
const parsers: readonly (readonly [ending: string, parser: string])[] = [
  ['package.json', 'json-stringify'],
  ['.ts', 'babel-ts'],
  ['.mts', 'babel-ts'],
  ['.js', 'babel'],
  ['.mjs', 'babel'],
  ['.json', 'json'],
]

/**
 * A file in the house style. TypeScript, JavaScript and JSON go through prettier; all else, such as Markdown, is left
 * as it is. A text that prettier cannot parse was emitted wrongly: that is a mistake in tlforge, not of its user.
 */
export async function formatFile(file: OutputFile): Promise<OutputFile> {
  const parser = parsers.find(([ending]) => file.path.endsWith(ending))?.[1]
  if (parser === undefined) return file
  try {
    return { path: file.path, text: await format(file.text, { ...style, parser }) }
  } catch (error) {
    throw cannotBeParsed(file.path, error)
  }
}
