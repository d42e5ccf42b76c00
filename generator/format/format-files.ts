import { format, version as prettierVersion, type Options } from 'prettier'
import type { OutputFile } from '../options.js'
import { openFormatCache, sha256, type FormatCache } from './format-cache.js'

/** The style of everything generated. Written out here: no configuration is ever read from the disk. */
const style = { semi: false, singleQuote: true, printWidth: 110, endOfLine: 'lf' } as const satisfies Options

/** babel-ts gives the same text as prettier's typescript parser in two thirds of the time. */
const parsers: readonly (readonly [ending: string, parser: string])[] = [
  ['package.json', 'json-stringify'],
  ['.ts', 'babel-ts'],
  ['.mts', 'babel-ts'],
  ['.js', 'babel'],
  ['.mjs', 'babel'],
  ['.json', 'json'],
]

/** Options of `formatFiles`. */
export interface FormatOptions {
  /** Told after each file; `fromCache` counts those that did not have to be formatted. */
  readonly onProgress?: (progress: FormatProgress) => void
  /** Folder of the cache, such as `node_modules/.cache/tlforge/format`; without it, nothing is kept. */
  readonly cache?: string
}

/** How far `formatFiles` is. */
export interface FormatProgress {
  readonly done: number
  readonly total: number
  readonly fromCache: number
}

function parserOf(path: string): string | undefined {
  return parsers.find(([ending]) => path.endsWith(ending))?.[1]
}

/** A text that prettier cannot parse was emitted wrongly: that is a mistake in tlforge, not of its user. */
async function formatText(file: OutputFile, parser: string): Promise<string> {
  try {
    return await format(file.text, { ...style, parser })
  } catch (error) {
    throw new Error(`the text generated for ${file.path} cannot be parsed`, { cause: error })
  }
}

async function formatFile(
  file: OutputFile,
  cache: FormatCache | undefined,
): Promise<{ file: OutputFile; fromCache: boolean }> {
  const parser = parserOf(file.path)
  if (parser === undefined) return { file, fromCache: false }
  const key = sha256(JSON.stringify([prettierVersion, style, parser, file.text]))
  const known = cache?.get(key)
  if (known !== undefined) return { file: { path: file.path, text: known }, fromCache: true }
  const text = await formatText(file, parser)
  cache?.set(key, text)
  return { file: { path: file.path, text }, fromCache: false }
}

/**
 * The files in the house style, in the order given. TypeScript, JavaScript and JSON go through prettier; all
 * else, such as Markdown, is left as it is.
 */
export async function formatFiles(
  files: readonly OutputFile[],
  { onProgress, cache: folder }: FormatOptions = {},
): Promise<OutputFile[]> {
  const cache = folder === undefined ? undefined : await openFormatCache(folder)
  const formatted: OutputFile[] = []
  let fromCache = 0
  for (const file of files) {
    const result = await formatFile(file, cache)
    formatted.push(result.file)
    if (result.fromCache) fromCache += 1
    onProgress?.({ done: formatted.length, total: files.length, fromCache })
  }
  await cache?.save()
  return formatted
}
