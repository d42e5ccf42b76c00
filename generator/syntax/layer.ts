import type { CommentSyntax, ItemSyntax, SchemaSyntax } from './ast.js'

/** The layer that a `// LAYER 225` comment names; the highest one if there are several. */
export function layerOf(schema: SchemaSyntax): number | undefined {
  let highest: number | undefined
  for (const item of schema.items) {
    for (const { text } of commentsOf(item)) {
      const digits = /^\s*layer\s+([0-9]{1,9})\s*$/i.exec(text)?.[1]
      if (digits !== undefined) highest = Math.max(highest ?? 0, Number(digits))
    }
  }
  return highest
}

function commentsOf({ leading, trailing }: ItemSyntax): readonly CommentSyntax[] {
  return trailing === undefined ? leading : [...leading, trailing]
}
