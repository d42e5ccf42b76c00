import { build, type InlineConfig, type Rolldown } from 'vite'
import tlforge from '../../generator/plugin/vite.js'
import type { TestProject } from './project.js'
import { shown } from './shown.js'
import { describeBundler, watching } from './suite.js'

function config(project: TestProject, entry: string, out: string): InlineConfig {
  const [folder = '', file = ''] = out.split('/')
  return {
    root: project.root,
    configFile: false,
    logLevel: 'silent',
    plugins: [tlforge()],
    build: {
      outDir: folder,
      emptyOutDir: false,
      target: 'node20',
      minify: true,
      lib: { entry, formats: ['es'], fileName: () => file },
    },
  }
}

function isWatcher(result: object): result is Rolldown.RolldownWatcher {
  return 'on' in result
}

describeBundler({
  name: 'Vite',
  oneMethod: 24_000,
  async build(project, entry, out) {
    await build(config(project, entry, out)).catch((error: unknown) => {
      throw new Error(shown(error))
    })
  },
  async watch(project, entry, out) {
    const { build: options, ...rest } = config(project, entry, out)
    const watcher = await build({ ...rest, build: { ...options, watch: {} } })
    if (!isWatcher(watcher)) throw new Error('Vite does not watch')
    const results = watching(() => watcher.close())
    watcher.on('event', (event) => {
      if (event.code === 'BUNDLE_END') results.tell()
      if (event.code === 'ERROR') results.tell(shown(event.error))
    })
    return results
  },
})
