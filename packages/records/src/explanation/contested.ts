import { type ExplanationEntry, factClause, type Rulebook, sentence } from '@virtual-school/rules'
import { detailName } from './detail-words.ts'
import type { LaterEvent } from './input.ts'

/** Of a contested fact: which, what it should be, and what the computer would find then. Nothing, if that can be read no more. */
export const contestedEntries = (
  { rulebook, decision }: { readonly rulebook: Rulebook; readonly decision: string | undefined },
  { details = {} }: LaterEvent,
): readonly ExplanationEntry[] => {
  const { fact, shouldBe, wouldAnswer } = details
  if (typeof fact !== 'string' || shouldBe === undefined) return []
  const known = rulebook.factsByName.get(fact)
  const words = known === undefined || shouldBe === null ? `${shouldBe ?? 'not known'}` : factClause(known, shouldBe)
  return [
    { lead: detailName('fact'), text: known?.label ?? fact },
    { lead: detailName('shouldBe'), text: sentence(words) },
    { lead: 'What the computer would find then', text: sentence(found(rulebook, decision, wouldAnswer)) },
  ]
}

const found = (rulebook: Rulebook, decision: string | undefined, answer: unknown): string => {
  if (answer === null || answer === undefined) return 'no answer: what is known would not settle it'
  const known = rulebook.decisions.get(decision ?? '')?.answers.find(one => one.id === answer)
  return known?.summary ?? String(answer)
}
