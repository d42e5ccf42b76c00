/**
 * What must not reach a terminal as it is: C0 and C1 controls (escape sequences begin with them), marks that
 * reorder or hide text, line and paragraph separators, and halves of surrogate pairs.
 */
const unsafe =
  /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}\ud800-\udfff]/gu

const tabText = '    '

function visibleCharacter(character: string): string {
  const code = character.codePointAt(0) ?? 0
  if (character === '\t') return tabText
  // The block "control pictures" has one sign for each C0 control, in their order.
  if (code < 0x20) return String.fromCodePoint(0x2400 + code)
  if (code === 0x7f) return '\u2421'
  return `<U+${code.toString(16).toUpperCase().padStart(4, '0')}>`
}

/** The text with nothing in it that a terminal would obey: tabs as spaces, controls as signs. */
export function visible(text: string): string {
  return text.replace(unsafe, visibleCharacter)
}

/** Like `visible`, but `\n` stays: for messages of several lines. The further lines are indented. */
export function visibleLines(text: string, indent: string): string {
  return text.split(/\r?\n/).map(visible).join(`\n${indent}`)
}

const zeroWidth = /^\p{Mn}|^\p{Me}/u
const wide =
  /^(?:\p{Emoji_Presentation}|\p{sc=Han}|\p{sc=Hiragana}|\p{sc=Katakana}|\p{sc=Hangul}|[\u3000-\u303f\uff01-\uff60])/u

/** How many columns a terminal gives to a text that `visible` has made. */
export function columns(text: string): number {
  let width = 0
  for (const character of text) width += zeroWidth.test(character) ? 0 : wide.test(character) ? 2 : 1
  return width
}
