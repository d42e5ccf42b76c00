import { join } from 'node:path'
import type { DevEnvironment, EnvironmentModuleNode, HotUpdateOptions } from 'vite'
import type { Diagnostic } from '../diagnostics/diagnostic.js'
import { problemOf } from './problem.js'
import type { Built, BuiltModule, Project } from './project.js'
import { slashes } from './script.js'

/** What became of each schema when an environment (the page, the server) last heard of it. */
const heard = new WeakMap<DevEnvironment, Map<string, Built>>()

/**
 * A change of a schema, or of a file that it is made with: generates it again at once, and says which modules are new.
 * Problems go to the overlay while the page stays as it is; the overlay goes when they are mended.
 * @returns Nothing where the change concerns no schema.
 */
export async function onHotUpdate(
  project: Project,
  environment: DevEnvironment,
  { file, timestamp }: HotUpdateOptions,
): Promise<EnvironmentModuleNode[] | undefined> {
  const schemas = project.dependants(file)
  if (schemas.length === 0) return undefined
  const memory = heard.get(environment) ?? new Map<string, Built>()
  heard.set(environment, memory)
  const modules: EnvironmentModuleNode[] = []
  for (const schema of schemas) {
    const before = memory.get(schema) ?? project.last(schema)
    const built = await project.build(schema)
    memory.set(schema, built)
    if (built.kind === 'failed') {
      sendProblem(environment, built.diagnostics, project.root, schema)
      return []
    }
    modules.push(...renew(environment, schema, before, built, timestamp))
  }
  return modules
}

function sendProblem(
  { hot }: DevEnvironment,
  diagnostics: readonly Diagnostic[],
  root: string,
  id: string,
): void {
  hot.send({ type: 'error', err: { ...problemOf(diagnostics, root), id, plugin: 'tlforge' } })
}

/** The modules of a schema that are not what they were, or none where the page has to be loaded again as a whole. */
function renew(
  { moduleGraph, hot }: DevEnvironment,
  schema: string,
  before: Built | undefined,
  built: BuiltModule,
  timestamp: number,
): readonly EnvironmentModuleNode[] {
  const nodesOf = (path: string): EnvironmentModuleNode[] => [
    ...(moduleGraph.getModulesByFile(slashes(path)) ?? []),
  ]
  const good = before?.kind === 'failed' ? before.lastGood : before
  if (!good) {
    // Nothing of it was ever loaded, so Vite does not know what a change of it is to reach.
    for (const node of nodesOf(schema)) moduleGraph.invalidateModule(node, new Set(), timestamp, true)
    hot.send({ type: 'full-reload' })
    return []
  }
  const changed = changedFiles(good, built)
  if (changed.length > 0) return [...nodesOf(schema), ...changed.flatMap(nodesOf)]
  // An update of nothing takes the overlay away.
  if (before?.kind === 'failed') hot.send({ type: 'update', updates: [] })
  return []
}

function changedFiles(before: BuiltModule, after: BuiltModule): readonly string[] {
  const paths = new Set([...before.files.keys(), ...after.files.keys()])
  return [...paths].flatMap((path) =>
    before.files.get(path) === after.files.get(path) || !path.endsWith('.js')
      ? []
      : [join(after.folder, path)],
  )
}
