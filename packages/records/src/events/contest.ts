import type { Issue } from '@virtual-school/rules'
import type { Rules } from '@virtual-school/rules/internal'
import { accepted, nearest, withSuggestion } from '@virtual-school/rules/internal'
import type { Records } from '../append/records.ts'
import type { DecisionHandle } from '../find/record.ts'
import { readRecordedRules } from '../log/rules.ts'
import { type Checked, refusal } from '../model/checked.ts'
import type { EventRequest } from '../model/events.ts'
import type { DecisionPayload, EventPayload } from '../model/payload.ts'
import { openRecord } from '../unseal/open.ts'

type Contested = Extract<EventRequest, { readonly type: 'contested' }>

/**
 * What is sealed of a contested fact: which, what it should be, and what the rules that decided would answer with it. Issues: a fact
 * that there is not or that is not kept, a value that it cannot have, or contents or rules that can no longer be read. Nothing in an
 * issue depends on what the decision was told.
 */
export const buildContest = async (
  records: Pick<Records, 'database' | 'keys'>,
  { row }: DecisionHandle,
  event: Contested,
): Promise<Checked<EventPayload>> => {
  const opened = await openRecord(records, row)
  if (opened.state !== 'decision') return refusal('not-allowed-here', '/id', cannotBeRead)
  const rules = await readRecordedRules(records.database, opened.envelope.rules?.digest ?? '')
  if (!rules.ok) return refusal('not-allowed-here', '/id', cannotBeRead)
  const { request } = opened.payload
  const issues = checkFact(rules.value, request, event)
  if (issues.length > 0) return { ok: false, issues }
  const { fact, shouldBe, reason } = event
  const again = rules.value.evaluateForRecord({ ...request, facts: { ...request.facts, [fact]: shouldBe } })
  // Of what is kept no two facts can contradict one another: only a date of birth could.
  if ('issues' in again) return refusal('contradiction', '/shouldBe', 'This does not go together with what was told.')
  const would = { wouldAnswer: again.findings.answer, wouldStatus: again.findings.status }
  return accepted({ ...(reason === undefined ? {} : { reason }), fact, shouldBe, ...would })
}

const cannotBeRead =
  'What the decision was told, or the rules that decided, can no longer be read, so what another value would change cannot be worked out. Record a challenge instead.'

/** The value is tried alone, so that no issue says anything of the other facts. */
const checkFact = (
  rules: Rules,
  { decision, authority, asOf }: DecisionPayload['request'],
  { fact, shouldBe }: Contested,
): readonly Issue[] => {
  const known = rules.facts.find(one => one.name === fact)
  if (known === undefined) return [describeUnknownFact(rules, fact)]
  if (!known.kept) return [notKept]
  const alone = rules.evaluateForRecord({ decision, authority, asOf, facts: { [fact]: shouldBe } })
  return 'issues' in alone ? alone.issues.map(issue => ({ ...issue, pointer: '/shouldBe' })) : []
}

const describeUnknownFact = (rules: Rules, fact: string): Issue => {
  const names = rules.facts.filter(one => one.kept).map(one => one.name)
  const message = 'The rules that decided know no fact of this name. “virtual-school facts” lists them.'
  return withSuggestion({ code: 'unknown-fact', pointer: '/fact', message }, nearest(fact, names))
}

const notKept: Issue = {
  code: 'not-allowed-here',
  pointer: '/fact',
  message: 'This fact is not kept with decisions. Contest a fact that is made of it, such as ageYears.',
}
