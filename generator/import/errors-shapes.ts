import { z } from 'zod'
import type { Diagnostic, Place, SourceText } from '../diagnostics/diagnostic.js'
import type { Callers, ErrorKey } from '../ir/errors.js'
import { jsonPlaces, type JsonPath } from './errors-json-places.js'

interface ObjectIssue {
  readonly code?: string
  readonly keys?: readonly string[]
}

/** What is said of a value that is not the object that it should be, or has a key too many. */
export function objectError(wanted: string): { readonly error: (issue: ObjectIssue) => string } {
  return {
    error: ({ code, keys = [] }) =>
      code === 'unrecognized_keys'
        ? `${keys.map((key) => `\`${key}\``).join(' and ')} ${keys.length === 1 ? 'is' : 'are'} not known here`
        : `expected ${wanted}`,
  }
}

/** `FLOOD_WAIT_%d`, `2FA_CONFIRM_WAIT_%d`, `Timeout` */
const nameWanted = 'expected the name of an error, such as `FLOOD_WAIT_%d`'
export const errorNameShape = z
  .string(nameWanted)
  .regex(/^(?:\w|%d)+$/, nameWanted)
  // As the key of an object it would set the prototype, and the error would be lost.
  .refine((name) => name !== '__proto__', 'cannot be the name of an error')

const methodWanted = 'expected the TL name of a method'
export const methodNameShape = z.string(methodWanted).regex(/^[A-Za-z_]\w*(\.[A-Za-z_]\w*)*$/, methodWanted)

/** An HTTP-like code; negative ones are timeouts within the server. */
const codeWanted = 'expected a whole number from -999 to 999'
export const errorCodeShape = z.int(codeWanted).min(-999, codeWanted).max(999, codeWanted)

/** `400 USER_IS_BLOCKED` */
export const errorKeyShape = z.custom<ErrorKey>((value) => typeof value === 'string' && isErrorKey(value), {
  error: 'expected a code and the name of an error, such as `420 FLOOD_WAIT_%d`',
})

export function isErrorKey(text: string): text is ErrorKey {
  return /^-?\d{1,3} (?:\w|%d)+$/.test(text)
}

/** TL5001 */
export function wrongRow(message: string, place: Place): Diagnostic {
  return { code: 'TL5001', severity: 'error', message, place }
}

/** TL5001: what two rows say cannot both be. */
export function contradiction(message: string, place: Place, first: Place, note = 'first here'): Diagnostic {
  return { ...wrongRow(message, place), notes: [{ message: note, place: first }] }
}

/** Where a file first says who may call a method, so that it cannot say something else later. */
export class CallersSeen {
  readonly #first = new Map<string, { readonly callers: Callers; readonly place: Place }>()

  /** TL5001 if the file has said otherwise before. */
  add(method: string, callers: Callers, place: Place): readonly Diagnostic[] {
    const first = this.#first.get(method)
    if (!first) this.#first.set(method, { callers, place })
    if (!first || first.callers === callers) return []
    return [contradiction(`\`${method}\` is for others here`, place, first.place)]
  }
}

/** TL5002 */
export function unknownError(key: string, method: string, place: Place): Diagnostic {
  const message = `\`${method}\` gives \`${key}\`, which is not among the errors`
  return { code: 'TL5002', severity: 'error', message, place }
}

/** Collects the problems of a JSON file; the places are searched for when the first one is found. */
export class JsonProblems {
  readonly diagnostics: Diagnostic[] = []
  readonly #source: SourceText
  #places: ReturnType<typeof jsonPlaces> | undefined

  constructor(source: SourceText) {
    this.#source = source
  }

  place(path: JsonPath): Place {
    this.#places ??= jsonPlaces(this.#source.text)
    return { source: this.#source, span: this.#places(path) }
  }

  /**
   * The value as its shape has it, or undefined and a TL5001 for each thing that is wrong with it.
   * @param path of the value in the file
   */
  read<T>(value: unknown, shape: z.ZodType<T>, path: JsonPath): T | undefined {
    const result = shape.safeParse(value)
    if (result.success) return result.data
    for (const issue of result.error.issues) {
      const inner = issue.path.map((part) => (typeof part === 'symbol' ? String(part) : part))
      const where = [...path, ...inner].join('.')
      this.wrong(`\`${where}\`: ${issue.message}`, [...path, ...inner])
    }
    return undefined
  }

  wrong(message: string, path: JsonPath): void {
    this.diagnostics.push(wrongRow(message, this.place(path)))
  }

  unknown(key: string, method: string, path: JsonPath): void {
    this.diagnostics.push(unknownError(key, method, this.place(path)))
  }
}
