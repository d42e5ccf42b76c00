import type { OutputFile } from '../../../generator/options.js'
import type { RenderJob } from '../../../generator/render/job.js'
import type { RenderProgress } from '../../../generator/render/progress.js'
import type { Renderer } from '../../../generator/render/renderer.js'

/** A run whose files are known from the beginning. */
export async function renderAll(
  renderer: Renderer,
  jobs: readonly RenderJob[],
  onProgress?: (progress: RenderProgress) => void,
): Promise<readonly OutputFile[]> {
  const rendering = renderer.begin()
  jobs.forEach(rendering.add)
  const files = await rendering.finish(onProgress)
  return files.map(({ output }) => output)
}
