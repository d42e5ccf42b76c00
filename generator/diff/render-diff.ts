import { visible } from '../diagnostics/visible.js'
import type { DefinitionChange, FieldChange, Impact, SchemaDiff } from './model.js'

const sections = [
  ['added', 'constructor', 'New constructors'],
  ['added', 'method', 'New methods'],
  ['changed', 'constructor', 'Changed constructors'],
  ['changed', 'method', 'Changed methods'],
  ['removed', 'constructor', 'Removed constructors'],
  ['removed', 'method', 'Removed methods'],
] as const

/** `Layer 227 → 228`, or what else there is to call it. */
export function diffTitle({ layerBefore, layerAfter }: SchemaDiff): string {
  const before = layerBefore === undefined ? 'the schema before' : `layer ${layerBefore}`
  const after = layerAfter === undefined ? 'the new schema' : `layer ${layerAfter}`
  return layerBefore === undefined || layerAfter === undefined
    ? `From ${before} to ${after}`
    : `Layer ${layerBefore} → ${layerAfter}`
}

/** For readers of a terminal. */
export function renderDiffText(diff: SchemaDiff): string {
  const lines = [diffTitle(diff), countLine(diff), ...verdictLines(diff, '')]
  for (const [change, kind, title] of sections) {
    const group = groupOf(diff, change, kind)
    if (group.length === 0) continue
    lines.push('', `${title} (${group.length})`)
    for (const one of group) {
      lines.push(
        `  ${{ added: '+', removed: '-', changed: '~' }[change]} ${one.name}: ${one.result}${remarks(one)}`,
      )
      lines.push(...changesOf(one).map((line) => `      ${line}`))
    }
  }
  return lines.map((line) => `${visible(line)}\n`).join('')
}

/** For people who read it in a repository. */
export function renderDiffMarkdown(diff: SchemaDiff): string {
  const lines = [`## ${diffTitle(diff)}`, '', countLine(diff), '', ...verdictLines(diff, '- ')]
  for (const [change, kind, title] of sections) {
    const group = groupOf(diff, change, kind)
    if (group.length === 0) continue
    lines.push('', `### ${title} (${group.length})`, '')
    for (const one of group) {
      lines.push(`- ${code(one.name)}: ${code(one.result)}${remarks(one)}`)
      lines.push(...changesOf(one).map((line) => `  - ${line}`))
    }
  }
  return `${lines.join('\n')}\n`
}

/** For programs: plain data, in which ids are hexadecimal. */
export function diffData(diff: SchemaDiff): object {
  const hex = (id: number | undefined): string | undefined => id?.toString(16).padStart(8, '0')
  const definitions = diff.definitions.map((one) => ({
    ...one,
    idBefore: hex(one.idBefore),
    idAfter: hex(one.idAfter),
  }))
  return { ...diff, definitions }
}

/** The same as JSON. */
export function renderDiffJson(diff: SchemaDiff): string {
  return `${JSON.stringify({ version: 1, ...diffData(diff) }, undefined, 2)}\n`
}

function groupOf(
  { definitions }: SchemaDiff,
  change: DefinitionChange['change'],
  kind: DefinitionChange['kind'],
): readonly DefinitionChange[] {
  return definitions.filter((one) => one.change === change && one.kind === kind)
}

function countLine({ definitions, typesAdded, typesRemoved }: SchemaDiff): string {
  if (definitions.length === 0) return 'No definition has changed.'
  const count = (change: DefinitionChange['change']): number =>
    definitions.filter((one) => one.change === change).length
  const hidden = definitions.filter((one) => one.hidden).length
  const types = `types: ${typesAdded.length} new, ${typesRemoved.length} removed`
  const silent = hidden === 0 ? '' : `, ${hidden} of them under the same id`
  return `${count('added')} new, ${count('changed')} changed${silent}, ${count('removed')} removed; ${types}.`
}

function verdictLines({ readers, writers }: Impact, before: string): readonly string[] {
  return [
    `${before}code that reads values: ${readers}`,
    `${before}code that makes values and requests: ${writers}`,
  ]
}

function remarks({ hidden, readers, writers }: DefinitionChange): string {
  const who = [...(readers === 'breaking' ? ['readers'] : []), ...(writers === 'breaking' ? ['writers'] : [])]
  const broken = who.length === 0 ? [] : [`breaking for ${who.join(' and ')}`]
  const all = [...(hidden ? ['same id'] : []), ...broken]
  return all.length === 0 ? '' : ` (${all.join('; ')})`
}

function changesOf({ resultBefore, result, fields }: DefinitionChange): readonly string[] {
  const other = resultBefore === undefined ? [] : [`result: ${code(resultBefore)} → ${code(result)}`]
  return [...other, ...fields.map(fieldLine)]
}

function fieldLine({ change, name, before = '', after = '' }: FieldChange): string {
  switch (change) {
    case 'added':
      return `new field ${code(`${name}:${after}`)}`
    case 'removed':
      return `without ${code(`${name}:${before}`)}`
    case 'changed':
      return `${code(name)}: ${code(before)} → ${code(after)}`
    case 'moved':
      return `${code(name)} in another place`
  }
}

/** Names and types of TL have no backtick. */
function code(text: string): string {
  return `\`${text}\``
}
