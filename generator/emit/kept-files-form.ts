import type { ResultForm } from '../ir/result-form.js'
import type { KeptFile, KeptRun } from './kept-files.js'

type KeptEntry = readonly [path: string, asked: KeptFile['asked'], from: string, frame: KeptFile['frame']]

/** No JSON has one in it. */
const separator = '\t'
/** Of files that have been decoded: what they were read from. */
const texts = new WeakMap<KeptFile, string>()

/**
 * The files of a run as JSON of each.
 * @param name tells the run from those of other schemas and options
 * @param from what all files are made from besides their facts
 */
export function keptFilesForm(name: string, from: readonly string[]): ResultForm<KeptRun> {
  return {
    name: `files ${name}`,
    from,
    encode: (run) =>
      [...run].map(([path, file]) => texts.get(file) ?? encodeFile(path, file)).join(separator),
    decode: (all) => new Map((all === '' ? [] : all.split(separator)).flatMap(decodeFile)),
  }
}

function encodeFile(path: string, { asked, from, frame }: KeptFile): string {
  const entry: KeptEntry = [path, asked, from, frame]
  return JSON.stringify(entry)
}

function decodeFile(json: string): readonly (readonly [string, KeptFile])[] {
  const value: unknown = JSON.parse(json)
  if (!isEntry(value)) return []
  const [path, asked, from, frame] = value
  const file: KeptFile = { asked, from, frame }
  texts.set(file, json)
  return [[path, file]]
}

/** The rest is what was encoded. */
function isEntry(value: unknown): value is KeptEntry {
  return Array.isArray(value) && value.length === 4
}
