/**
 * What an explanation says, before it is decided how it looks: sections of entries, entries under entries. All texts here
 * are plain; each renderer makes them safe for its own format.
 */
export interface Explanation {
  readonly title: string
  readonly about: string
  readonly sections: readonly Section[]
}

export interface Section {
  readonly heading: string
  /** Paragraphs, where a list would look odd. */
  readonly isProse?: boolean
  readonly entries: readonly Entry[]
}

export interface Entry {
  /** Stands out, before the text and a colon. */
  readonly lead?: string
  readonly text: string
  readonly under?: readonly Entry[]
}
