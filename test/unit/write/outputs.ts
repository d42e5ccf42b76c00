import { z } from 'zod'
import type { OutputFile } from '../../../generator/options.js'

/** `{ 'a.ts': 'text' }` as output files. */
export function outputs(files: unknown): OutputFile[] {
  return Object.entries(z.record(z.string(), z.string()).parse(files)).map(([path, text]) => ({ path, text }))
}
