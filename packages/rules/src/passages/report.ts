/** A cited passage and what became of it in the document that a holder has. */
export interface PassageFinding {
  readonly locator: string
  /** What cites it: names of rules, definitions, readings and facts, or the register. */
  readonly by: readonly string[]
  /**
   * found: where the locator says · moved: the same words stand in another place · changed: other words stand there, of which
   * nothing says anything · gone: the words stand nowhere, and nothing has taken their place.
   */
  readonly state: 'found' | 'moved' | 'changed' | 'gone'
  /** The line on which the words stand, from 1; null if they stand nowhere. */
  readonly line: number | null
  /** Where a reader finds them now: under which heading, and how the sentence begins; null if they stand nowhere. */
  readonly place: string | null
}

/** Words of the document that something is to be done about. */
export interface Stretch {
  readonly line: number
  /** As they stand in the holder’s own copy, from which they were read just now; they are kept nowhere. */
  readonly text: string
}

/** A sentence that binds, by its words, and that no rule cites. */
export interface UncitedSentence extends Stretch {
  /** What the register says was made of it; null if it says nothing. */
  readonly register: { readonly class: string; readonly reason: string | null } | null
}

/** One document held against the rules. */
export interface DocumentReport {
  readonly source: string
  readonly passages: readonly PassageFinding[]
  /** What no entry of the register accounts for; empty if the document has no register. */
  readonly unregistered: readonly Stretch[]
  readonly uncited: readonly UncitedSentence[]
}
