// teleproto with its own classes. Its layer is older: workloads with definitions that it lacks are left out.
import { createRequire } from 'node:module'
const require = createRequire(import.meta.url)
const { Api } = require('teleproto/tl/api.js')
const { BinaryReader } = require('teleproto/extensions/index.js')
const bigInt = createRequire(require.resolve('teleproto'))('big-integer')

const classOf = (name) => {
  const path = name.replace(/^mt_/, '').split('.')
  const last = path.pop()
  const names = [last.charAt(0).toUpperCase() + last.slice(1)]
  names.push(names[0].replace(/_(\w)/g, (_, c) => c.toUpperCase()))
  const space = path.reduce((at, part) => at?.[part], Api)
  const type = names.map((one) => space?.[one]).find((one) => one)
  if (!type) throw new Error(`no ${name}`)
  return type
}

const build = (value) => {
  if (Array.isArray(value)) return value.map(build)
  if (typeof value !== 'object' || value === null) return value
  if ('$long' in value) return bigInt(value.$long)
  if ('$bytes' in value) return Buffer.from(value.$bytes, 'base64')
  const { _: name, ...fields } = value
  return new (classOf(name))(Object.fromEntries(Object.entries(fields).map(([k, v]) => [k, build(v)])))
}

export const encode = (x) => x.getBytes()
export const decode = (bytes) => new BinaryReader(bytes).tgReadObject()

export function teleprotoList(data) {
  const able = data.filter(({ tree, decodes }) => {
    try {
      const bytes = encode(build(tree))
      if (decodes) encode(decode(bytes))
      return true
    } catch {
      return false
    }
  })
  return Object.fromEntries(
    able.map(({ name, tree, decodes }) => [name, { build: () => build(tree), type: decodes }]),
  )
}
