import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

/**
 * Frees what nobody needs any more. By itself, V8 lets the heap grow to about its double first, and who watches for a
 * day should not take more memory than who generates once.
 */
export function collectGarbage(): void {
  // The function is in contexts that begin later.
  setFlagsFromString('--expose-gc')
  runInNewContext('gc()')
}
