import type { Callers } from '../ir/errors.js'
import type { Definition } from '../ir/schema.js'
import { docCode, escapeDocComment } from './doc-comment.js'
import type { SchemaView } from './plan-view.js'

const callers: Readonly<Record<Callers, string>> = {
  user: 'For users only',
  bot: 'For bots only',
  both: 'For users and bots',
}

/** Who may call a method, and the errors that it gives besides those of all methods. */
export function errorDocs(
  { kind, tlName }: Definition,
  { errors }: Pick<SchemaView, 'errors'>,
): readonly string[] {
  const method = kind === 'method' ? errors?.methods.get(tlName) : undefined
  if (!method) return []
  const availability = [
    ...(method.callers ? [callers[method.callers]] : []),
    ...(method.business === true ? ['may go through a business connection'] : []),
    ...(method.withoutLogin === true ? ['needs no login'] : []),
  ].join(' · ')
  const rows = method.errors.map((key) => {
    const description = errors?.errors.get(key)?.description
    return `- ${docCode(key)}${description === undefined ? '' : `: ${escapeDocComment(description)}`}`
  })
  return [
    ...(availability === '' ? [] : [availability]),
    ...(rows.length === 0 ? [] : [`Errors, besides those that any method may give:\n${rows.join('\n')}`]),
  ]
}
