import { printFile } from '../emit/print-file.js'
import { formatFile } from '../format/format-text.js'
import type { OutputFile } from '../options.js'
import type { RenderJob } from './job.js'

/** Structures or text to formatted text. This is the one module of the stage that loads ts-morph and prettier. */
export async function renderJob(job: RenderJob): Promise<OutputFile> {
  const file = job.kind === 'structures' ? printFile(job.file, job.version) : job.file
  return job.format === false ? file : formatFile(file)
}
