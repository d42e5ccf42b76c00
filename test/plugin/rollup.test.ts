import { rollup, watch, type RollupOptions } from 'rollup'
import tlforge from '../../generator/plugin/rollup.js'
import { shown } from './shown.js'
import type { TestProject } from './project.js'
import { describeBundler, watching } from './suite.js'

function config(project: TestProject, entry: string): RollupOptions {
  return { input: project.path(entry), plugins: [tlforge({ root: project.root })] }
}

describeBundler({
  name: 'Rollup',
  oneMethod: 44_000,
  async build(project, entry, out) {
    try {
      const bundle = await rollup(config(project, entry))
      await bundle.write({ file: project.path(out) })
    } catch (error) {
      throw new Error(shown(error))
    }
  },
  watch(project, entry, out) {
    const watcher = watch({ ...config(project, entry), output: { file: project.path(out) } })
    const results = watching(() => watcher.close())
    watcher.on('event', (event) => {
      if (event.code === 'BUNDLE_END') results.tell()
      if (event.code === 'ERROR') results.tell(shown(event.error))
    })
    return results
  },
})
