import { z } from 'zod'

const name = '[A-Za-z_]\\w*(?:\\.[A-Za-z_]\\w*)*'
const element = `%?${name}(?:<%?${name}>)?`

const nameShape = z.string().regex(new RegExp(`^${name}$`), 'expected a TL name')

/** `#`, `!X`, `flags.3?Vector<long>`, `vector<%Message>`, `Vector t` */
const typeShape = z
  .string()
  .regex(new RegExp(`^(?:\\w+(?:\\.\\d+)?\\?)?(?:#|!?${name}(?:<${element}>)?|%${name}|${name} ${name})$`), {
    error: 'expected a TL type',
  })

/** An int32 in decimal digits, which is how JSON schemas write an id; some have the number itself. */
const idShape = z
  .union([z.string().regex(/^-?\d+$/, 'expected decimal digits'), z.int()])
  .transform(Number)
  .refine((id) => id >= -0x80000000 && id <= 0xffffffff, 'expected 32 bits')
  .transform((id) => id >>> 0)

const common = {
  id: idShape,
  params: z.array(z.object({ name: nameShape, type: typeShape })),
  type: typeShape,
}

/** An element of `constructors`. */
export const officialConstructorShape = z
  .object({ predicate: nameShape, ...common })
  .transform(({ predicate, ...rest }) => ({ name: predicate, ...rest }))

/** An element of `methods`. */
export const officialMethodShape = z
  .object({ method: nameShape, ...common })
  .transform(({ method, ...rest }) => ({ name: method, ...rest }))

/** The JSON form in which Telegram publishes its schemas. */
export const officialFileShape = z.object({
  constructors: z.array(z.unknown()),
  methods: z.array(z.unknown()),
})

export type OfficialEntry = z.infer<typeof officialConstructorShape>
