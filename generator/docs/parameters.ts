import { isHiddenMask } from '../emit/masks.js'
import type { Definition, Field } from '../ir/schema.js'
import { propertyName } from '../naming/names.js'
import type { DocContext } from './context.js'
import type { Parameter, Prose } from './model.js'
import { plain, proseOf } from './prose.js'
import { typeLine, typeSentence } from './type-line.js'

/** The rows of the table of parameters, or of fields. */
export function parametersOf({ fields }: Definition, context: DocContext): readonly Parameter[] {
  return fields.map((field) => {
    const { condition } = field
    return {
      name: field.tlName,
      ...(!isHiddenMask(field) && { property: propertyName(field.tlName) }),
      type: typeLine(field.type, context.schema, context.names),
      ...(condition && { flag: `${condition.mask}.${String(condition.bit)}` }),
      together: sharersOf(field, fields),
      about: aboutField(field, fields, context),
    }
  })
}

/** The other fields of the same bit. A flag alone says nothing that its own bit does not. */
function sharersOf(field: Field, fields: readonly Field[]): readonly string[] {
  const { condition } = field
  if (!condition) return []
  return fields
    .filter((other) => other !== field && other.condition?.mask === condition.mask)
    .filter((other) => other.condition?.bit === condition.bit)
    .map(({ tlName }) => tlName)
}

function aboutField(field: Field, fields: readonly Field[], { schema, names }: DocContext): Prose {
  if (field.description !== undefined) return proseOf(field.description, schema.name, names)
  if (!field.isMask) return [plain(typeSentence(field.type))]
  const count = fields.filter(({ condition }) => condition?.mask === field.tlName).length
  const what = count === 1 ? 'one field is' : `${String(count)} fields are`
  return [plain(`A mask: its bits say whether ${what} there. Written and read without your doing.`)]
}
