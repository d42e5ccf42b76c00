import { distance } from 'fastest-levenshtein'

/** Longer words are not compared: nobody mistypes them by a letter, and the work grows with the square. */
const maxLength = 120
/** A schema has a few thousand names; more candidates than this are not looked at. */
const maxCandidates = 50_000

/**
 * The candidate that was probably meant, for "did you mean `…`?". A third of the letters may differ; of
 * candidates equally near, the first one is taken. The word itself is never the answer.
 */
export function suggest(word: string, candidates: Iterable<string>): string | undefined {
  if (word.length === 0 || word.length > maxLength) return undefined
  const lower = word.toLowerCase()
  let best: string | undefined
  let bestDistance = Math.max(1, Math.floor(word.length / 3)) + 1
  let looked = 0
  for (const candidate of candidates) {
    if (++looked > maxCandidates) break
    if (candidate === word || Math.abs(candidate.length - word.length) >= bestDistance) continue
    // Case is the most frequent mistake: it counts for less than any other letter.
    const letters = distance(lower, candidate.toLowerCase())
    const current = letters > 0 && candidate.charAt(0) === word.charAt(0) ? letters : letters + 0.5
    if (current >= bestDistance) continue
    best = candidate
    bestDistance = current
  }
  // Words of one or two letters are near to everything.
  if (best !== undefined && word.length <= 2 && bestDistance >= 1) return undefined
  return best
}

/** The hint of a diagnostic: "did you mean `InputPeer`?", or nothing. */
export function didYouMean(word: string, candidates: Iterable<string>): string | undefined {
  const found = suggest(word, candidates)
  return found === undefined ? undefined : `did you mean \`${found}\`?`
}
