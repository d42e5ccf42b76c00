import type { GenerateSummary, SubsetSummary } from '../options.js'
import { countOf } from './progress.js'

/** What became of a target without mistakes: for people a line, for programs an object as it is. */
export interface TargetSummary extends GenerateSummary {
  readonly name: string
  /** The output folder as messages name it. */
  readonly output: string
  readonly files: WrittenFiles | ComparedFiles
}

/** How many files the run has written. */
export interface WrittenFiles {
  readonly kind: 'written'
  readonly added: number
  readonly changed: number
  readonly removed: number
  readonly unchanged: number
  /** A run before had been interrupted, and was completed first. */
  readonly recovered: boolean
  /** Files outside of the output folder, and what they were given. */
  readonly edited: readonly { readonly shown: string; readonly part: string }[]
}

/** How the files differ from what a run would write. */
export interface ComparedFiles {
  readonly kind: 'compared'
  readonly missing: readonly string[]
  readonly changed: readonly string[]
  readonly stray: readonly string[]
  readonly unchanged: number
}

/** `telegram: 2,593 definitions, …; 1 added, …, 1,584 files unchanged in generated/telegram` */
export function summaryText({ name, output, files, ...counts }: TargetSummary): string {
  const more = files.kind === 'written' ? moreText(files) : ''
  return `${name}: ${found(counts)}; ${filesText(files)} in ${output}${more}`
}

function filesText(files: WrittenFiles | ComparedFiles): string {
  const unchanged = countOf(files.unchanged, 'file')
  if (files.kind === 'written') {
    const { added, changed, removed } = files
    return `${countOf(added)} added, ${countOf(changed)} changed, ${countOf(removed)} removed, ${unchanged} unchanged`
  }
  const { missing, changed, stray } = files
  if (missing.length + changed.length + stray.length === 0) return `${unchanged} up to date`
  const counts = `${countOf(missing.length)} missing, ${countOf(changed.length)} changed, ${countOf(stray.length)} stray`
  return `${counts}, ${unchanged} up to date`
}

function moreText({ edited, recovered }: WrittenFiles): string {
  const told = edited.map(({ part, shown }) => `; ${part} was added to ${shown}`)
  return [...told, ...(recovered ? ['; an interrupted run was completed first'] : [])].join('')
}

/** `2,490 definitions, 2,300 ids verified, 27 exceptions explained; of api: 12 of 807 methods, …` */
function found({ definitions, verifiedIds, explainedExceptions, subsets = [] }: GenerateSummary): string {
  const counts = [
    countOf(definitions, 'definition'),
    `${countOf(verifiedIds, 'id')} verified`,
    `${countOf(explainedExceptions, 'exception')} explained`,
  ].join(', ')
  return [counts, ...subsets.map(subsetText)].join('; ')
}

/** `of api: 12 of 807 methods, 27 of 1,641 constructors` */
function subsetText(subset: SubsetSummary): string {
  const { schema, methods, allMethods, constructors, allConstructors, outside } = subset
  const parts = [
    `${countOf(methods)} of ${countOf(allMethods, 'method')}`,
    `${countOf(constructors)} of ${countOf(allConstructors, 'constructor')}`,
    ...(outside > 0 ? [`${countOf(outside)} more left out of their types`] : []),
  ]
  return `of ${schema}: ${parts.join(', ')}`
}
