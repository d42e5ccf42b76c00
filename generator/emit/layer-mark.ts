/**
 * Stands for the layer of the schema in the comments of printed files, until their text is final: a new layer is in
 * all of them, and would have each formatted anew. No text of a schema holds this character: comments lose control
 * characters, and strings escape them.
 */
export const layerMark = '\u0001'

/** A text with its layer in the place of the marks. */
export function withLayer(text: string, layer: number | undefined): string {
  return layer === undefined ? text : text.replaceAll(layerMark, String(layer))
}
