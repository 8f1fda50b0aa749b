import type { Scalar, VocabularyFact } from '@virtual-school/rules'

/** A question to a person, about one fact. */
export interface PromptQuestion {
  readonly fact: VocabularyFact
  /** How many questions still bear on the answer, this one among them. */
  readonly openCount: number
}

/** What a person replied to a question. */
export type PromptReply =
  | { readonly kind: 'answer'; readonly value: Scalar }
  | { readonly kind: 'not-known' }
  /** Not now: it stays not asked, and is not asked again. */
  | { readonly kind: 'skip' }
  | { readonly kind: 'stop' }

/** Puts questions to a person and tells them what was wrong with a reply. */
export interface Prompter {
  readonly ask: (question: PromptQuestion) => Promise<PromptReply>
  readonly say: (message: string) => void
}
