import type { ExplanationEntry, Rulebook } from '@virtual-school/rules'
import { sentence } from '@virtual-school/rules/internal'
import { factClause } from '@virtual-school/rules/words'
import { countsAs, eventWords } from '../model/events.ts'
import type { EventWords } from '../model/record-types.ts'
import type { AccountPart, LaterEvent } from './account.ts'
import { renderDetailName, renderDetailValue } from './detail-words.ts'
import { buildSeenEntries, hasReason } from './seen.ts'
import { renderActor, renderClient, renderInstant } from './when-and-who.ts'

/** Of a contested fact: which, what it should be, and what the computer would find then. Nothing, if that can be read no more. */
const buildContestedEntries = (
  { rulebook, decision }: { readonly rulebook: Rulebook; readonly decision: string | undefined },
  { details = {} }: LaterEvent,
): readonly ExplanationEntry[] => {
  const { fact, shouldBe, wouldAnswer } = details
  if (typeof fact !== 'string' || shouldBe === undefined) return []
  const known = rulebook.factsByName.get(fact)
  const words = known === undefined || shouldBe === null ? `${shouldBe ?? 'not known'}` : factClause(known, shouldBe)
  return [
    { lead: renderDetailName('fact'), text: known?.label ?? fact },
    { lead: renderDetailName('shouldBe'), text: sentence(words) },
    { lead: 'What the computer would find then', text: sentence(renderFound(rulebook, decision, wouldAnswer)) },
  ]
}

const renderFound = (rulebook: Rulebook, decision: string | undefined, answer: unknown): string => {
  if (answer === null || answer === undefined) return 'no answer: what is known would not settle it'
  const known = rulebook.decisions.get(decision ?? '')?.answers.find(one => one.id === answer)
  return known?.summary ?? String(answer)
}

/** Which decision an event speaks of, and in whose words. */
export interface AccountSubject {
  readonly rulebook: Rulebook
  readonly decision: string | undefined
}

/** What people did after the finding, kept apart from it: what was decided, what else was done, and who has seen it. */
export const buildPeoplePart = (subject: AccountSubject, events: readonly LaterEvent[]): AccountPart => {
  const entriesOf = (some: readonly LaterEvent[]) => some.map(event => buildEventEntry(subject, event))
  const of = (group: EventWords['group']) => events.filter(event => eventWords(event.type).group === group)
  const seen = of('seen')
  const plain = buildSeenEntries(seen.filter(event => !hasReason(event)))
  return {
    id: 'people',
    heading: 'What people decided afterwards',
    lead: [...renderNobodyYet(events), ...renderOpenChallenge(events)],
    sections: [
      { heading: 'Decided by a person', entries: entriesOf(of('decided')) },
      { heading: 'What else was done', entries: entriesOf(of('done')) },
      { heading: 'Who has seen the record', entries: [...plain, ...entriesOf(seen.filter(hasReason))] },
    ].filter(one => one.entries.length > 0),
  }
}

/** That a person still has to answer a challenge, if it is so. */
export const renderOpenChallenge = (events: readonly LaterEvent[]): readonly string[] =>
  isChallengeOpen(events) ? ['It was challenged, and no decision by a person is recorded since then.'] : []

/** Whether the finding or a fact was challenged, and no person decided after the last challenge. */
export const isChallengeOpen = (events: readonly LaterEvent[]): boolean => {
  const last = events.findLastIndex(({ type }) => countsAs(type, 'challenged'))
  return last >= 0 && !events.slice(last).some(isDecision)
}

/** Whether a person decided: agreed with the finding, or decided otherwise. */
export const isDecision = ({ type }: LaterEvent): boolean => countsAs(type, 'decided')

const renderNobodyYet = (events: readonly LaterEvent[]): readonly string[] =>
  events.some(isDecision)
    ? []
    : ['No decision by a person is recorded. Until there is one, this is a finding and not a decision.']

/** What a program recorded of a reading or a copy is for programs. */
const isSeen = ({ type }: LaterEvent): boolean => eventWords(type).group === 'seen'

const buildEventEntry = (subject: AccountSubject, event: LaterEvent): ExplanationEntry => {
  const { lead, text } = eventWords(event.type)
  const details =
    event.type === 'contested' ? buildContestedEntries(subject, event) : isSeen(event) ? [] : buildDetailEntries(event)
  const under = [...buildAnswerEntry(subject, event), ...buildReasonEntry(event), ...details]
  return { lead, text: `${text} ${renderWhenAndWho(event)}`, ...(under.length === 0 ? {} : { under }) }
}

const renderWhenAndWho = ({ recordedAt, actor, approver, client }: LaterEvent): string =>
  sentence(`Recorded on ${renderInstant(recordedAt)}, ${renderActor(actor, approver)}, ${renderClient(client)}`)

const buildAnswerEntry = (subject: AccountSubject, { answer }: LaterEvent): readonly ExplanationEntry[] => {
  if (answer === undefined) return []
  return [{ lead: 'What was decided', text: sentence(renderAnswer(subject, answer)) }]
}

/** The summary of an answer in these rules; its id if the rules do not have it. */
export const renderAnswer = ({ rulebook, decision }: AccountSubject, answer: string): string =>
  rulebook.decisions.get(decision ?? '')?.answers.find(one => one.id === answer)?.summary ?? answer

const buildReasonEntry = ({ type, reason }: LaterEvent): readonly ExplanationEntry[] => {
  if (reason !== undefined) return [{ lead: 'Reason given', text: reason }]
  return type === 'overridden' ? [{ lead: 'Reason given', text: 'It cannot be read here.' }] : []
}

const buildDetailEntries = ({ details = {} }: LaterEvent): readonly ExplanationEntry[] =>
  Object.entries(details).map(([name, value]) => ({
    lead: renderDetailName(name),
    text: renderDetailValue(name, value),
  }))
