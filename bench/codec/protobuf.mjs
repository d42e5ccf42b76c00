// protobufjs with a static module, which its generator made for an equivalent .proto.
import Long from 'long'

const plain = (value) => {
  if (Array.isArray(value)) return value.map(plain)
  if (typeof value !== 'object' || value === null) return value
  if ('$long' in value) return Long.fromString(value.$long)
  if ('$bytes' in value) return new Uint8Array(Buffer.from(value.$bytes, 'base64'))
  return undefined
}

export function protobufList(data, types, root) {
  const build = (tree) => {
    const type = root[tree._.replaceAll('.', '_')]
    const fields = {}
    for (const [key, value] of Object.entries(tree)) if (key !== '_') fields[key] = member(value)
    return type.create(fields)
  }
  const member = (value) => {
    if (Array.isArray(value)) return value.map(member)
    if (typeof value !== 'object' || value === null || !('_' in value)) return plain(value)
    const union = root[`T_${types[value._]}`]
    return union.create({ [value._.replaceAll('.', '_')]: build(value) })
  }
  return Object.fromEntries(
    data.map(({ name, tree }) => [
      name,
      { build: () => build(tree), type: root[tree._.replaceAll('.', '_')] },
    ]),
  )
}

export const encode = (x, type) => type.encode(x).finish()
export const decode = (bytes, type) => type.decode(bytes)
