import type { OutsideEdit } from '../../../generator/write/outside-files.js'
import { z } from 'zod'
import type { OutputFile } from '../../../generator/options.js'

/** `{ 'a.ts': 'text' }` as output files. */
export function outputs(files: unknown): OutputFile[] {
  return Object.entries(z.record(z.string(), z.string()).parse(files)).map(([path, text]) => ({ path, text }))
}

/** Puts a section into a file, once. */
export function editOf(path: string): OutsideEdit {
  const edit = (before = ''): string => (before.includes('section\n') ? before : `section\n${before}`)
  return { path, shown: 'CHANGES.md', part: 'the section', edit }
}
