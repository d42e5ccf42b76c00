import webpack, { type Configuration, type Stats } from 'webpack'
import tlforge from '../../generator/plugin/webpack.js'
import type { TestProject } from './project.js'
import { describeBundler, watching } from './suite.js'

function config(project: TestProject, entry: string, out: string): Configuration {
  return {
    context: project.root,
    mode: 'production',
    target: 'node20',
    entry: `./${entry}`,
    output: { path: project.root, filename: out, module: true, chunkFormat: 'module' },
    experiments: { outputModule: true },
    // Minifying the bundle of everything takes longer than all else together.
    optimization: { minimize: entry === 'src/one.js' },
    plugins: [tlforge()],
  }
}

function problems(error: Error | null, stats: Stats | undefined): string | undefined {
  if (error) return String(error)
  return stats?.hasErrors() === true ? stats.toString({ all: false, errors: true }) : undefined
}

describeBundler({
  name: 'webpack',
  oneMethod: 18_000,
  build: (project, entry, out) =>
    new Promise((resolve, reject) => {
      const compiler = webpack(config(project, entry, out))
      compiler.run((error, stats) => {
        const problem = problems(error, stats)
        compiler.close(() => (problem === undefined ? resolve() : reject(new Error(problem))))
      })
    }),
  watch(project, entry, out) {
    const compiler = webpack({ ...config(project, entry, out), mode: 'development', devtool: false })
    const running = compiler.watch({ aggregateTimeout: 20 }, (error, stats) =>
      results.tell(problems(error, stats)),
    )
    const results = watching(() => new Promise((resolve) => running?.close(() => resolve()) ?? resolve()))
    return results
  },
})
