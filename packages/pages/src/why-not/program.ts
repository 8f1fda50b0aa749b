import { parseSerializedRules } from '@virtual-school/rules'
import { type WhyNot, whyNot } from '@virtual-school/verify'
import { type FoundChanges, searchReach, type WhyNotReport, type WhyNotTask } from './task.ts'

/** The program of the process that searches: one search, by the rules that it is given, and its end. */
process.once('message', async (task: WhyNotTask) => {
  process.send?.(await search(task), () => process.exit())
})

const search = async ({ rules: text, digest, request, wanted }: WhyNotTask): Promise<WhyNotReport> => {
  const rules = parseSerializedRules(text, digest)
  if (!rules.ok) throw new Error('The rules that were handed over do not load.')
  const found = await whyNot(rules.value, request, wanted, searchReach)
  return 'issues' in found ? { kind: 'refused' } : { kind: 'found', ...changesOf(found) }
}

const changesOf = (found: WhyNot): FoundChanges => ({
  outcome: found.outcome,
  forced: textsOf(found.presentForcedBy?.facts),
  ways: found.proposals.map(({ learnings, changes }) => ({ learnings: textsOf(learnings), changes: textsOf(changes) })),
  isShortest: found.smallest === 'proved',
  isAll: found.complete === 'yes',
  ruledOut: textsOf(found.ruledOutBy?.facts),
})

const textsOf = (facts: readonly { readonly text: string }[] = []): readonly string[] => facts.map(one => one.text)
