import type { Diagnostic } from '../diagnostics/diagnostic.js'

/** What a server may ask of us. */
export interface FetchLimits {
  /** In milliseconds, for all of it. */
  readonly timeout: number
  readonly maxBytes: number
  readonly maxRedirects: number
}

const usualLimits: FetchLimits = { timeout: 20_000, maxBytes: 16 * 1024 * 1024, maxRedirects: 5 }

/** The bytes behind a URL, or why there are none. */
export type FetchResult =
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array }
  | { readonly kind: 'failed'; readonly diagnostics: readonly Diagnostic[] }

/** Gets a file over HTTP; TL4007 for whatever does not go well. */
export async function fetchBytes(address: string, limits: FetchLimits = usualLimits): Promise<FetchResult> {
  const signal = AbortSignal.timeout(limits.timeout)
  try {
    return { kind: 'bytes', bytes: await get(address, limits, signal) }
  } catch (error) {
    const reason = signal.aborted
      ? `the server has not answered within ${String(limits.timeout / 1000)} s`
      : reasonOf(error)
    const diagnostic: Diagnostic = {
      code: 'TL4007',
      severity: 'error',
      message: `cannot fetch ${address}: ${reason}`,
      hint: 'download the file and name it instead',
    }
    return { kind: 'failed', diagnostics: [diagnostic] }
  }
}

/** A problem with what the server said. */
class FetchError extends Error {}

async function get(address: string, limits: FetchLimits, signal: AbortSignal): Promise<Uint8Array> {
  let url = new URL(address)
  for (let redirects = 0; ; redirects++) {
    if (url.protocol !== 'https:' && url.protocol !== 'http:') {
      throw new FetchError(`the server leads to ${url.protocol}, which is not followed`)
    }
    const response = await fetch(url, { redirect: 'manual', signal })
    const location = response.headers.get('location')
    if (response.status >= 300 && response.status < 400 && location !== null) {
      await response.body?.cancel()
      if (redirects >= limits.maxRedirects) throw new FetchError('the server redirects too often')
      url = new URL(location, url)
      continue
    }
    if (!response.ok) {
      await response.body?.cancel()
      throw new FetchError(`the server says ${String(response.status)} ${response.statusText}`.trimEnd())
    }
    return readBody(response, limits.maxBytes)
  }
}

/** What the server says of the length is not believed. */
async function readBody(response: Response, maxBytes: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  let length = 0
  const body: AsyncIterable<Uint8Array> | null = response.body
  for await (const chunk of body ?? []) {
    length += chunk.length
    if (length > maxBytes)
      throw new FetchError(`the file has more than ${String(maxBytes / 1024 / 1024)} MiB`)
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

/** Of a failed connection, `fetch` says why in its cause. */
function reasonOf(error: unknown): string {
  if (error instanceof FetchError) return error.message
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error
  if (cause instanceof Error) return cause.message || ('code' in cause ? String(cause.code) : cause.name)
  return String(cause)
}
