/**
 * What an explanation says, before it is decided how it looks: sections of entries, entries under entries. All texts here
 * are plain; each renderer makes them safe for its own format.
 */
export interface Explanation {
  readonly title: string
  readonly about: string
  /** The answer and all that was found, with what is open. */
  readonly found: readonly Section[]
  /** What was known, what was considered besides, and by which rules. */
  readonly workings: readonly Section[]
  /** For the auditor: every definition with each of its conditions. */
  readonly appendix: readonly Section[]
}

/** A heading and what stands under it. */
export interface Section {
  readonly heading: string
  /** Paragraphs instead of a list. */
  readonly isProse?: boolean
  readonly entries: readonly Entry[]
}

/** A text, with further entries under it. */
export interface Entry {
  /** Stands out, before the text and a colon. */
  readonly lead?: string
  readonly text: string
  readonly under?: readonly Entry[]
}

/** The sections in which anything stands. */
export const filled = (sections: readonly Section[]): readonly Section[] =>
  sections.filter(section => section.entries.length > 0)
