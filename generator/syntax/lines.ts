/** The number of line ends (`\n`, `\r\n`, `\r`) in `text` between two offsets. */
export function lineEndsBetween(text: string, start: number, end: number): number {
  let count = 0
  for (let at = start; at < end; at++) {
    const unit = text.charCodeAt(at)
    if (unit === 10 || (unit === 13 && text.charCodeAt(at + 1) !== 10)) count++
  }
  return count
}

/** Whether a line ends between two offsets. */
export function hasLineEnd(text: string, start: number, end: number): boolean {
  for (let at = start; at < end; at++) {
    const unit = text.charCodeAt(at)
    if (unit === 10 || unit === 13) return true
  }
  return false
}

/** How far an offset is from the start of its line, in UTF-16 units. */
export function columnOf(text: string, offset: number): number {
  let at = offset
  while (at > 0) {
    const unit = text.charCodeAt(at - 1)
    if (unit === 10 || unit === 13) break
    at--
  }
  return offset - at
}
