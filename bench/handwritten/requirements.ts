import type { RequirementFinding } from '../../packages/rules/src/internal.ts'
import { type Applies, exceptionalApplies, meetingHeldBefore, othersTriedApplies } from './answers.ts'
import {
  BEST_INTERESTS,
  EHC_CONSULTED,
  END_DATE,
  EXCEPTIONAL,
  type Known,
  NO,
  NOT_FOR_BEHAVIOUR,
  OTHERS_TRIED,
  PARENT_AGREES,
  PARTNERSHIP,
  REVIEW_DATES,
  WORKER_INVOLVED,
  YES,
} from './known.ts'
import {
  adviceRule,
  exceptionalRules,
  headRule,
  meetingRule,
  nationalRules,
  othersTriedRules,
  partnershipRule,
  requirements,
} from './words.ts'

type Force = 'regard-guidance' | 'local-policy' | 'local-offer'

interface PartyFinding {
  readonly item: string
  readonly verb: string
  readonly status: 'applies' | 'possible'
  readonly force: Force
  readonly title: string
  readonly because: readonly string[]
}

const statuses = ['unmet', 'unknown', 'met'] as const

const requirement = (
  { id, title }: { readonly id: string; readonly title: string },
  applies: number,
  met: number,
  force: Force,
  because: readonly string[],
): RequirementFinding => ({
  id,
  status: statuses[met]!,
  applies: applies === YES ? 'yes' : 'unknown',
  force,
  title,
  because,
})

/** What applies or may apply, in the order of the decision. */
export const requirementsFound = (known: Known, applies: Applies): readonly RequirementFinding[] => {
  const { schoolAge, withWorker, withEhcPlan, lookedAfter, helped } = applies
  const found: RequirementFinding[] = []
  const add = (
    one: { readonly id: string; readonly title: string },
    truth: number,
    fact: number,
    because: readonly string[],
  ) => {
    if (truth !== NO) found.push(requirement(one, truth, known[fact]!, 'regard-guidance', because))
  }
  const exceptional = exceptionalApplies(applies)
  if (exceptional !== NO) {
    const force = schoolAge === exceptional ? 'regard-guidance' : 'local-policy'
    found.push(
      requirement(requirements.exceptional, exceptional, known[EXCEPTIONAL]!, force, becauseExceptional(applies)),
    )
  }
  add(requirements.bestInterests, schoolAge, BEST_INTERESTS, nationalRules.bestInterests)
  add(requirements.notForBehaviour, schoolAge, NOT_FOR_BEHAVIOUR, nationalRules.notForBehaviour)
  add(requirements.parentAgrees, schoolAge, PARENT_AGREES, nationalRules.parentAgrees)
  add(requirements.endDate, schoolAge, END_DATE, nationalRules.endDate)
  add(requirements.reviewDates, schoolAge, REVIEW_DATES, nationalRules.reviewDates)
  add(requirements.workerInvolved, withWorker, WORKER_INVOLVED, nationalRules.workerInvolved)
  add(requirements.ehcConsulted, withEhcPlan, EHC_CONSULTED, nationalRules.ehcConsulted)
  const tried = othersTriedApplies(applies)
  if (tried !== NO)
    found.push(
      requirement(requirements.othersTried, tried, known[OTHERS_TRIED]!, 'local-policy', becauseTried(applies)),
    )
  if (lookedAfter !== NO)
    found.push(requirement(requirements.partnership, lookedAfter, known[PARTNERSHIP]!, 'local-policy', partnershipRule))
  if (helped !== NO)
    found.push(requirement(requirements.meeting, helped, meetingHeldBefore(known), 'local-policy', meetingRule))
  return found
}

/** The rules that hold or, if none is known to, those that may. */
const becauseExceptional = (applies: Applies): readonly string[] => {
  const truth = exceptionalApplies(applies)
  const because: string[] = []
  if (applies.schoolAge === truth) because.push(exceptionalRules.schoolAge)
  if (applies.helped === truth) because.push(exceptionalRules.helped)
  if (applies.lookedAfter === truth) because.push(exceptionalRules.lookedAfter)
  return because
}

const becauseTried = (applies: Applies): readonly string[] => {
  const truth = othersTriedApplies(applies)
  const because: string[] = []
  if (applies.helped === truth) because.push(othersTriedRules.helped)
  if (applies.lookedAfter === truth) because.push(othersTriedRules.lookedAfter)
  return because
}

/** Who has a part or may have one, in the order of the list. */
export const partiesFound = ({
  schoolAge,
  withWorker,
  withEhcPlan,
  lookedAfter,
  helped,
}: Applies): readonly PartyFinding[] => {
  const found: PartyFinding[] = []
  const add = (item: string, verb: string, truth: number, force: Force, title: string, because: readonly string[]) => {
    if (truth !== NO) found.push({ item, verb, status: truth === YES ? 'applies' : 'possible', force, title, because })
  }
  add(
    'virtual-school-head',
    'partner',
    lookedAfter,
    'local-policy',
    'the virtual school head of the council that looks after the child',
    headRule,
  )
  add('social-worker', 'consult', withWorker, 'regard-guidance', 'the child’s social worker', nationalRules.worker)
  add('parent', 'agree', schoolAge, 'regard-guidance', 'the parent', nationalRules.parent)
  add('parent', 'consult', schoolAge, 'regard-guidance', 'the parent', nationalRules.parentReviews)
  add('child', 'consult', schoolAge, 'regard-guidance', 'the child', nationalRules.child)
  add('local-authority', 'consult', withEhcPlan, 'regard-guidance', 'the local authority', nationalRules.authority)
  add('virtual-school', 'advise', helped, 'local-offer', 'the virtual school', adviceRule)
  return found
}

/** The national texts were read as others restate them: which of their rules the decision rests on, in the order of their names. */
export const cautionsFound = (applies: Applies, isUnrestricted: boolean) => {
  const because: string[] = []
  const { schoolAge, withWorker, withEhcPlan } = applies
  const add = (truth: number, names: readonly string[]) => {
    if (truth !== NO || isUnrestricted) because.push(names[0]!)
  }
  add(withEhcPlan, nationalRules.ehcConsulted)
  add(schoolAge, nationalRules.bestInterests)
  add(schoolAge, nationalRules.endDate)
  if (isUnrestricted || (schoolAge !== NO && schoolAge === exceptionalApplies(applies)))
    because.push(exceptionalRules.schoolAge)
  add(schoolAge, nationalRules.notForBehaviour)
  add(schoolAge, nationalRules.parentAgrees)
  add(schoolAge, nationalRules.child)
  add(withEhcPlan, nationalRules.authority)
  add(schoolAge, nationalRules.parent)
  add(schoolAge, nationalRules.parentReviews)
  add(withWorker, nationalRules.worker)
  add(schoolAge, nationalRules.reviewDates)
  add(withWorker, nationalRules.workerInvolved)
  return because.length === 0 ? [] : [{ code: 'rests-on-restated-source', because }]
}
