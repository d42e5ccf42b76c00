/** What `tlforge explain` says about a code. */
export interface ExplanationPage {
  /** What is wrong and why it matters; paragraphs are separated by a blank line. */
  readonly meaning: string
  /** The language of both examples. */
  readonly language: 'tl' | 'ts' | 'json' | 'sh'
  readonly wrong: string
  readonly right: string
}
