/** What an error is told of the request that it answers: its TL name, its class, or the request itself. */
export type RequestName = string | { readonly tlName: string } | { readonly _: string }

/** The numbers in the message of an error, by their names. */
export type RpcErrorArguments = Readonly<Record<string, number>>

/** The name of an error, and the numbers that its message has in the places of `%d`. */
export interface ParsedRpcError {
  readonly name: string
  readonly args: RpcErrorArguments
}

/** An error that the server has answered a request with. */
export class RpcErrorBase extends Error {
  /** As on the wire: 400 for a wrong request, 420 for too many of them, a negative one for a timeout. */
  readonly code: number
  /**
   * With `%d` in the place of numbers: `FLOOD_WAIT_%d`; an error that is not known has the name that it came with (a
   * `%d` in it is doubled: `%%d`).
   */
  override readonly name: string
  /** The numbers in the text: `{ seconds: 33 }`; which ones there are is known with the name. */
  readonly args: object
  /** As the server wrote it: `FLOOD_WAIT_33`. */
  readonly text: string
  /** The TL name of the request that it answers, where that is known. */
  readonly method: string | undefined

  constructor(code: number, text: string, { name, args }: ParsedRpcError, request?: RequestName) {
    const method = requestName(request)
    super(`${method === undefined ? '' : `${method}: `}${String(code)} ${text}`)
    this.code = code
    this.name = name
    this.args = args
    this.text = text
    this.method = method
  }

  /** Code and name in one: `420 FLOOD_WAIT_%d`. */
  get key(): string {
    return `${String(this.code)} ${this.name}`
  }
}

function requestName(request: RequestName | undefined): string | undefined {
  if (request === undefined || typeof request === 'string') return request
  return '_' in request ? request._ : request.tlName
}

/**
 * What an error means, with its arguments.
 * @param descriptions by the name of an error, or by code and name where the codes mean different things
 */
export function describeWith(
  descriptions: Readonly<Record<string, string>>,
  error: RpcErrorBase,
): string | undefined {
  const key = [error.key, error.name].find((one) => Object.hasOwn(descriptions, one))
  const args = new Map<string, unknown>(Object.entries(error.args))
  return key === undefined
    ? undefined
    : descriptions[key]?.replace(/\{(\w+)\}/g, (_, name: string) => String(args.get(name)))
}

interface Pattern {
  readonly name: string
  /** For each number of a text: the number that it must be, or the name of the argument that it is. */
  readonly numbers: readonly string[]
}

const noArguments: RpcErrorArguments = Object.freeze({})

/** Longer numbers than this are not exact. */
const maxDigits = 15

/**
 * The names of errors that have numbers in them. A text is looked up with all its numbers taken out, so it takes the
 * same time whatever the number of errors.
 */
export class RpcErrorNames {
  /** By the name with all numbers taken out. */
  readonly #patterns = new Map<string, Pattern[]>()

  /** @param words names, each with its arguments behind colons: `FLOOD_WAIT_%d:seconds`; without where it has none */
  constructor(words: string) {
    for (const word of words.split(' ')) {
      const [name = '', ...args] = word.split(':')
      let at = 0
      const numbers = Array.from(name.matchAll(/%d|\d+/g), ([part]) =>
        part === '%d' ? (args[at++] ?? '') : part,
      )
      const skeleton = name.replace(/%d|\d+/g, '%d')
      const others = this.#patterns.get(skeleton)
      // A name without an argument is meant literally, so it is tried first.
      if (!others) this.#patterns.set(skeleton, [{ name, numbers }])
      else if (args.length === 0) others.unshift({ name, numbers })
      else others.push({ name, numbers })
    }
  }

  /** The name and the arguments of a text of the server; one that is not known is its own name. */
  parse(text: string): ParsedRpcError {
    // A `%d` that the server wrote is no number. It is doubled, for the name would be that of an error with arguments.
    if (text.includes('%d')) return { name: text.replaceAll('%d', '%%d'), args: noArguments }
    const found = text.match(/\d+/g)
    if (!found) return { name: text, args: noArguments }
    for (const { name, numbers } of this.#patterns.get(text.replace(/\d+/g, '%d')) ?? []) {
      const args = match(numbers, found)
      if (args) return { name, args }
    }
    return { name: text, args: noArguments }
  }
}

function match(numbers: readonly string[], found: readonly string[]): RpcErrorArguments | undefined {
  const args: Record<string, number> = {}
  for (const [at, digits] of found.entries()) {
    const number = numbers[at] ?? ''
    if (/^\d/.test(number)) {
      if (number !== digits) return undefined
    } else if (digits.length > maxDigits) return undefined
    else args[number] = Number(digits)
  }
  return args
}
