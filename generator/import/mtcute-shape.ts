import { z } from 'zod'

/** A name of TL: segments of letters, digits and `_` between dots. */
const tlName = z.string().regex(/^[A-Za-z_]\w*(\.[A-Za-z_]\w*)*$/, 'expected a TL name')
const uint32 = z.int().min(0).max(0xffffffff)

/** What a `type` does not say by itself. */
const modifiersShape = z.object({
  /** `flags.3` */
  predicate: z
    .string()
    .regex(/^\w+(\.\d{1,2})?$/, 'expected a mask and a bit')
    .optional(),
  /** `Vector<type>` */
  isVector: z.boolean().optional(),
  /** `vector<type>` */
  isBareVector: z.boolean().optional(),
  /** `%type` */
  isBareUnion: z.boolean().optional(),
  /** The type is the name of a constructor. */
  isBareType: z.boolean().optional(),
})

const argumentShape = z.object({
  name: tlName,
  type: z.string().regex(/^(#|!?[A-Za-z_]\w*(\.[A-Za-z_]\w*)*)$/, 'expected a TL type'),
  typeModifiers: modifiersShape.optional(),
})

/**
 * An entry of a schema file of `@mtcute/tl` (in `@mtcute/core`: `tl/api-schema.json`). Descriptions and errors are
 * in it too and left out here, as is the id of the constructor that a result can only have.
 */
export const mtcuteEntryShape = z.object({
  kind: z.enum(['class', 'method']),
  name: tlName,
  id: uint32,
  type: tlName,
  typeModifiers: modifiersShape.optional(),
  arguments: z.array(argumentShape),
  generics: z.array(z.object({ name: tlName, type: tlName })).optional(),
})

/** `l` is the layer, `e` the entries, `u` the descriptions of the unions. */
export const mtcuteFileShape = z.object({ l: z.int().min(1), e: z.array(z.unknown()) })

export type MtcuteEntry = z.infer<typeof mtcuteEntryShape>
export type MtcuteArgument = z.infer<typeof argumentShape>
export type MtcuteModifiers = z.infer<typeof modifiersShape>
