import { rolldown, watch, type InputOptions } from 'rolldown'
import tlforge from '../../generator/plugin/rolldown.js'
import type { TestProject } from './project.js'
import { shown } from './shown.js'
import { describeBundler, watching } from './suite.js'

function config(project: TestProject, entry: string): InputOptions {
  return { input: project.path(entry), platform: 'node', plugins: [tlforge({ root: project.root })] }
}

describeBundler({
  name: 'Rolldown',
  oneMethod: 18_000,
  async build(project, entry, out) {
    try {
      const bundle = await rolldown(config(project, entry))
      await bundle.write({ file: project.path(out), minify: true })
      await bundle.close()
    } catch (error) {
      throw new Error(shown(error))
    }
  },
  watch(project, entry, out) {
    const watcher = watch({ ...config(project, entry), output: { file: project.path(out) } })
    const results = watching(() => watcher.close())
    watcher.on('event', async (event) => {
      if (event.code === 'BUNDLE_END') results.tell()
      if (event.code === 'ERROR') results.tell(shown(event.error))
      if ('result' in event) await event.result.close()
    })
    return results
  },
})
