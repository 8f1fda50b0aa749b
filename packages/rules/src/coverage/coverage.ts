import { match } from 'ts-pattern'
import { authoritiesInOrder, ownEditions } from '../compile/authorities.ts'
import { listParts } from '../compile/conditions.ts'
import { eventsFor, hasEvent } from '../compile/questions.ts'
import type { Authority, Rule, Rulebook, RuleEvent } from '../compile/rulebook.ts'
import type { Decision } from '../evaluate/decision.ts'
import type { DecisionDefinition } from '../language/decisions.ts'
import { forms } from '../language/forms/forms.ts'
import type {
  AnswerGap,
  CoverageReport,
  EditionGap,
  RequirementGap,
  RuleGap,
  Side,
  SideGap,
  Tally,
} from './coverage-report.ts'
import { collectObservations, type Observed, observations } from './observed.ts'
import type { HoldsRulebook } from './scenario-report.ts'
import { listTests } from './tests.ts'

const sides = ['true', 'false'] as const satisfies readonly Side[]

/**
 * What of the rules `decisions` exercise, by their traces; a decision without its trace shows its answer alone. Prospective
 * rules are left out: they can never hold.
 */
export const coverageOf = ({ rulebook }: HoldsRulebook, decisions: readonly Decision[]): CoverageReport => {
  const observed = collectObservations(rulebook, decisions)
  const editions = authoritiesInOrder(rulebook).flatMap(ownEditions)
  return {
    decisionsCount: decisions.length,
    rules: rulesTally(editions, observed),
    editions: editionsTally(editions, observed),
    sides: sidesTally(rulebook, observed),
    requirements: requirementsTally(editions, observed),
    answers: answersTally(rulebook, observed),
  }
}

const tally = <Gap>(total: number, uncovered: number, gaps: readonly Gap[]): Tally<Gap> => ({
  covered: total - uncovered,
  total,
  gaps,
})

const sumTallies = (gaps: readonly { readonly unseen: readonly unknown[] }[]): number =>
  gaps.reduce((sum, one) => sum + one.unseen.length, 0)

/** A rule without conditions, exceptions and a clock of its own cannot fail to hold while it is in force. */
const canFail = ({ conditions, exceptedBy, effective }: Rule): boolean =>
  listParts(conditions).length > 0 || exceptedBy.length > 0 || effective.clock !== undefined

const rulesTally = (editions: readonly Rule[], observed: Observed): Tally<RuleGap> => {
  const gaps = editions.flatMap((edition): RuleGap[] => {
    const isSeen = (truth: Side | 'unknown') => observed.has(observations.rule(edition, truth))
    const unseen = sides.filter(side => !isSeen(side) && (side === 'true' || canFail(edition)))
    const { layer: authority, name: rule, effective } = edition
    const decision = firstQuestion(edition)
    const seen = [...sides, 'unknown' as const].filter(isSeen)
    return unseen.length === 0 ? [] : [{ authority, decision, rule, from: effective.from!, seen, unseen }]
  })
  return tally(editions.length, gaps.length, gaps)
}

const editionsTally = (editions: readonly Rule[], observed: Observed): Tally<EditionGap> => {
  const idle = editions.filter(edition => !observed.has(observations.inForce(edition)))
  const gaps = idle.map(edition => {
    const { from, to = null } = edition.effective
    return { authority: edition.layer, decision: firstQuestion(edition), rule: edition.name, from: from!, to }
  })
  return tally(editions.length, gaps.length, gaps)
}

/** Under which question a rule is reported that bears on several. */
const firstQuestion = ({ events }: Rule): string => [...events.keys()][0]!

const sidesTally = (rulebook: Rulebook, observed: Observed): Tally<SideGap> => {
  const tests = listTests(rulebook)
  const gaps = tests.flatMap(({ authority, decision, test, standsIn }): SideGap[] => {
    const inPlaces = [...standsIn]
    const unseen = sides.filter(side => !inPlaces.some(place => observed.has(observations.side(place, test, side))))
    return unseen.length === 0 ? [] : [{ authority, decision, test, unseen, standsIn: inPlaces.sort() }]
  })
  return tally(2 * tests.length, sumTallies(gaps), gaps)
}

const requirementsTally = (editions: readonly Rule[], observed: Observed): Tally<RequirementGap> => {
  const required = new Map<string, Omit<RequirementGap, 'unseen'>>()
  for (const { layer: authority, events } of editions)
    for (const [decision, followed] of events)
      for (const event of followed) {
        if (event.type !== 'require') continue
        const { requirement } = event
        required.set(JSON.stringify([authority, decision, requirement]), { authority, decision, requirement })
      }
  const gaps = [...required.values()].flatMap((one): RequirementGap[] => {
    const isSeen = (side: Side) =>
      observed.has(observations.requirement(one.decision, one.authority, one.requirement, side))
    const unseen = sides.filter(side => !isSeen(side)).map(side => (side === 'true' ? 'met' : 'unmet'))
    return unseen.length === 0 ? [] : [{ ...one, unseen }]
  })
  return tally(2 * required.size, sumTallies(gaps), gaps)
}

const answersTally = (rulebook: Rulebook, observed: Observed): Tally<AnswerGap> => {
  const all = authoritiesInOrder(rulebook).flatMap(authority =>
    [...rulebook.decisions.values()].flatMap(decision =>
      listReachableAnswers(authority, decision).map(answer => ({
        authority: authority.id,
        decision: decision.id,
        answer,
      })),
    ),
  )
  const gaps = all.filter(one => !observed.has(observations.answer(one.decision, one.authority, one.answer)))
  return tally(all.length, gaps.length, gaps)
}

/**
 * The answers that an authority’s rules can give to a decision. None if it has no rule that bears on the
 * answer: it then decides as the nation does, or as if there were no rules.
 */
const listReachableAnswers = (authority: Authority, decision: DecisionDefinition): readonly string[] => {
  const bears = (rule: Rule) => hasEvent(rule, decision.id, event => bearsOnAnswer(event, decision))
  if (!ownEditions(authority).some(bears)) return []
  const bearing = authority.rules.filter(rule => rule.firstDay !== null && bears(rule))
  const concluded = bearing
    .flatMap(rule => eventsFor(rule, decision.id))
    .flatMap(event => (event.type === 'conclude' ? [event.answer] : []))
  const answers = decision.answers.map(one => one.id)
  if (!forms[decision.form].isConcluded) return answers
  return answers.filter((answer, i) => i === answers.length - 1 || concluded.includes(answer))
}

const bearsOnAnswer = (event: RuleEvent, decision: DecisionDefinition): boolean =>
  match(event)
    .with({ type: 'require' }, { type: 'conclude' }, () => true)
    .with({ type: 'include' }, ({ list }) => list === decision.collects)
    .with({ type: 'deadline' }, { type: 'none' }, () => false)
    .exhaustive()
