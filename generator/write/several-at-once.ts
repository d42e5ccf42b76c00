/** How many pieces of work wait for the disk at once. */
const concurrency = 64

/** Does the work for each item, several at once. Where one fails, nothing goes on any more when this throws. */
export async function severalAtOnce<T>(
  items: readonly T[],
  work: (item: T, index: number) => Promise<void>,
): Promise<void> {
  const rest = items.entries()
  let hasFailed = false
  const worker = async (): Promise<void> => {
    for (const [index, item] of rest) {
      if (hasFailed) return
      await work(item, index).catch((error: unknown) => {
        hasFailed = true
        throw error
      })
    }
  }
  const results = await Promise.allSettled(Array.from({ length: concurrency }, worker))
  const failed = results.find((result) => result.status === 'rejected')
  if (failed) throw failed.reason
}
