import type { JSDocStructure } from 'ts-morph'
import type { Definition, Field } from '../ir/schema.js'
import { formatId } from './id-text.js'
import { docCode, docComment, escapeDocComment } from './doc-comment.js'
import { errorDocs } from './errors-docs.js'
import { layerMark } from './layer-mark.js'
import type { SchemaView } from './plan-view.js'

/** What is known of a definition: its description, kind, type or result, layer, and the TL line. */
export function definitionDocs(definition: Definition, schema: SchemaView): JSDocStructure {
  const { kind } = definition
  const about =
    kind === 'constructor'
      ? `Constructor ${docCode(definition.tlName)} of ${docCode(definition.union)}`
      : `Method ${docCode(definition.tlName)}, whose result is ${docCode(definition.tlResult)}`
  const namespace =
    definition.namespace.length === 0 ? '' : ` · namespace ${docCode(definition.namespace.join('.'))}`
  const layer = definition.layer ?? (schema.layer === undefined ? undefined : layerMark)
  const since = layer === undefined ? '' : ` · layer ${String(layer)}`
  const head = `${about} · id ${docCode(formatId(definition.id))}${namespace}${since}`
  const description = definition.description === undefined ? [] : [escapeDocComment(definition.description)]
  const returns = definition.kind === 'method' && definition.returns !== undefined ? [definition.returns] : []
  const see = (definition.see ?? []).map(docCode)
  return docComment([
    ...description,
    ...returns.map((text) => `Result: ${escapeDocComment(text)}`),
    ...(definition.notes ?? []).map(escapeDocComment),
    ...(see.length === 0 ? [] : [`See also ${see.join(', ')}.`]),
    head,
    `\`\`\`tl\n${escapeDocComment(definition.tl)}\n\`\`\``,
    ...errorDocs(definition, schema),
  ])
}

/** The TL type of a field, and its description where there is one. */
export function fieldDocs(field: Field): JSDocStructure {
  const tl = docCode(`${field.tlName}:${field.tlType}`)
  return docComment([field.description === undefined ? tl : `${escapeDocComment(field.description)} — ${tl}`])
}
