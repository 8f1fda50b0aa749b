import { buildExplanation, type Explanation, type Rulebook } from '@virtual-school/rules'
import type { Decision } from '@virtual-school/rules/internal'
import { sentence } from '@virtual-school/rules/internal'
import { dateInWords } from '@virtual-school/rules/words'
import type { Envelope } from '../model/envelope.ts'
import type { Account, AccountInput, AccountPage, AccountPart, OpenedDecision } from './account.ts'
import { buildAsked, buildAskedSections } from './asked.ts'
import { buildChecksPart } from './checks.ts'
import { renderCorrection, renderDecisions } from './decided.ts'
import { buildLeftPart, dropErased } from './erased.ts'
import { type AccountSubject, buildPeoplePart, renderOpenChallenge } from './people.ts'
import { buildRightsPart, safeguards } from './safeguards.ts'
import { renderInstant } from './when-and-who.ts'

/**
 * What is known of one decision, for a person and as data. `rules` lend their words, and should be those that decided, as
 * they were kept. Pure and total: the same input gives the same account. If an `erased` event stands among the events
 * nothing of the contents is told, even if they are given.
 */
export const accountOf = (rules: { readonly rulebook: Rulebook }, given: AccountInput): Account => {
  const isErased = given.events.some(event => event.type === 'erased')
  const input = isErased ? dropErased(given) : given
  const { opened } = input
  return {
    format: 'virtual-school-account',
    v: 1,
    state: isErased ? 'erased' : opened === null ? 'sealed' : 'whole',
    record: input.envelope,
    asked: opened === null ? null : buildAsked(rules.rulebook, opened),
    found: opened === null ? null : dropTrace(opened.result),
    trace: opened?.trace ?? null,
    events: input.events,
    checks: input.checks,
    safeguards,
    page: opened === null ? buildPageWithoutContents(rules.rulebook, input) : buildWholePage(rules, input, opened),
  }
}

/** A result may come with its trace, which has its own place. */
const dropTrace = (result: OpenedDecision['result']): OpenedDecision['result'] =>
  Object.fromEntries(Object.entries(result).filter(([name]) => name !== 'trace')) as unknown as OpenedDecision['result']

const buildWholePage = (
  rules: { readonly rulebook: Rulebook },
  input: AccountInput,
  opened: OpenedDecision,
): AccountPage => {
  const decision: Decision = { ...opened.result, trace: opened.trace }
  const explanation = buildExplanation(rules, decision)
  const asked = buildAsked(rules.rulebook, opened)
  const people = { rulebook: rules.rulebook, decision: opened.result.decision }
  return {
    title: explanation.title,
    about: renderAbout(input.envelope, asked.authority.name, asked.asOf),
    reference: renderReference(input),
    brief: [
      ...renderCorrection(input.events),
      sentence(`A computer found: ${decision.summary}`),
      ...renderDecidedBrief(people, input.events),
      'A finding says what written rules come to. A person decides.',
    ],
    parts: [
      { id: 'asked', heading: 'What was asked', lead: [], sections: buildAskedSections(asked, input.envelope) },
      buildFoundPart(explanation, decision),
      buildPeoplePart(people, input.events),
      buildRightsPart(asked.authority.name, input.envelope.id, input.contact),
      buildChecksPart(input.envelope, input.checks),
      { ...workings, sections: [...explanation.workings, ...explanation.appendix] },
    ],
  }
}

const workings = {
  id: 'workings',
  heading: 'How it was worked out',
  lead: ['This is for anyone who wants to check every step: what was known, what was considered, and what came of it.'],
} as const

const buildFoundPart = ({ found }: Explanation, { missing }: Decision): AccountPart => ({
  id: 'found',
  heading: 'What the computer found',
  lead: ['A computer worked this out from written rules and from what it was told. It used nothing else.'],
  sections: [...found, ...(missing.length === 0 ? [] : [whoCouldSay])],
})

const whoCouldSay = {
  heading: 'Who could answer the open questions',
  isProse: true,
  entries: [
    {
      text: 'The rules do not say who has to answer. The people who know the child’s case can answer most of it: the child, a parent or carer, the social worker, the school and its designated teacher. Once an answer is known, the question can be asked again.',
    },
  ],
}

/** Everything that people decided, or that there is nothing; and whether a challenge waits for an answer. */
const renderDecidedBrief = (told: AccountSubject, events: AccountInput['events']): readonly string[] => {
  const decisions = renderDecisions(told, events, 'The reason given below says what.')
  return [
    ...(decisions.length === 0 ? ['No decision by a person is recorded.'] : decisions),
    ...renderOpenChallenge(events),
  ]
}

/** The day on which it was asked, and the day whose law applied, told apart. */
const renderAbout = ({ recordedAt }: Envelope, council: string, asOf: string | undefined): string => {
  const whose = council === '' ? 'The rules' : `The rules of ${council}`
  return `Asked on ${renderInstant(recordedAt)}.${asOf === undefined ? '' : ` ${whose} as they stood on ${dateInWords(asOf)}.`}`
}

const renderReference = ({ envelope, sentBy }: AccountInput): string =>
  [...(sentBy === undefined ? [] : [sentBy]), `Record ${envelope.id}`].join(' · ')

const buildPageWithoutContents = (rulebook: Rulebook, input: AccountInput): AccountPage => {
  const { envelope, events, checks, contact } = input
  const { decision = '', authority = '', asOf } = envelope
  const council = rulebook.authorities.get(authority)?.name ?? authority
  const left = buildLeftPart(rulebook, envelope, events)
  const people = { rulebook, decision }
  return {
    title: rulebook.decisions.get(decision)?.question ?? 'A record',
    about: renderAbout(envelope, council, asOf),
    reference: renderReference(input),
    brief: [...renderCorrection(events), `${left.heading}.`, ...renderDecidedBrief(people, events)],
    parts: [
      left,
      buildPeoplePart(people, events),
      buildRightsPart(council, envelope.id, contact),
      buildChecksPart(envelope, checks),
    ],
  }
}
