import { build, context, formatMessages, type BuildFailure, type BuildOptions, type Message } from 'esbuild'
import tlforge from '../../generator/plugin/esbuild.js'
import type { TestProject } from './project.js'
import { describeBundler, watching } from './suite.js'

function config(project: TestProject, entry: string, out: string): BuildOptions {
  return {
    absWorkingDir: project.root,
    entryPoints: [entry],
    outfile: out,
    ...{ bundle: true, minify: true, format: 'esm', platform: 'node', logLevel: 'silent' },
    plugins: [tlforge()],
  }
}

async function shown(messages: readonly Message[]): Promise<string> {
  return (await formatMessages([...messages], { kind: 'error' })).join('\n')
}

function isFailure(error: unknown): error is BuildFailure {
  return error instanceof Error && 'errors' in error
}

describeBundler({
  name: 'esbuild',
  column: 9,
  oneMethod: 18_000,
  async build(project, entry, out) {
    await build(config(project, entry, out)).catch(async (error: unknown) => {
      throw new Error(isFailure(error) ? await shown(error.errors) : String(error))
    })
  },
  async watch(project, entry, out) {
    const options = config(project, entry, out)
    const results = watching(() => running.dispose())
    const reporter = {
      name: 'reporter',
      setup: (build: Parameters<ReturnType<typeof tlforge>['setup']>[0]): void =>
        build.onEnd(async ({ errors }) => results.tell(errors.length > 0 ? await shown(errors) : undefined)),
    }
    const running = await context({ ...options, plugins: [tlforge(), reporter] })
    await running.watch()
    return results
  },
})
