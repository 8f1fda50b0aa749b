import type { InterviewReply, VocabularyFact } from '@virtual-school/rules'

/** A question to a person, about one fact. */
export interface PromptQuestion {
  readonly fact: VocabularyFact
  /** What the person is told of how far the interview is: “question 3”. */
  readonly progress: string
  /** Whether there is a question before this one, to go back to or to reply to otherwise. */
  readonly hasEarlier: boolean
}

/** What a person replied to a question: something about the fact, or where to go instead. */
export type PromptReply =
  | InterviewReply
  | { readonly kind: 'back' }
  | { readonly kind: 'change' }
  /** No more questions: what can be said by now is enough. */
  | { readonly kind: 'enough' }
  | { readonly kind: 'stop' }

/** Puts questions to a person, and tells them things. Nothing is chosen before the person chooses it. */
export interface Prompter {
  readonly ask: (question: PromptQuestion) => Promise<PromptReply>
  /** The place of the option that was chosen; undefined if the person stops. */
  readonly choose: (message: string, options: readonly string[]) => Promise<number | undefined>
  /** Tells how things stand. */
  readonly tell: (message: string) => void
  /** Says what was wrong with a reply, or what became of one. */
  readonly say: (message: string) => void
}
