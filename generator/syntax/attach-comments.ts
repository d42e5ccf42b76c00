import type { CombinatorSyntax, CommentSyntax, FieldSyntax, ItemSyntax } from './ast.js'
import { hasLineEnd, lineEndsBetween } from './lines.js'

/** Comments cut into groups at blank lines. */
export function groupComments(
  text: string,
  comments: readonly CommentSyntax[],
): readonly (readonly CommentSyntax[])[] {
  const groups: CommentSyntax[][] = []
  let group: CommentSyntax[] = []
  let end: number | undefined
  for (const comment of comments) {
    if (end !== undefined && lineEndsBetween(text, end, comment.span.start) > 1) {
      groups.push(group)
      group = []
    }
    group.push(comment)
    end = comment.span.end
  }
  if (group.length > 0) groups.push(group)
  return groups
}

/** Puts the comments that stand within an item to the arguments that they are about. */
export function attachInside(text: string, item: ItemSyntax, comments: readonly CommentSyntax[]): ItemSyntax {
  if (comments.length === 0) return item
  if (item.kind !== 'combinator') return { ...item, leading: [...item.leading, ...comments] }
  const before = comments.filter((comment) => comment.span.start < item.name.span.start)
  const inside = comments.slice(before.length)
  return { ...item, leading: [...item.leading, ...before], ...attachToFields(text, item, inside) }
}

function attachToFields(
  text: string,
  item: CombinatorSyntax,
  comments: readonly CommentSyntax[],
): Pick<CombinatorSyntax, 'fields' | 'closing'> {
  let next = 0
  const takeWhile = (fits: (comment: CommentSyntax) => boolean): CommentSyntax[] => {
    const start = next
    for (let comment = comments[next]; comment !== undefined && fits(comment); comment = comments[next])
      next++
    return comments.slice(start, next)
  }
  const fields = item.fields.map((field, index): FieldSyntax => {
    const end = field.span.end
    const leading = takeWhile((comment) => comment.span.start < end)
    const limit = item.fields[index + 1]?.span.start ?? item.result.span.start
    const behind = comments[next]
    const isTrailing =
      behind !== undefined && behind.span.start < limit && isDirectlyBehind(text, end, behind.span.start)
    if (isTrailing) next++
    if (leading.length === 0 && !isTrailing) return field
    return { ...field, leading, ...(isTrailing && { trailing: behind }) }
  })
  const closing = comments.slice(next)
  return { fields, ...(closing.length > 0 && { closing }) }
}

/** On the same line, and not behind the `=` of the result. */
function isDirectlyBehind(text: string, end: number, start: number): boolean {
  return !hasLineEnd(text, end, start) && !text.slice(end, start).includes('=')
}
