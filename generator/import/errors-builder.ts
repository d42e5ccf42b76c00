import {
  compareErrorKeys,
  errorKey,
  sortedErrorKeys,
  type ErrorKey,
  type ErrorTable,
  type MethodErrors,
  type RpcErrorSpec,
} from '../ir/errors.js'

/** Collects what one or more sources say; what came first is not overwritten. */
export class ErrorTableBuilder {
  readonly #errors = new Map<ErrorKey, RpcErrorSpec>()
  readonly #arguments = new Map<string, readonly string[]>()
  readonly #common = new Set<ErrorKey>()
  readonly #methods = new Map<string, MethodErrors>()

  addError(given: RpcErrorSpec): void {
    const spec = this.#withOneNaming(given)
    const key = errorKey(spec)
    const known = this.#errors.get(key)
    this.#errors.set(key, known === undefined ? spec : { ...spec, ...known })
  }

  /** All codes of a name have the same arguments: those that came first. */
  #withOneNaming(spec: RpcErrorSpec): RpcErrorSpec {
    const names = this.#arguments.get(spec.name)
    if (names === undefined) this.#arguments.set(spec.name, spec.arguments)
    if (names === undefined || names.length !== spec.arguments.length) return spec
    const description = spec.description?.replace(/\{(\w+)\}/g, (braces, name: string) => {
      const renamed = names[spec.arguments.indexOf(name)]
      return renamed === undefined ? braces : `{${renamed}}`
    })
    return { ...spec, arguments: names, ...(description !== undefined && { description }) }
  }

  addCommon(key: ErrorKey): void {
    this.#common.add(key)
  }

  /** The errors of two sources are joined. */
  addMethod(method: MethodErrors): void {
    const known = this.#methods.get(method.name)
    const errors = [...(known?.errors ?? []), ...method.errors]
    this.#methods.set(method.name, { ...method, ...known, errors })
  }

  add(table: ErrorTable): void {
    for (const spec of table.errors.values()) this.addError(spec)
    for (const key of table.common) this.addCommon(key)
    for (const method of table.methods.values()) this.addMethod(method)
  }

  /** All codes that a name has. */
  keysOfName(): ReadonlyMap<string, readonly ErrorKey[]> {
    const keys = new Map<string, ErrorKey[]>()
    for (const [key, { name }] of this.#errors) {
      const list = keys.get(name)
      if (list) list.push(key)
      else keys.set(name, [key])
    }
    return keys
  }

  /** Everything sorted; what is common is not an error of a method's own. */
  table(): ErrorTable {
    const byName = ([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number =>
      a < b ? -1 : a > b ? 1 : 0
    const own = (method: MethodErrors): MethodErrors => ({
      ...method,
      errors: sortedErrorKeys(method.errors.filter((key) => !this.#common.has(key))),
    })
    return {
      errors: new Map([...this.#errors].sort(([a], [b]) => compareErrorKeys(a, b))),
      common: sortedErrorKeys(this.#common),
      methods: new Map([...this.#methods].sort(byName).map(([name, method]) => [name, own(method)] as const)),
    }
  }
}
